package form

import "jingpin/internal/filing"

// Own is what the office has in a consolidated workbook beside what is ours: it
// is carried to the workbook that takes its place.
type Own struct {
	Book    []byte      // the workbook; nil where nothing of it is needed
	Sheets  []string    // the office's own, in their order
	Columns []OwnColumn // of 项目汇总表, right of ours
	// Rows and Places say what stands where on 项目汇总表: notes and fills there
	// follow their project. Places are columns by their TableColumn.ID.
	Rows   []OwnRow
	Places map[string]int
}

// OwnRow is a row of 项目汇总表 that holds a project.
type OwnRow struct {
	Row    int
	Number string
	Key    filing.RowID
}

// OwnColumn is one of the office's own columns.
type OwnColumn struct {
	Title string
	Cells []OwnCell
}

// OwnCell is what the office has in it beside a project, which is known by its
// number or, where that has changed, by its id.
type OwnCell struct {
	Number  string
	Key     filing.RowID
	Text    string // a number as it is stored, any other value as it is shown
	Numeric bool
	Format  string // of a number
}

// IsOwnSheet reports a sheet of the consolidated workbook that is the office's
// own: neither one of ours nor a part of a long list of ours.
func IsOwnSheet(name string) bool {
	if name == PageData || name == PageChoices {
		return false
	}
	for _, p := range pages {
		if name == p.Name || isPartOf(p.Name, name) {
			return false
		}
	}
	return true
}
