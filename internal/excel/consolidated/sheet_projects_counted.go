package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// countedCell says under which track, task or unit totals count the project:
// live, so that a correction moves it at once.
func (l *layout) countedCell(title string, pr *report.ProjectRow, row int) book.Cell {
	ref := func(key string) string { return book.At(row, l.column[key]) }
	known := func(list, key string) string { return fmt.Sprintf("COUNTIF(%s,%s)>0", l.choices.list(list), ref(key)) }
	switch title {
	case form.ColInTask:
		return book.Live(fmt.Sprintf(`IF(%s,%s,"%s")`, known(book.ListTasks, "task"), ref("task"), report.UnknownTask), book.Cell{Value: pr.InTask})
	case form.ColInTrack:
		return book.Live(fmt.Sprintf(`IF(%s,INDEX(%s,MATCH(%s,%s,0)),IF(%s,%s,"%s"))`, known(book.ListTasks, "task"),
			l.choices.list(book.ListTaskTracks), ref("task"), l.choices.list(book.ListTasks),
			known(listTracks, "track"), ref("track"), report.UnknownTrack), book.Cell{Value: pr.InTrack})
	}
	return book.Live(fmt.Sprintf(`IF(%s,%s,%s)`, known(listUnits, "lead"), ref("lead"), book.Quoted(l.otherUnit(pr))), book.Cell{Value: pr.InUnit})
}

// otherUnit is where a project counts whose lead is no unit of the roster.
func (l *layout) otherUnit(pr *report.ProjectRow) string {
	if u, ok := l.plan.Unit(pr.Project.Lead); ok && u.Name == pr.Project.Lead {
		return report.UnknownUnit
	}
	return pr.InUnit
}

// taskTracks are the names of the tracks of all tasks, in the tasks' order.
func taskTracks(p *plan.Plan) []string {
	names := make([]string, len(p.Tasks))
	for i, t := range p.Tasks {
		names[i] = p.TrackNo(t.Track).Name
	}
	return names
}
