package consolidated

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// hostile are texts that a careless writer turns into something else.
var hostile = []string{
	`=HYPERLINK("http://example.invalid","点我")`, "=1+1", "+86", "-5", "@SUM(A1:A9)", "\t=1+1", "literal _x0041_ and _x005F_x0041_",
	"a\x01b\x1fc\x00d", "tab\tand\nbreak\r\nand\rreturn", `quotes " ' and <tags> & &amp; ]]>`, " padded ", "100%", "1E5", "007", "TRUE", "#REF!",
	"𠮷野家😀", "\ufffe\uffff", "'leading", strings.Repeat("很长的文字。", 8000), "a\xffb",
}

// hostileReport is a report in which every text that comes from outside is one
// of the hostile ones.
func hostileReport(t *testing.T) (*report.Report, *plan.Plan, form.Stored) {
	pf, stored := campaign(t, 40)
	for i := range pf.Entries {
		bad := hostile[i%len(hostile)]
		p := &pf.Entries[i].Project
		p.Name, p.Content, p.Done, p.Problem, p.Ask, p.Next, p.Note = bad, bad, bad, bad, bad, bad, bad
		p.Sub, p.Person, p.Leader, p.Partners = bad, bad, bad, []string{bad}
		p.Targets = map[int]string{2023: bad}
		p.Source.File, p.Source.Sheet = bad, bad
		pf.Entries[i].Because = bad
		f := filing.Finding{
			File: bad, Sheet: bad, Cell: "A1", Column: bad, Rule: "T03", Severity: plan.Warning, Unit: bad, Project: bad, Value: bad,
			Expected: bad, Message: bad, Hint: bad, Key: p.Key(), PassedBy: bad,
		}
		pf.Findings = append(pf.Findings, f)
		f.Rule = filing.CoercionRule
		pf.Findings = append(pf.Findings, f)
		pf.Office.Edits = append(pf.Office.Edits, filing.Edit{Number: bad, Key: p.Key(), Column: "done", Before: bad, After: bad})
		pf.Office.Removed = append(pf.Office.Removed, filing.Removal{Key: filing.RowID(bad), Name: bad, Reason: bad})
	}
	stored.Office = pf.Office
	return report.Build(pf, report.Options{Date: plan.Day(2023, 7, 5)}), pf.Plan, stored
}

func TestHostileTextsStayText(t *testing.T) {
	slowtest.Long(t)
	r, p, stored := hostileReport(t)
	data, err := Write(r, p, stored)
	require.NoError(t, err)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	at := sheetOf(t, wb, form.PageProjects)
	for i, pr := range r.Projects {
		row := newLayout(r, p).rows[i]
		for key, want := range map[string]string{"name": pr.Project.Name, "done": pr.Project.Done, "note": pr.Project.Note} {
			c, _ := at.At(row, newLayout(r, p).column[key])
			assert.Equal(t, form.CellText(want), c.Text, "%s of %q", key, pr.Project.Name)
			assert.False(t, c.Formula, "%s of %q", key, pr.Project.Name)
			assert.NotEqual(t, sheet.Number, c.Kind, "%s of %q", key, pr.Project.Name)
		}
	}
	for name, part := range parts(t, data) {
		if strings.HasPrefix(name, "xl/worksheets/") {
			for _, f := range formulas(part) {
				assert.NotContains(t, f, "example.invalid", name)
				assert.NotContains(t, f, "SUM(A1:A9)", name)
			}
			assert.NotContains(t, part, "r:id=\"rIdHyper", name)
		}
		assert.NotContains(t, name, "externalLink")
		if strings.HasSuffix(name, ".rels") {
			assert.NotContains(t, part, "example.invalid", name)
			assert.NotContains(t, part, `TargetMode="External"`, name)
		}
		if name == "xl/workbook.xml" || strings.HasPrefix(name, "xl/tables/") {
			for _, bad := range hostile {
				if len(bad) > 6 && len(bad) < 100 {
					assert.NotContains(t, part, bad, name)
				}
			}
		}
	}
}

// TestHostileTextsAreNoEdits reads the same workbook back: what a cell cannot
// hold must not look like a correction.
func TestHostileTextsAreNoEdits(t *testing.T) {
	slowtest.Long(t)
	r, p, stored := hostileReport(t)
	data, err := Write(r, p, stored)
	require.NoError(t, err)
	c := readBack(t, data)
	require.Len(t, c.Office.Edits, len(r.Office.Edits))
	for i, e := range c.Office.Edits {
		assert.Equal(t, r.Office.Edits[i].Column, e.Column)
		assert.True(t, form.CellText(r.Office.Edits[i].After) == form.CellText(e.After), "edit %d is another", i)
	}
	assert.Len(t, c.Office.Removed, len(r.Office.Removed))
}

func sheetOf(t *testing.T, wb *sheet.Workbook, name string) *sheet.Sheet {
	t.Helper()
	for _, s := range wb.Sheets {
		if s.Name == name {
			return s
		}
	}
	require.Fail(t, "no sheet "+name)
	return nil
}

// parts are the entries of a workbook's archive.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	all := map[string]string{}
	for _, e := range in.File {
		r, err := e.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r)
		require.NoError(t, err)
		all[e.Name] = string(text)
	}
	return all
}

// formulas are the formulas of a sheet's part.
func formulas(part string) []string {
	var all []string
	for {
		_, rest, ok := strings.Cut(part, "<f>")
		if !ok {
			return all
		}
		f, after, _ := strings.Cut(rest, "</f>")
		all, part = append(all, f), after
	}
}
