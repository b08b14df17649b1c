package sheet

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Strike is a cell of which all or some is struck through (删除线). What is
// struck is not there: it is neither in the Text of the sheet's cell nor, where
// nothing else is in the cell, is there a Cell in Rows.
type Strike struct {
	Cell          // as it is stored, with what is struck
	Struck string // what is struck; runs of it that do not adjoin are parted by a blank
	Left   string // what is not, the Text of the cell in Rows; "" if there is none
}

// Whole reports whether nothing of the cell is left.
func (s Strike) Whole() bool { return s.Left == "" }

// Strike returns what is struck through in the cell at row and col, if anything.
func (s *Sheet) Strike(row, col int) (Strike, bool) {
	i, ok := slices.BinarySearchFunc(s.Struck, row<<16+col, func(k Strike, at int) int {
		return cmp.Compare(int(k.Row)<<16+int(k.Col), at)
	})
	if !ok {
		return Strike{}, false
	}
	return s.Struck[i], true
}

// Run is a piece of a text and the font it has.
type Run struct {
	End  int // in bytes of the text
	Font RunFont
}

// RunFont says whether a run is struck through.
type RunFont uint8

// The fonts of runs.
const (
	AsCell RunFont = iota // none of its own
	StruckOut
	NotStruck
)

// unstrike takes what is struck through out of c and notes it with the sheet;
// false if nothing is left of c. The cell's font counts where runs have none.
func (s *Sheet) unstrike(c *Cell, font bool, runs []Run) bool {
	if len(runs) == 0 && !font {
		return true
	}
	k := Strike{Cell: *c}
	switch {
	case len(runs) > 0:
		k.Left, k.Struck = divide(c.Text, runs, font)
	default:
		k.Struck = c.Text
	}
	if strings.TrimSpace(k.Struck) == "" && c.Kind != Missing {
		return true
	}
	if strings.TrimSpace(k.Left) == "" {
		k.Left = ""
	}
	c.Text = k.Left
	s.Struck = append(s.Struck, k)
	return !k.Whole()
}

// divide parts text into what is left of it and what is struck through. Two
// digits that are neighbours only because something between them is struck are
// kept apart by a blank, for they are no number that somebody wrote.
func divide(text string, runs []Run, font bool) (left, gone string) {
	var stay, out strings.Builder
	start, wasStruck := 0, false
	for _, r := range runs {
		piece := text[start:r.End]
		start = r.End
		switch isStruck := r.Font == StruckOut || r.Font == AsCell && font; {
		case piece == "":
		case isStruck:
			if !wasStruck && out.Len() > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(piece)
			wasStruck = true
		default:
			if wasStruck && digitEnds(stay.String()) && digitBegins(piece) {
				stay.WriteByte(' ')
			}
			stay.WriteString(piece)
			wasStruck = false
		}
	}
	return stay.String(), out.String()
}

func digitBegins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

func digitEnds(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}
