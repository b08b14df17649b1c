package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

func TestAfter(t *testing.T) {
	sealed := Build(scenario(t, "normal"), Options{})
	pf := scenario(t, "normal")
	data, err := Encode(sealed)
	require.NoError(t, err)
	stored, err := Decode(data)
	require.NoError(t, err)
	of := &Sealed{Report: stored, Date: plan.Day(2023, 7, 7), Code: Code(data)}
	assert.Nil(t, Build(pf, Options{Sealed: of}).AfterSeal, "what was stored says the same")
	assert.Nil(t, sealed.After(pf.Plan, nil))

	e := &pf.Entries[0]
	e.Project.Next = "另行安排"
	e.Light = plan.Red
	pf.Entries[1].Number = "99-001"
	pf.Submissions[0].SHA256, pf.Submissions[1].Path = "other", "补报.xlsx"
	now := Build(pf, Options{Sealed: of})
	require.NotNil(t, now.AfterSeal)
	assert.Equal(t, of.Date, now.AfterSeal.Date)
	byKind := map[string][]SealChange{}
	for _, c := range now.AfterSeal.Changes {
		byKind[c.Kind] = append(byKind[c.Kind], c)
	}
	assert.Len(t, byKind[sealFileChanged], 1)
	assert.Equal(t, "补报.xlsx", byKind[sealFileCame][0].Name)
	assert.Equal(t, sealed.Inputs[1].Path, byKind[sealFileGone][0].Name)
	assert.Equal(t, "99-001", byKind[sealNew][0].Number)
	assert.Equal(t, sealed.Projects[1].Number, byKind[sealGone][0].Number)
	title := sealed.Projects[0].Project.Title()
	assert.Contains(t, byKind[sealValue], SealChange{
		Kind: sealValue, Unit: sealed.Projects[0].InUnit, Number: e.Number, Name: title, What: "下季度计划", Before: sealed.Projects[0].Project.Next, After: "另行安排",
	})
	assert.Contains(t, byKind[sealValue], SealChange{
		Kind: sealValue, Unit: sealed.Projects[0].InUnit, Number: e.Number, Name: title, What: "亮灯", Before: sealed.Projects[0].Light.String(), After: "进度滞后",
	})
	assert.Contains(t, byKind[sealFigure], SealChange{
		Kind: sealFigure, What: "进度滞后", Before: pieces(sealed.Overall.Red), After: pieces(sealed.Overall.Red + 1),
	})
	last := now.Errands[len(now.Errands)-1]
	assert.Equal(t, ToKnow, last.Group)
	assert.Contains(t, last.What, "2023年7月7日定稿以后有变化")
}
