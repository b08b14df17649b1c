package intake

import (
	"regexp"
	"slices"
	"strconv"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// sheetProjects is a sheet of a file with the projects that its tables hold.
type sheetProjects struct {
	tables []*table
	names  map[string]projectLine
	worth  int // of copies the worthier is read
}

// projectLine is a project's line in its table.
type projectLine struct {
	t   *table
	row *sheet.Row
}

// saysCopy is how a sheet's name says that it is not the one to read.
var saysCopy = regexp.MustCompile(`[(（]\d+[)）]$|旧|作废|废弃|备份|副本|复件|草稿|底稿|初稿|原稿|原表|存档|历史|不用|勿看|copy|Copy|bak|old|(?:修改|调整|变更|更新|修订|改)前|初版|旧版|^(?:上季|上期|上月|上年|上次|去年)`)

// saysLatest is how it says that it is.
var saysLatest = regexp.MustCompile(`最新|定稿|终稿|最终|正式|(?:修改|调整|变更|更新|修订|改)后`)

// dropCopies leaves out the sheets that hold the same projects as another: a
// hidden one, an older one, one that says that it is another quarter's, a copy
// made by dragging, what another holds all of. Each is told once (L14).
func (r *reading) dropCopies() {
	pages := r.pages()
	if len(pages) < 2 {
		return
	}
	for i, p := range pages {
		for k, q := range pages {
			if i == k || p.tables == nil || q.tables == nil || !p.copies(q) {
				continue
			}
			same := "和工作表“" + q.tables[0].Sheet.Name + "”是同样的项目"
			switch only := p.onlyHere(q); {
			case r.isOfAnotherQuarter(p, q):
				r.dropPage(p, "是"+p.tables[0].says.Chinese()+"的", plan.Note)
				r.unsay(q)
			case q.worth > p.worth && only > 0:
				r.dropPage(p, same+"（另有"+plan.Count(only)+"个只在这张表里）", "")
			case q.worth > p.worth+1:
				r.dropPage(p, same, "")
			case q.worth > p.worth: // it only says so, or its data is later
				r.dropPage(p, same+p.differing(q), "")
			case q.worth == p.worth && only == 0 && q.isLater(p):
				r.dropPage(p, same+p.differing(q), "")
			case q.worth == p.worth && only == 0 && !p.isLater(q) && (len(p.names) < len(q.names) || i > k):
				r.dropPage(p, same+p.differing(q), "")
			default:
				continue
			}
			p.tables = nil
		}
	}
}

func (r *reading) pages() []*sheetProjects {
	var pages []*sheetProjects
	for _, t := range r.tables {
		if n := len(pages); n > 0 && pages[n-1].tables[0].Sheet == t.Sheet {
			pages[n-1].tables = append(pages[n-1].tables, t)
			continue
		}
		pages = append(pages, &sheetProjects{tables: []*table{t}})
	}
	for _, p := range pages {
		p.names = map[string]projectLine{}
		for _, t := range p.tables {
			for _, l := range t.Lines {
				if l.Kind == tables.ProjectRow {
					p.names[plan.Key(t.TextIn(l.Row, "name")+t.TextIn(l.Row, "sub"))] = projectLine{t, l.Row}
				}
			}
		}
		p.worth = r.worthOf(p.tables[0])
	}
	return pages
}

// numbered is a sheet's name that counts months, days or versions.
var numbered = regexp.MustCompile(`月|日|版|^[vV]|^[0-9._年/-]+$`)

var figures = regexp.MustCompile(`[0-9]+`)

// isLater reports a page whose name differs from another's in its figures alone,
// and has the later ones: 6月 beside 4月, 20230630 beside 20230331, V2 beside V1.
func (p *sheetProjects) isLater(than *sheetProjects) bool {
	name, other := values.Narrow(p.tables[0].Sheet.Name), values.Narrow(than.tables[0].Sheet.Name)
	if !numbered.MatchString(name) || figures.ReplaceAllString(name, "0") != figures.ReplaceAllString(other, "0") {
		return false
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	return slices.CompareFunc(figures.FindAllString(name, -1), figures.FindAllString(other, -1), func(a, b string) int { return number(a) - number(b) }) > 0
}

// worthOf is how much speaks for a sheet: that it is seen, that its name does
// not call it a copy or another quarter's, and how late its data is of.
func (r *reading) worthOf(t *table) int {
	worth := 0
	if !t.Sheet.Hidden {
		worth += 4
	}
	named, ok := r.parseQuarter(t.Sheet.Name)
	if !saysCopy.MatchString(t.Sheet.Name) && (!ok || named == r.quarter || r.quarter.N == 0) {
		worth += 2
	}
	if saysLatest.MatchString(t.Sheet.Name) {
		worth++
	}
	if d := r.statedDate(t); d != 0 && d == r.asOf {
		worth++
	}
	return worth
}

// isOfAnotherQuarter reports a page whose sheet says that it is another quarter's
// than was asked for, beside one that says nothing of its quarter.
func (r *reading) isOfAnotherQuarter(p, q *sheetProjects) bool {
	says := p.tables[0].says
	return says.N != 0 && r.opt.Quarter.N != 0 && says != r.opt.Quarter && q.tables[0].says.N == 0
}

// unsay takes back of a page that it is for the quarter that another one says.
func (r *reading) unsay(p *sheetProjects) {
	for _, t := range p.tables {
		t.quarter = plan.Quarter{}
	}
	r.sub.Quarter = plan.Quarter{}
}

// copies reports a page most of whose projects another holds, too.
func (p *sheetProjects) copies(q *sheetProjects) bool {
	both := len(p.names) - p.onlyHere(q)
	return both > 0 && 2*both >= min(len(p.names), len(q.names))
}

// onlyHere is how many projects a copy has that the other page has not.
func (p *sheetProjects) onlyHere(q *sheetProjects) int {
	n := 0
	for name := range p.names {
		if _, both := q.names[name]; !both {
			n++
		}
	}
	return n
}

// differing says in which rows of a copy something else stands than in the other
// page, as far as both have the columns.
func (p *sheetProjects) differing(q *sheetProjects) string {
	var rows []int
	for name, a := range p.names {
		b := q.names[name]
		if slices.ContainsFunc(a.t.InOrder(), func(c tables.FormColumn) bool {
			_, has := b.t.Columns[c.Key]
			return has && c.Key != "no" && a.t.TextIn(a.row, c.Key) != b.t.TextIn(b.row, c.Key)
		}) {
			rows = append(rows, a.row.Number)
		}
	}
	if len(rows) == 0 {
		return ""
	}
	slices.Sort(rows)
	return "，但第" + rowSpans(rows) + "行填的不一样"
}

// dropPage leaves out a page, and says why.
func (r *reading) dropPage(p *sheetProjects, why string, severity plan.Severity) {
	name := p.tables[0].Sheet.Name
	r.note("L14", tables.Place{Sheet: name}, filing.Fact{Value: name, Other: why, Severity: severity})
	r.tables = slices.DeleteFunc(r.tables, func(t *table) bool { return slices.Contains(p.tables, t) })
}
