package intake

import (
	"regexp"
	"slices"

	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
)

// page is a sheet of a file with the projects that its tables hold.
type page struct {
	tables []*table
	names  map[string]bool
	worth  int // of copies the worthier is read
}

// saysCopy is how a sheet's name says that it is not the one to read.
var saysCopy = regexp.MustCompile(`[(（]\d+[)）]$|旧|作废|废弃|备份|副本|复件|草稿|底稿|初稿|原稿|原表|存档|历史|不用|勿看|copy|Copy|bak|old`)

// dropCopies leaves out the sheets that hold the same projects as another: a
// hidden one, an older one, a copy made by dragging. Each is told once (L14).
func (r *reading) dropCopies() {
	pages := r.pages()
	if len(pages) < 2 {
		return
	}
	for i, p := range pages {
		for k, q := range pages {
			if i == k || p.tables == nil || q.tables == nil || q.worth <= p.worth || !p.copies(q) {
				continue
			}
			r.dropPage(p, "和工作表“"+q.tables[0].Sheet.Name+"”是同样的项目"+p.onlyHere(q))
			p.tables = nil
		}
	}
}

func (r *reading) pages() []*page {
	var pages []*page
	for _, t := range r.tables {
		if n := len(pages); n > 0 && pages[n-1].tables[0].Sheet == t.Sheet {
			pages[n-1].tables = append(pages[n-1].tables, t)
			continue
		}
		pages = append(pages, &page{tables: []*table{t}})
	}
	for _, p := range pages {
		p.names = map[string]bool{}
		for _, t := range p.tables {
			for _, l := range t.Lines {
				if l.Kind == tables.ProjectRow {
					p.names[plan.Key(t.TextIn(l.Row, "name")+t.TextIn(l.Row, "sub"))] = true
				}
			}
		}
		p.worth = r.worthOf(p.tables[0])
	}
	return pages
}

// worthOf is how much speaks for a sheet: that it is seen, that its name does
// not call it a copy, and how late its data is of.
func (r *reading) worthOf(t *table) int {
	worth := 0
	if !t.Sheet.Hidden {
		worth += 4
	}
	if !saysCopy.MatchString(t.Sheet.Name) {
		worth += 2
	}
	if d := r.statedDate(t); d != 0 && d == r.asOf {
		worth++
	}
	return worth
}

// copies reports a page most of whose projects another holds, too.
func (p *page) copies(q *page) bool {
	both := 0
	for name := range p.names {
		if q.names[name] {
			both++
		}
	}
	return both > 0 && 2*both >= min(len(p.names), len(q.names))
}

// onlyHere says how many projects a copy has that the other page has not.
func (p *page) onlyHere(q *page) string {
	n := 0
	for name := range p.names {
		if !q.names[name] {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return "（另有" + plan.Count(n) + "个只在这张表里）"
}

// dropPage leaves out a page, and says why.
func (r *reading) dropPage(p *page, why string) {
	name := p.tables[0].Sheet.Name
	r.complain("L14", tables.Place{Sheet: name}, saying{value: name, other: why})
	r.tables = slices.DeleteFunc(r.tables, func(t *table) bool { return slices.Contains(p.tables, t) })
}
