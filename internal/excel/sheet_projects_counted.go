package excel

import (
	"fmt"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// countedCell says under which track, task or unit totals count the project:
// live, so that a correction moves it at once.
func (l *layout) countedCell(title string, pr *report.ProjectRow, row int) cell {
	ref := func(key string) string { return at(row, l.column[key]) }
	known := func(list, key string) string { return fmt.Sprintf("COUNTIF(%s,%s)>0", l.choices.list(list), ref(key)) }
	switch title {
	case form.ColInTask:
		return live(fmt.Sprintf(`IF(%s,%s,"%s")`, known(listTasks, "task"), ref("task"), report.UnknownTask), cell{value: pr.InTask})
	case form.ColInTrack:
		return live(fmt.Sprintf(`IF(%s,INDEX(%s,MATCH(%s,%s,0)),IF(%s,%s,"%s"))`, known(listTasks, "task"),
			l.choices.list(listTaskTracks), ref("task"), l.choices.list(listTasks),
			known(listTracks, "track"), ref("track"), report.UnknownTrack), cell{value: pr.InTrack})
	}
	return live(fmt.Sprintf(`IF(%s,%s,%s)`, known(listUnits, "lead"), ref("lead"), quoted(l.otherUnit(pr))), cell{value: pr.InUnit})
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
