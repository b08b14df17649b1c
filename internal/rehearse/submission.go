package rehearse

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// submission is one workbook in the making: what the unit reports, how it lays
// it out, what it gets wrong, and what must be found.
type submission struct {
	path     string
	serial   string // sets the path apart from others of the unit
	unit     string // the unit a correct run tells, "" when it cannot
	in       filled
	layout   sheetLayout
	identity *form.Identity // of a form of ours, nil for the department's own sheet
	saved    string         // ISO time, "" for epoch
	wants    []want
	found    []func(*sheetPage) ExpectedFinding // findings about a sheet or the file
	leftOut  map[int]bool                       // rows that do not count for another reason than an error
	leaned   map[int]bool                       // sound rows that a fault elsewhere needs as they are
	refused  bool                               // an error about the file or sheet: nothing counts
	legacy   bool                               // it is saved in the format of Excel 97 to 2003
	unread   bool                               // the file cannot be read at all
	edits    []func(*sheetPage)                 // to the laid-out sheets
	damage   []func([]byte) ([]byte, error)
}

// want is one finding about a row.
type want struct {
	row     int // index of the submission's rows
	rule    string
	key     string // column key, "" for a row without a cell
	lenient bool   // a milder case of an error: the row counts all the same
}

// fail asks for a finding in a row's column.
func (s *submission) fail(row int, rule, key string) {
	s.wants = append(s.wants, want{row: row, rule: rule, key: key})
}

// wrong asks for a finding about the file as a whole.
func (s *submission) wrong(rule string) {
	s.found = append(s.found, func(*sheetPage) ExpectedFinding { return ExpectedFinding{Rule: rule} })
}

// build makes the workbook and what must be found in it.
func (s *submission) build(p *plan.Plan) (SampleFile, ExpectedFile, error) {
	pg := s.layout.lay(p, s.in)
	for _, edit := range s.edits {
		edit(pg)
	}
	pg.book.saved = s.saved
	if s.identity != nil {
		for _, prop := range s.identity.Properties() {
			pg.book.props = append(pg.book.props, excelize.CustomProperty{Name: prop.Name, Value: prop.Value})
		}
	}
	write := pg.book.write
	if s.legacy {
		write = pg.book.writeLegacy
	}
	b, err := write()
	for _, damage := range s.damage {
		if err == nil {
			b, err = damage(b)
		}
	}
	if err != nil {
		return SampleFile{}, ExpectedFile{}, fmt.Errorf("%s: %w", s.path, err)
	}
	return SampleFile{s.path, b}, s.expected(p, pg), nil
}

// expected is what a correct run finds.
func (s *submission) expected(p *plan.Plan, pg *sheetPage) ExpectedFile {
	out := ExpectedFile{File: s.path, Unit: s.unit, Expect: []ExpectedFinding{}, Projects: []ExpectedProject{}}
	for _, f := range s.found {
		out.Expect = append(out.Expect, f(pg))
	}
	if s.unread {
		return out
	}
	out.Rows = len(s.in.rows)
	out.Expect = append(out.Expect, s.layout.expected(p, s.in, pg)...)
	left := map[int]bool{}
	for _, w := range s.wants {
		f := ExpectedFinding{Rule: w.rule, Sheet: pg.at[w.row].sheet, Row: pg.at[w.row].row}
		if w.key != "" {
			_, f.Cell = pg.cell(w.row, w.key)
		}
		out.Expect = append(out.Expect, f)
		rule, _ := p.Rule(w.rule)
		if rule.Severity == plan.Error && !w.lenient {
			left[w.row] = true
		}
	}
	sortExpected(out.Expect)
	for i, r := range s.in.rows {
		if !left[i] && !s.leftOut[i] && !s.refused {
			out.Projects = append(out.Projects, expectedProject(r, pg.at[i]))
		}
	}
	out.Accepted = len(out.Projects)
	return out
}

func expectedProject(r typedRow, at laidRow) ExpectedProject {
	pr := r.project
	return ExpectedProject{
		Name: pr.Name, TaskNo: pr.TaskNo, Track: pr.Track, Deadline: pr.Deadline, Lead: pr.Lead,
		Total: pr.Total.String(), Progress: pr.KnownProgress(), Status: pr.Status, Row: at.row, Sheet: at.sheet, Light: r.light,
	}
}
