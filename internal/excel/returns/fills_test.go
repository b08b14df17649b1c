package returns

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// Of formats on one cell the one of the lowest priority number shows.
func TestFillGoesAheadOfTheSheetsOwn(t *testing.T) {
	const own = `<conditionalFormatting sqref="A1:B9"><cfRule type="expression" dxfId="0" priority="%"><formula>TRUE</formula></cfRule></conditionalFormatting>`
	const head, tail = `<worksheet><sheetData/>`, `<pageMargins/></worksheet>`
	filled, err := fill([]byte(head+withPriority(own, "1")+tail), map[plan.Severity][]string{
		plan.Error: {"A2", "B3"}, plan.Warning: {"B4"},
	}, map[plan.Severity]int{plan.Error: 7, plan.Warning: 8})
	require.NoError(t, err)
	assert.Equal(t, head+
		`<conditionalFormatting sqref="A2 B3"><cfRule type="expression" dxfId="7" priority="1"><formula>LEN("【检查】必须改")&gt;0</formula></cfRule></conditionalFormatting>`+
		`<conditionalFormatting sqref="B4"><cfRule type="expression" dxfId="8" priority="2"><formula>LEN("【检查】请核实")&gt;0</formula></cfRule></conditionalFormatting>`+
		withPriority(own, "3")+tail, string(filled))
	taken, err := unfill(filled)
	require.NoError(t, err)
	assert.Equal(t, head+withPriority(own, "3")+tail, string(taken))
}

func withPriority(format, priority string) string { return strings.Replace(format, "%", priority, 1) }
