package consolidated

import (
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// derivedCell is what the project has in one of our own columns.
func (l *layout) derivedCell(title string, pr *report.ProjectRow, i int) book.Cell {
	switch title {
	case form.ColRowKey:
		return book.Text(l.keys[i], book.Look{})
	case form.ColNumber:
		return book.Centered(pr.Number)
	case form.ColStreet:
		return book.Centered(pr.Project.Office)
	case form.ColState:
		return book.Centered(string(pr.State))
	case form.ColDue:
		if pr.Verdict.Timed {
			return book.Tenths(pr.Verdict.Due)
		}
	case form.ColGap:
		if pr.Verdict.Timed {
			return book.Tenths(-pr.Verdict.Shortfall())
		}
	case form.ColLight:
		return book.Centered(derivedLight(pr).String())
	case form.ColRuling:
		return book.Centered(pr.Ruling)
	case form.ColOverride:
		if o := l.override(pr); o != nil {
			return book.Centered(o.Light.String())
		}
	case form.ColReason:
		if o := l.override(pr); o != nil {
			return book.Words(o.Reason)
		}
	case form.ColFinal:
		return book.Live(l.finalLight(l.rows[i]), book.Centered(settled(pr.Light).String()))
	case form.ColInTrack, form.ColInTask, form.ColInUnit:
		return l.countedCell(title, pr, l.rows[i])
	default:
		return l.traceCell(title, pr)
	}
	return book.Cell{Look: book.LookCenter}
}

// traceCell is a column that says where a project comes from.
func (l *layout) traceCell(title string, pr *report.ProjectRow) book.Cell {
	switch title {
	case form.ColLast:
		if pr.Last != nil {
			return book.PointsOrBlank(pr.Last.Project.Progress)
		}
	case form.ColPartners:
		return book.Words(strings.Join(pr.PartnerLines(), "\n"))
	case form.ColIssues:
		if found, ok := l.issues[l.byKey[pr.Key]]; ok {
			return book.Link(fmt.Sprintf("%d处", found.count), listPlace(form.PageFindings, found.first, 1), book.LookCenter)
		}
	case form.ColSource:
		return book.Words(sourceText(pr))
	}
	return book.Cell{Look: book.LookCenter}
}

// override is the light the office set, also where it does not apply because
// the project's figures are in doubt: it would be lost if it were not shown.
func (l *layout) override(pr *report.ProjectRow) *filing.Override {
	if pr.Override != nil {
		return pr.Override
	}
	i := slices.IndexFunc(l.report.Office.Overrides, func(o filing.Override) bool {
		return o.Key == pr.Key || pr.Last != nil && o.Key == pr.Last.Project.Key()
	})
	if i < 0 {
		return nil
	}
	return &l.report.Office.Overrides[i]
}

// derivedLight is the light before the office's own.
func derivedLight(pr *report.ProjectRow) plan.Light {
	if pr.Override != nil {
		return settled(pr.Verdict.Light)
	}
	return settled(pr.Light)
}

// settled is a light, or that there is none.
func settled(light plan.Light) plan.Light {
	if light == plan.Unlit {
		return plan.Unverified
	}
	return light
}

// reported is the state of a project whose figures are this quarter's.
const reported = "已报"

// finalLight is the formula of the light that counts: the office's where it
// set one, with its reason, for what was reported.
func (l *layout) finalLight(row int) string {
	ref := func(title string) string { return book.At(row, l.column[title]) }
	return fmt.Sprintf(`IF(OR(%s<>"%s",%s="",%s=""),%s,%s)`, ref(form.ColState), reported,
		ref(form.ColOverride), ref(form.ColReason), ref(form.ColLight), ref(form.ColOverride))
}

func sourceText(pr *report.ProjectRow) string {
	parts := []string{pr.SourceRef}
	if pr.StandsIn {
		parts = append(parts, "配合部门代填")
	}
	if pr.Because != "" {
		parts = append(parts, pr.Because)
	} else if pr.Ruling != "" {
		parts = append(parts, "办公室核定"+pr.Ruling)
	}
	return strings.Join(parts, "\n")
}

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
