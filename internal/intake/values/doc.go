// Package values reads single cells: a date, an amount, a share, a status, a
// list of bodies, or nothing at all. What flows in is a cell as it is shown and
// the plan's vocabulary; what flows out is a reading, or a refusal that quotes
// what was found.
//
// There is one grammar a kind, and each consumes all of a cell or refuses it
// (one cell, one fact). Nothing between two figures is ever dropped but a
// thousands separator at its place; words and brackets without a figure are
// passed over where they say nothing against the reading. What a number format
// shows is part of the value; that it rounds is not.
package values

import (
	"jingpin/internal/plan"
)

// Refusal says why a cell was not read. It quotes the cell as it is shown.
type Refusal struct {
	Reason  Reason
	First   string // what was found, "" when nothing was
	Second  string // what stands beside it
	Likely  string // the canonical writing of what was probably meant, "" for none
	Witness Witness
}

// Reason is why a cell was not read.
type Reason uint8

// The reasons.
const (
	Unclear   Reason = iota // no value of its kind
	TwoFacts                // First and Second are both facts, or a fact and words that are not understood
	NoYear                  // a date without its year
	Gap                     // a blank, tab or line break between two figures
	OddFigure               // a circled, raised or fractional figure
	Span                    // from First to Second: no single amount or share
	Written                 // in words, such as 五十万, 八成
	Currency                // not in yuan
	Wrong                   // shown as a value of another kind
)

// Witness is what, stored elsewhere or standing in the same row, would confirm
// Likely. The zero value is none.
type Witness struct {
	Kind  WitnessKind
	Value string // canonical: the date, share or amount that must be found there
	Parts []Part // of Sources
}

// WitnessKind is where a witness stands.
type WitnessKind uint8

// The kinds of witnesses.
const (
	None     WitnessKind = iota
	Previous             // last quarter's value of the same column is Value
	Original             // the deadline was Value before an approved change
	Sources              // the source columns hold Parts
	Progress             // the row's progress is Value
)

// Part is an amount from one source.
type Part struct {
	Key    string // form column
	Amount plan.Money
}
