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

import "jingpin/internal/filing"

// Refusal says why a cell was not read. It quotes the cell as it is shown.
type Refusal struct {
	Reason  Reason
	First   string         // what was found, "" when nothing was
	Second  string         // what stands beside it
	Likely  string         // the canonical writing of what was probably meant, "" for none
	Witness filing.Witness // what would confirm Likely
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
	Ambiguous               // First or Second, for there is no telling
)

// Quoted are the things found, in quotation marks, "" where the cell itself says
// it all.
func (r *Refusal) Quoted() string {
	switch {
	case r.Second == "" || r.Reason == Ambiguous:
		return ""
	case r.Reason == OddFigure, r.Reason == Currency:
		return "“" + r.Second + "”"
	}
	return "“" + r.First + "”和“" + r.Second + "”"
}

// Suggestion is what was probably meant, in words.
func (r *Refusal) Suggestion() string {
	if r.Reason == Ambiguous {
		return r.First + "或" + r.Second
	}
	return r.Likely
}
