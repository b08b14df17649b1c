package rehearse

import (
	"fmt"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// WantFile is the name of the expected reading among the files of Layouts.
const WantFile = "want.json"

// Want is what every layout is read to.
type Want struct {
	Quarter  plan.Quarter     `json:"quarter"`
	AsOf     plan.Date        `json:"as_of"`
	Unit     string           `json:"unit"`
	Projects []filing.Project `json:"projects"` // in order; sources are in Files
	Files    []WantLayout     `json:"files"`
}

// WantLayout is where one layout's rows stand and what is found in it.
type WantLayout struct {
	File   string            `json:"file"`
	About  string            `json:"about"` // Chinese
	Rows   []filing.Source   `json:"rows"`  // of Want.Projects
	Expect []ExpectedFinding `json:"expect"`
}

// Layouts are the same six projects in every layout, and last what they are
// read to.
func Layouts() ([]SampleFile, error) {
	p := plan.Builtin()
	in, err := layoutSample(p)
	if err != nil {
		return nil, err
	}
	want := Want{Quarter: in.quarter, AsOf: in.asOf, Unit: in.unit}
	for _, r := range in.rows {
		want.Projects = append(want.Projects, r.project)
	}
	var files []SampleFile
	for i := range layouts {
		l := &layouts[i]
		pg := l.lay(p, in)
		b, err := pg.book.write()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.name, err)
		}
		name := l.name + ".xlsx"
		files = append(files, SampleFile{name, b})
		w := WantLayout{File: name, About: l.about, Expect: l.expected(p, in, pg)}
		for _, at := range pg.at {
			w.Rows = append(w.Rows, filing.Source{File: name, Sheet: at.sheet, Row: at.row})
		}
		want.Files = append(want.Files, w)
	}
	b, err := encode(want)
	return append(files, SampleFile{WantFile, b}), err
}

// layoutSample is the submission all layouts show.
func layoutSample(p *plan.Plan) (filled, error) {
	in := filled{unit: "管理办", quarter: plan.Quarter{Year: 2023, N: 2}}
	in.asOf = in.quarter.Last()
	header, rs, err := records("layouts.csv")
	if err != nil {
		return in, err
	}
	for _, r := range rs {
		pr := filing.Project{Unit: in.unit}
		if err := fillTask(p, &pr, r["task"]); err != nil {
			return in, err
		}
		if err := fill(&pr, header, r); err != nil {
			return in, err
		}
		in.rows = append(in.rows, typedRow{project: pr})
	}
	return in, nil
}
