package consolidated

import (
	"strconv"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// layout is where everything of one report will stand, worked out before the
// first sheet is written, so that sheets can lead to one another.
type layout struct {
	report   *report.Report
	plan     *plan.Plan
	findings []filing.Finding // those 问题清单 lists
	about    []int            // row of each one's project in 项目汇总表, 0 for none
	choices  *choices

	columns  []form.TableColumn
	column   map[string]int // of 项目汇总表, by form key or title, from 1
	groups   []trackRun
	rows     []int                // of each project in 项目汇总表
	keys     []string             // 行标识 of each project, unlike any other
	index    map[int]int          // row → place among the projects
	end      int                  // the row under the last project
	byNumber map[string]int       // number → row
	byKey    map[filing.RowID]int // project key → row
	issues   map[int]issue        // by row of 项目汇总表
	cells    []book.Cell          // of the project that is being written
	given    form.Own             // what the office has of its own
	own      ownColumns
	fills    map[cellPlace]string // of the office
}

// trackRun is a run of projects of one track.
type trackRun struct {
	no    int // of the track, 0 for projects that belong to none
	title string
	row   int
	first int // of its projects in the report
	count int
}

// issue is how many findings a project has, and where the first is listed.
type issue struct {
	first, count int
}

func newLayout(r *report.Report, p *plan.Plan) *layout {
	l := &layout{report: r, plan: p, column: map[string]int{}, byNumber: map[string]int{}, byKey: map[filing.RowID]int{},
		index: map[int]int{}, issues: map[int]issue{}}
	l.choices = newChoices(r, p)
	l.columns = form.ProjectTable(p)
	for i, c := range l.columns {
		l.column[c.ID()] = i + 1
	}
	l.placeProjects()
	l.listFindings()
	return l
}

// listFindings tells every finding's project. A row that does not count may be
// called otherwise than its project: it goes by the number.
func (l *layout) listFindings() {
	left := map[filing.Source]string{}
	for _, o := range l.report.LeftOut {
		left[o.Source] = o.Number
	}
	for _, f := range l.report.Problems() {
		row, ok := l.byKey[f.Key]
		if !ok {
			row = l.byNumber[left[filing.Source{File: f.File, Sheet: f.Sheet, Row: f.Row}]]
		}
		if row > 0 {
			seen, ok := l.issues[row]
			if !ok {
				seen.first = len(l.findings)
			}
			seen.count++
			l.issues[row] = seen
		}
		l.findings, l.about = append(l.findings, f), append(l.about, row)
	}
}

// placeProjects gives each project its row, under the heading of its track.
func (l *layout) placeProjects() {
	row := form.ProjectHeaderRow
	for i, pr := range l.report.Projects {
		if n := len(l.groups); n == 0 || l.report.Projects[i-1].InTrack != pr.InTrack {
			row++
			l.groups = append(l.groups, l.newGroup(pr.InTrack, row, i))
		}
		row++
		l.groups[len(l.groups)-1].count++
		l.rows = append(l.rows, row)
		l.index[row] = i
		if _, ok := l.byNumber[pr.Number]; !ok && pr.Number != "" {
			l.byNumber[pr.Number] = row
		}
		if _, ok := l.byKey[pr.Key]; !ok {
			l.byKey[pr.Key] = row
		}
	}
	l.end = row + 1
	l.identify()
}

// identify gives each project a 行标识 of its own: the report's, told apart
// where two rows share one.
func (l *layout) identify() {
	seen := map[string]int{}
	for _, pr := range l.report.Projects {
		key := form.CellText(pr.RowKey)
		seen[key]++
		if n := seen[key]; n > 1 {
			key = key + "!" + strconv.Itoa(n)
		}
		l.keys = append(l.keys, key)
	}
}

func (l *layout) newGroup(track string, row, first int) trackRun {
	g := trackRun{title: "未归入专项行动的项目", row: row, first: first}
	if t, ok := l.plan.Track(track); ok {
		g.no, g.title = t.No, plan.Numeral(t.No)+"、"+t.Name
	}
	return g
}

// first is the row that totals range from: the first group heading. They go on
// to the closing row, end, so that rows inserted anywhere between count.
func (l *layout) first() int { return form.ProjectHeaderRow + 1 }

// project is where the project with that number stands, no place if nowhere.
func (l *layout) project(number string) book.CellRef {
	row, ok := l.byNumber[number]
	if !ok {
		return book.CellRef{}
	}
	return book.CellRef{Sheet: form.PageProjects, Col: l.column[form.ColNumber], Row: row}
}

// track is where a track's projects begin, no place when it has none.
func (l *layout) track(no int) book.CellRef {
	for _, g := range l.groups {
		if g.no == no {
			return book.CellRef{Sheet: form.PageProjects, Col: l.column[form.ColNumber], Row: g.row}
		}
	}
	return book.CellRef{}
}

// numbered is a project's number, leading to its row.
func (l *layout) numbered(number string, style book.Look) book.Cell {
	to := l.project(number)
	if to.IsZero() || !plain(number) {
		return book.Text(number, style)
	}
	return book.Link(number, to, style)
}

// plain reports a label of letters, digits and dashes: the only ones that are
// let into a formula.
func plain(label string) bool {
	for _, r := range label {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' {
			return false
		}
	}
	return label != ""
}
