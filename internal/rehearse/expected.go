package rehearse

import (
	"bytes"
	"encoding/json"

	"jingpin/internal/plan"
)

// Expected is what a correct run finds in one collection: expected.json.
type Expected struct {
	Quarter string         `json:"quarter"`
	Files   []ExpectedFile `json:"files"`
	// Merged are findings of the whole quarter, against the quarter before it,
	// that must be among those of a merge.
	Merged []ExpectedMerged `json:"merged,omitempty"`
}

// ExpectedMerged is a finding that only a merge makes.
type ExpectedMerged struct {
	Rule    string `json:"rule"`
	Unit    string `json:"unit,omitempty"`
	Project string `json:"project,omitempty"` // its name
}

// ExpectedFile is what a correct run finds in one file. Every row that is
// neither in Projects nor named by an error-level finding is left out by a
// finding about its sheet or file.
type ExpectedFile struct {
	File     string            `json:"file"`
	Unit     string            `json:"unit"` // "" when it cannot be told
	Rows     int               `json:"rows"`
	Accepted int               `json:"accepted"`
	Expect   []ExpectedFinding `json:"expect"`
	Projects []ExpectedProject `json:"projects"`
}

// ExpectedFinding is one finding. A place that the rules leave open is blank.
type ExpectedFinding struct {
	Rule  string `json:"rule"`
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Row   int    `json:"row,omitempty"`
}

// ExpectedProject is one accepted project.
type ExpectedProject struct {
	Name     string       `json:"name"`
	TaskNo   int          `json:"task_no"`
	Track    string       `json:"track"`
	Deadline plan.Date    `json:"deadline"`
	Lead     string       `json:"lead"`
	Total    string       `json:"total"`
	Progress plan.Percent `json:"progress"`
	Status   string       `json:"status"`
	Row      int          `json:"row"`
	Sheet    string       `json:"sheet"`
	Light    string       `json:"light,omitempty"` // its word
}

// encode writes v as indented JSON that keeps < and & readable.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
