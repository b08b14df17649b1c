package quarter_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// district is a campaign of one set of reports that every street's units have
// sent, to the byte, and the streets' consolidated workbooks.
type district struct {
	dir   string
	plan  *plan.Plan
	books []string
}

const (
	unitsOfStreet = 4
	rowsOfUnit    = 3
)

func newDistrict(t *testing.T, streets int) *district {
	t.Helper()
	d := &district{dir: t.TempDir()}
	sent := filepath.Join(d.dir, "2023Q2")
	order := quarter.Campaign{Units: unitsOfStreet, Rows: rowsOfUnit, Seed: 1}
	err := quarter.Open(quarter.Options{Quarter: plan.Quarter{Year: 2023, N: 2}, Date: today}).Rehearse(t.Context(), sent, order)
	require.NoError(t, err)
	d.plan, err = quarter.Open(quarter.Options{}).Plan(sent)
	require.NoError(t, err)
	for i := range streets {
		name := streetName(i)
		book := filepath.Join(d.dir, name, "汇总表.xlsx")
		_, err := d.desk(t, name).Merge(t.Context(), []string{filepath.Join(sent, quarter.DirFiled)}, book)
		require.NoError(t, err)
		d.books = append(d.books, book)
	}
	return d
}

func streetName(i int) string { return fmt.Sprintf("第%02d街道", i+1) }

// desk is a street's, or the district's.
func (d *district) desk(t *testing.T, street string) *quarter.Desk {
	t.Helper()
	return quarter.Open(quarter.Options{PlanPath: d.planOf(t, street), Date: today})
}

// planOf writes the campaign's plan as that of a street.
func (d *district) planOf(t *testing.T, street string) string {
	t.Helper()
	path := filepath.Join(d.dir, street+"方案.xlsx")
	if exists(path) {
		return path
	}
	tables := slices.Clone(d.plan.Tables())
	for i, table := range tables {
		if table.Name != "基本信息" {
			continue
		}
		tables[i].Rows = slices.Clone(table.Rows)
		for k, r := range table.Rows {
			if r.Cells[0] == "街道" {
				tables[i].Rows[k].Cells = []string{"街道", street}
			}
		}
	}
	p, err := plan.Parse(tables)
	require.NoError(t, err)
	data, err := consolidated.WritePlan(p)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, data, 0o644))
	return path
}

// merge merges workbooks into another and returns its path.
func (d *district) merge(t *testing.T, name string, inputs ...string) string {
	t.Helper()
	out := filepath.Join(d.dir, name+".xlsx")
	_, err := d.desk(t, "云溪区").Merge(t.Context(), inputs, out)
	require.NoError(t, err)
	return out
}

// report is the 数据.json of a report on workbooks.
func (d *district) report(t *testing.T, inputs ...string) *report.Report {
	t.Helper()
	out := filepath.Join(d.dir, "成果")
	_, err := d.desk(t, "云溪区").Report(t.Context(), inputs, out)
	require.NoError(t, err)
	r, err := report.Decode(contentOf(t, filepath.Join(out, quarter.ResultData)))
	require.NoError(t, err)
	return r
}

// A district merges its streets' workbooks. The units of all streets have the
// same names and have sent the same files with the same projects, and stay
// apart all the same.
func TestDistrict(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	d := newDistrict(t, 3)
	t.Run("keeps streets apart", d.keepsApart)
	t.Run("merges in any order", d.mergesInAnyOrder)
	t.Run("corrects no street", d.correctsNoStreet)
	t.Run("goes on with a silent street", d.goesOnWithASilentStreet)
}

