package filing

import "jingpin/internal/tabular"

// StreetShare is what one street's office brings to a merge of several: all that its
// own consolidated workbook was made of. Its submissions say whose they are
// (Submission.Office).
type StreetShare struct {
	Street      string          `json:"street"`
	Plan        []tabular.Table `json:"plan,omitempty"` // what of its definition is not the built-in one
	Previous    *Library        `json:"previous,omitempty"`
	Office      Office          `json:"office"`
	Attachments []Attachment    `json:"attachments,omitempty"`
	Submissions []*Submission   `json:"-"`
}
