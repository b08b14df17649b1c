package filing

import "jingpin/internal/plan"

// Facts are what reading a file showed, in memory only: what could not be
// read, what was read otherwise than typed, what is missing, and where. Rules
// speak of them; they have no words of their own.
type Facts struct {
	List   []Fact // about the file and its sheets
	Rows   []Fact // about rows, in their order
	Totals []Total
}

// Total is a row that sums up others.
type Total struct {
	Sheet   string
	Row     int
	Label   string // 合计 or 小计
	Amounts []TotalAmount
	Runs    []RowRun // the rows it may stand for, the likeliest first; never none
}

// TotalAmount is one figure of a total row.
type TotalAmount struct {
	Key, Cell string
	Col       int
	Money     plan.Money
}

// RowRun is the submission's rows from one up to another.
type RowRun struct{ From, To int }

// Fact is one of them. Fields that do not apply are zero.
type Fact struct {
	Rule     string
	Severity plan.Severity // instead of the rule's own
	Sheet    string
	Cell     string // none for a whole row, sheet or file
	Row, Col int
	Key      string // form column
	Title    string // the sheet's own name of a column that is not the form's
	Of       int    // the row it is about, as an index of Rows plus one; 0 for none
	Bad      bool   // the column could not be read: rules that need it stay silent

	Value      string // as typed
	Expected   string
	Other      string // another cell, row or figure, in words
	Difference string
	Suggest    string    // what was probably meant
	Mend       string    // a value that would certainly mend the cell
	Also       []string  // further cells of the same fault
	AlsoMend   []Mending // of cells among Also
	Witness    Witness   // what would confirm that Mend was meant
}

// Witness is what, stored elsewhere or standing in the same row, would confirm
// what was probably meant by a cell that holds two facts. The zero value is
// none.
type Witness struct {
	Kind  WitnessKind    `json:"kind"`
	Value string         `json:"value"` // canonical: the date, share or amount that must be found there
	Parts []SourceAmount `json:"-"`     // of Sources
}

// WitnessKind is where a witness stands.
type WitnessKind uint8

// The kinds of witnesses.
const (
	NoWitness     WitnessKind = iota
	PreviousValue             // last quarter's value of the same column is Value
	OldDeadline               // the deadline was Value before an approved change
	SourceParts               // the source columns of the row hold Parts
	RowProgress               // the row's progress is Value
)

// SourceAmount is an amount from one source.
type SourceAmount struct {
	Key    string // form column
	Amount plan.Money
}
