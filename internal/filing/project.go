package filing

import "jingpin/internal/plan"

// Source is the row a project was read from. Row is the physical row.
type Source struct {
	File  string `json:"file"`
	Sheet string `json:"sheet"`
	Row   int    `json:"row"`
}

// Words say where that is; a source that is a whole file has no row.
func (s Source) Words() string {
	if s.File == "" || s.Row == 0 {
		return s.File
	}
	return s.File + plan.Quote(s.Sheet) + "第" + plan.Count(s.Row) + "行"
}

// Project is one row of attachment 2, read. Blank texts are blank columns.
type Project struct {
	// Office is the street whose project it is where several streets' are laid
	// side by side, "" in an office's own.
	Office   string `json:"office,omitempty"`
	ID       string `json:"id,omitempty"` // as typed; numbers are given by portfolio
	Track    string `json:"track,omitempty"`
	Task     string `json:"task,omitempty"`
	TaskNo   int    `json:"task_no,omitempty"`
	Name     string `json:"name,omitempty"`
	Sub      string `json:"sub,omitempty"`
	Content  string `json:"content,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Priority string `json:"priority,omitempty"`

	Targets map[int]string `json:"-"` // year → yearly target; JSON has y2022 …

	Start     plan.Date `json:"start,omitzero"`
	Deadline  plan.Date `json:"deadline,omitzero"`
	OpenEnded bool      `json:"open_ended,omitempty"` // deadline typed as 长期 …

	Unit     string   `json:"unit,omitempty"` // the submitting unit
	Lead     string   `json:"lead,omitempty"`
	Partners []string `json:"partners,omitempty"`
	Leader   string   `json:"leader,omitempty"`
	Person   string   `json:"person,omitempty"`

	Total    plan.Amount `json:"total,omitzero"`
	City     plan.Amount `json:"city,omitzero"`
	District plan.Amount `json:"district,omitzero"`
	Street   plan.Amount `json:"street,omitzero"`
	Social   plan.Amount `json:"social,omitzero"`
	Funding  string      `json:"funding,omitempty"`
	Paid     plan.Amount `json:"paid,omitzero"`

	Status   string        `json:"status,omitempty"`
	Progress *plan.Percent `json:"progress,omitempty"` // nil: blank and not to be had from the status
	Rate     *plan.Percent `json:"rate,omitempty"`
	Self     string        `json:"self,omitempty"`
	Finished plan.Date     `json:"finished,omitzero"`
	Expected plan.Date     `json:"expected,omitzero"` // when it will be done, by the unit's word

	Done       string        `json:"done,omitempty"`
	Problem    string        `json:"problem,omitempty"`
	Ask        string        `json:"ask,omitempty"`
	AnswerBy   plan.Date     `json:"answer_by,omitzero"` // by when Ask has to be settled
	Next       string        `json:"next,omitempty"`
	NextTarget *plan.Percent `json:"next_target,omitempty"` // Progress promised for the next quarter's end
	Note       string        `json:"note,omitempty"`

	Source Source `json:"source"`
}

// Title is the project's name with its sub-project.
func (p Project) Title() string {
	if p.Sub == "" {
		return p.Name
	}
	return p.Name + "(" + p.Sub + ")"
}

// FirstTarget is the first year with a target, 0 if there is none.
func (p Project) FirstTarget() int {
	first := 0
	for y, text := range p.Targets {
		if text != "" && (first == 0 || y < first) {
			first = y
		}
	}
	return first
}

// KnownProgress is the progress as far as it is known, 0 otherwise.
func (p Project) KnownProgress() plan.Percent {
	if p.Progress == nil {
		return 0
	}
	return *p.Progress
}
