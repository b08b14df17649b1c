package tables

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/sheet"
)

// Under a merged cell the same text is the merged cell's own, and another is read
// and told.
func TestUnderAMergedCell(t *testing.T) {
	row := func(n int, texts ...string) sheet.Row {
		r := sheet.Row{Number: n}
		for i, text := range texts {
			if text != "" {
				r.Cells = append(r.Cells, cellAt(n, i+1, text))
			}
		}
		return r
	}
	s := &sheet.Sheet{
		Rows:   []sheet.Row{row(1, "项目名称", "总投资"), row(2, "甲", "60"), row(3, "乙", "60"), row(4, "丙", "70"), row(5, "丁", "80"), row(6, "戊", "")},
		Merges: []sheet.Range{{Top: 2, Left: 2, Bottom: 4, Right: 2}, {Top: 5, Left: 2, Bottom: 6, Right: 2}},
	}
	table := &PlanTable{finder: &Finder{}, Sheet: s, Top: 1, Bottom: 1, Columns: map[string]FormColumn{"name": {Key: "name", Col: 1}, "total": {Key: "total", Col: 2}}}
	table.sortMerges()
	got := map[int]Field{}
	for i := range s.Rows {
		got[s.Rows[i].Number] = table.FieldAt("total", &s.Rows[i])
	}
	assert.Equal(t, []valueOrigin{Own, Merge, Own, Own, Merge}, []valueOrigin{got[2].Filled, got[3].Filled, got[4].Filled, got[5].Filled, got[6].Filled})
	assert.Equal(t, []string{"60", "60", "70", "80", "80"}, []string{got[2].Raw, got[3].Raw, got[4].Raw, got[5].Raw, got[6].Raw})
	assert.Equal(t, []string{"B4"}, table.Covered())
}
