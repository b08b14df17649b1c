package rehearse

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// sample is one file of a sample quarter.
type sample struct {
	unit    string
	name    string                        // of the file without its ending, "" for the unit's
	layout  string                        // of layouts, "" for the form's own
	heading string                        // the unit as the heading says it, "" for its name
	saved   string                        // ISO time, "" for epoch
	only    []string                      // numbers of the projects, nil for all of the unit
	faults  []sampleFault                 // put into rows
	file    func(*plan.Plan, *submission) // gets the file wrong
	copied  string                        // name of a second, identical file
}

// sampleFault is a rule and the number of the project it is about.
type sampleFault struct{ no, rule string }

// quarterSamples is one sample quarter.
type quarterSamples struct {
	quarter  plan.Quarter
	files    []sample
	merged   []ExpectedMerged
	attached []SampleFile
}

// Samples are the sample quarters: departments' workbooks by quarter, each
// quarter with its expected.json. Projects follow the action plan's sentences;
// amounts and progress are invented, and every sheet says so.
func Samples() ([]SampleFile, error) {
	p := plan.Builtin()
	projects, err := sampleProjects(p)
	if err != nil {
		return nil, err
	}
	var files []SampleFile
	for _, q := range []quarterSamples{firstQuarter, secondQuarter} {
		fs, err := q.build(p, projects)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q.quarter, err)
		}
		files = append(files, fs...)
	}
	return files, nil
}

// numberedProject is a sample project by its number in the CSV files.
type numberedProject struct {
	no      string
	unit    string
	project filing.Project
}

// sampleProjects are the plan's side of the sample projects, in order.
func sampleProjects(p *plan.Plan) ([]numberedProject, error) {
	header, rs, err := records("projects.csv")
	if err != nil {
		return nil, err
	}
	var out []numberedProject
	for _, r := range rs {
		n := numberedProject{no: r["no"], unit: r["unit"], project: filing.Project{Unit: r["unit"]}}
		if err := fillTask(p, &n.project, r["task"]); err != nil {
			return nil, err
		}
		if err := fill(&n.project, header, r); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// reportedProject is a sample project as one quarter reports it.
type reportedProject struct {
	numberedProject
	light string
}

// report adds a quarter's values to the projects that are in its CSV file. A
// blank plan column leaves the plan as it was.
func (q quarterSamples) report(projects []numberedProject) ([]reportedProject, error) {
	header, rs, err := records(q.quarter.String() + ".csv")
	if err != nil {
		return nil, err
	}
	var out []reportedProject
	for _, r := range rs {
		i := slices.IndexFunc(projects, func(n numberedProject) bool { return n.no == r["no"] })
		if i < 0 {
			return nil, fmt.Errorf("no project %s", r["no"])
		}
		n := projects[i]
		filled := slices.DeleteFunc(slices.Clone(header), func(h string) bool { return r[h] == "" })
		if err := fill(&n.project, filled, r); err != nil {
			return nil, err
		}
		out = append(out, reportedProject{n, r["light"]})
	}
	return out, nil
}

func (q quarterSamples) build(p *plan.Plan, projects []numberedProject) ([]SampleFile, error) {
	reports, err := q.report(projects)
	if err != nil {
		return nil, err
	}
	want := Expected{Quarter: q.quarter.String(), Merged: q.merged}
	var files []SampleFile
	for _, s := range q.files {
		f, e, err := s.submission(p, q.quarter, reports).build(p)
		if err != nil {
			return nil, err
		}
		files, want.Files = append(files, f), append(want.Files, e)
		if s.copied != "" {
			files = append(files, SampleFile{s.copied + ".xlsx", f.Data})
		}
	}
	b, err := encode(want)
	if err != nil {
		return nil, err
	}
	files = append(files, q.attached...)
	files = append(files, SampleFile{ExpectedName, b})
	for i := range files {
		files[i].Path = path.Join(q.quarter.String(), files[i].Path)
	}
	return files, nil
}

// invented says on every sheet that nothing in it is real.
const invented = "注：示例数据，金额和进度均为虚构。"

func (s sample) submission(p *plan.Plan, q plan.Quarter, reports []reportedProject) *submission {
	l := layouts[0]
	if i := slices.IndexFunc(layouts, func(l sheetLayout) bool { return l.name == s.layout }); i >= 0 {
		l = layouts[i]
	}
	l.foot = append(slices.Clone(l.foot), "", invented)
	sub := &submission{
		path: cmp.Or(s.name, s.unit) + ".xlsx", unit: s.unit, layout: l, saved: s.saved,
		in: filled{unit: cmp.Or(s.heading, s.unit), quarter: q, asOf: q.Last()},
	}
	index := map[string]int{}
	for _, r := range reports {
		if r.unit == s.unit && (s.only == nil || slices.Contains(s.only, r.no)) {
			index[r.no] = len(sub.in.rows)
			sub.in.rows = append(sub.in.rows, typedRow{project: r.project, light: r.light})
		}
	}
	for i, r := range sub.in.rows {
		if r.project.Lead != s.unit {
			sub.fail(i, "U07", "lead")
		}
	}
	for _, f := range s.faults {
		faultOf(f.rule).strike(&mishap{p, sub, index[f.no]})
	}
	if s.file != nil {
		s.file(p, sub)
	}
	return sub
}

// faultOf is the first fault of a rule.
func faultOf(rule string) *rowFault {
	return &rowFaults[slices.IndexFunc(rowFaults, func(f rowFault) bool { return f.rule == rule })]
}