func (d *district) keepsApart(t *testing.T) {
	streets, ofStreet := len(d.books), unitsOfStreet*rowsOfUnit
	r := d.report(t, d.books...)
	require.Len(t, r.Inputs, streets, "the streets' workbooks")
	assert.Equal(t, streets*ofStreet, r.Overall.Projects)
	assert.Equal(t, streets*ofStreet, r.Balance.Rows.Read)
	assert.Equal(t, "云溪区", r.Meta.Street)
	require.Len(t, r.Streets, streets)
	sum := report.Tally{}
	for i, s := range r.Streets {
		assert.Equal(t, streetName(i), s.Street)
		assert.Equal(t, ofStreet, s.Tally.Projects)
		assert.Equal(t, []int{unitsOfStreet, unitsOfStreet}, []int{s.Owe, s.Sent}, s.Street)
		of := 0
		for _, track := range s.Tracks {
			of += track.Tally.Projects
		}
		assert.Equal(t, ofStreet, of)
		sum.Projects, sum.Total, sum.Paid = sum.Projects+s.Tally.Projects, sum.Total+s.Tally.Total, sum.Paid+s.Tally.Paid
	}
	assert.Equal(t, report.Tally{Projects: r.Overall.Projects, Total: r.Overall.Total, Paid: r.Overall.Paid}, sum)
	require.Len(t, r.Units, streets*unitsOfStreet)
	for _, u := range r.Units {
		assert.LessOrEqual(t, u.Round, 1, u.Unit)
	}
	numbers, keys := map[string]bool{}, map[string]bool{}
	for _, p := range r.Projects {
		numbers[p.Number], keys[string(p.Key)] = true, true
		assert.Contains(t, p.Project.Lead, p.Project.Office)
	}
	assert.Len(t, numbers, streets*ofStreet)
	assert.Len(t, keys, streets*ofStreet)
}

// A district's workbook is an input like any other: merged in any order and in
// any groups, the streets' workbooks give the same one, and one that is handed
// in twice counts once.
func (d *district) mergesInAnyOrder(t *testing.T) {
	one, two, three := d.books[0], d.books[1], d.books[2]
	whole := contentOf(t, d.merge(t, "whole", one, two, three))
	pair := d.merge(t, "pair", three, one)
	for name, inputs := range map[string][]string{"turned": {three, two, one}, "grouped twice": {two, pair, one, pair}} {
		assert.True(t, bytes.Equal(whole, contentOf(t, d.merge(t, name, inputs...))), name)
	}
}

func contentOf(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return data
}

// What is corrected in a district's workbook is said not to count: a street's
// figures are its own office's.
func (d *district) correctsNoStreet(t *testing.T) {
	book := d.merge(t, "corrected", d.books[:2]...)
	_, err := d.desk(t, "云溪区").Forms(t.Context(), quarter.FormsOrder{Dir: t.TempDir(), From: book})
	require.ErrorContains(t, err, "几个街道合并的")
	before := d.report(t, book)
	workIn(t, book, func(b *officeBook) {
		b.set(form.PageProjects, form.ColNumber, before.Projects[0].Number, "备注", "区里核对过")
	})
	after := d.report(t, book)
	require.Len(t, after.Stale, 1)
	assert.Contains(t, after.Stale[0], "1处")
	assert.Equal(t, before.Projects, after.Projects)
}

// Of a street that sends nothing the next quarter shows what is known: that its
// workbook is missing makes nothing fewer.
func (d *district) goesOnWithASilentStreet(t *testing.T) {
	all := d.merge(t, "区上季度", d.books...)
	sent, third := filepath.Join(d.dir, "2023Q3"), plan.Quarter{Year: 2023, N: 3}
	order := quarter.Campaign{Units: unitsOfStreet, Rows: rowsOfUnit, Seed: 1}
	require.NoError(t, quarter.Open(quarter.Options{Quarter: third, Date: today}).Rehearse(t.Context(), sent, order))
	book := filepath.Join(d.dir, "三季度", "汇总表.xlsx")
	street := quarter.Options{PlanPath: d.planOf(t, streetName(0)), Date: today, Quarter: third, Previous: d.books[0]}
	_, err := quarter.Open(street).Merge(t.Context(), []string{filepath.Join(sent, quarter.DirFiled)}, book)
	require.NoError(t, err)

	out, said := filepath.Join(d.dir, "区三季度"), ""
	district := quarter.Options{
		PlanPath: d.planOf(t, "云溪区"), Date: today, Quarter: third, Previous: all, Tell: func(e quarter.Event) { said += e.Text },
	}
	_, err = quarter.Open(district).Report(t.Context(), []string{book}, out)
	require.NoError(t, err)
	r, err := report.Decode(contentOf(t, filepath.Join(out, quarter.ResultData)))
	require.NoError(t, err)
	require.Len(t, r.Streets, len(d.books))
	for _, s := range r.Streets[1:] {
		assert.Equal(t, unitsOfStreet*rowsOfUnit, s.Tally.Projects, s.Street)
		assert.Equal(t, s.Tally.Projects, s.Tally.Carried, s.Street)
		assert.Zero(t, s.Sent, s.Street)
	}
	assert.Contains(t, said, "第02街道、第03街道没有报来汇总表，项目沿用2023年第二季度的数据。")
}
