package filing

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What ids are written as is kept in workbooks of earlier quarters.
func TestRowIDIsWrittenAsEver(t *testing.T) {
	p := Project{TaskNo: 6, Name: "“王家宅小区”改造", Sub: "东 段"}
	assert.Equal(t, RowID("6|王家宅小区改造|东段"), p.Key())
	assert.Equal(t, "王家宅小区改造|东段", p.Key().NameKey())
	assert.Equal(t, "王家宅小区改造", p.Key().Name())
	p.Sub = ""
	assert.Equal(t, RowID("6|王家宅小区改造"), p.Key())
	assert.Equal(t, p.Key(), RowOf(6, p.NameKey()))
	assert.Equal(t, "6|王家宅小区改造|管理办|服务办", p.Key().Case("管理办", "服务办"))

	f := Finding{Rule: "T03", Key: p.Key(), Column: "完成时限"}
	assert.Equal(t, FindingID("T03|6|王家宅小区改造|完成时限"), f.ID())
	assert.Equal(t, p.Key(), f.ID().Row())
	p.Sub = "东段"
	f.Key = p.Key()
	assert.Equal(t, p.Key(), f.ID().Row(), "with a sub-project")
	assert.Empty(t, (&Finding{Rule: "U02", Column: "填报单位"}).ID().Row())
	p.Sub = ""
	b, err := json.Marshal(Edit{Key: p.Key()})
	require.NoError(t, err)
	assert.Contains(t, string(b), `"key":"6|王家宅小区改造"`)
}

// A project known by its number is never taken for one known by its name.
func TestNumberedIsNoNameID(t *testing.T) {
	assert.NotEqual(t, Numbered("6"), RowOf(6, ""))
	assert.Empty(t, Numbered("06-003").NameKey())
	assert.Zero(t, Numbered("06-003").TaskNo())
	assert.Equal(t, 6, RowOf(6, "王家宅小区改造").TaskNo())
}
