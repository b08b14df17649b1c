package layout

import (
	"iter"
	"maps"
	"slices"
	"time"
)

// A Document is what is drawn: blocks one after the other, already worded,
// sorted and summed. Lengths are in points, ems are the font size at hand.
type Document struct {
	Meta   Properties
	Blocks []Block
	// FirstPage is how many blocks, from the first, are set closer where that
	// brings them all on the first page.
	FirstPage int
	// Body is how many blocks, from the first, are the running text: those after
	// the first page's are set closer where that brings it on BodyPages pages, 0
	// for any number.
	Body, BodyPages int
	// Limit is how many pages there are at most, 0 for any number. A longer
	// document ends at the last block that fits, with Rest below it.
	Limit int
	Rest  string
}

// Properties are the document's properties and what stands on every page.
type Properties struct {
	Title    string
	Author   string
	Subject  string
	Keywords string
	Date     time.Time // of creation and of change; never the clock's
	Header   string    // small, at the top of every page
	Code     string    // small, at the inner bottom of every page
}

// A Block is one of Title, Heading, Paragraph, Caption, Table, BarChart,
// Timeline, Contents, Closing and PageBreak.
type Block interface {
	// measure shapes and breaks the block's texts for the page it will stand on.
	measure(faces *Faces, area frame) piece
	// texts are the texts that the block draws.
	texts() []string
}

// A piece is a block that is ready to be placed.
type piece interface {
	// need is the least height the piece needs where it begins.
	need() float64
	// place puts the piece on the page at hand and those that follow.
	place(c *composer)
}

// A Style is the typeface of a run of text.
type Style uint8

// The styles of runs.
const (
	Plain  Style = iota // 仿宋 or 宋体
	Strong              // bold 宋体
	Kai                 // 楷体, as headings of level two are
	Hei                 // 黑体, as headings of level one are
	Faint               // as Plain, in grey
)

// A Run is a stretch of text in one style. With a link, it leads to the block,
// row or cell that has the Anchor of that name.
type Run struct {
	Text  string
	Style Style
	Link  string
}

// An Anchor makes a place that links lead to; with a bookmark it stands in the
// outline and the contents, Level 0 being the highest.
type Anchor struct {
	Name     string
	Bookmark string
	Level    int
}

// A Color is red, green, blue.
type Color struct{ R, G, B uint8 }

// The colours of text and rules.
var (
	Grey = Color{110, 110, 110} // what recedes

	black = Color{0, 0, 0}
	rule  = Color{150, 150, 150}
	tint  = Color{236, 240, 245} // heads of tables
	shade = Color{240, 240, 240} // grey rows
)

// PageBreak begins a new page; with Landscape, it and those that follow up to
// the next PageBreak lie across. The page's number stays where it is on paper.
type PageBreak struct{ Landscape bool }

func (b PageBreak) measure(*Faces, frame) piece { return b }

func (b PageBreak) texts() []string { return nil }

func (b PageBreak) need() float64 { return 0 }

func (b PageBreak) place(c *composer) { c.turn(b.Landscape) }

// roleOfText maps styles to roles in running text.
func roleOfText(s Style) role {
	return [...]role{Plain: roleBody, Strong: roleStrong, Kai: roleKai, Hei: roleHei, Faint: roleBody}[s]
}

// roleOfTable maps styles to roles in tables and pictures.
func roleOfTable(s Style) role {
	if s == Plain || s == Faint {
		return roleTable
	}
	return roleTableHead
}

// rolesOf lists the roles whose fonts a document is sure to need.
func rolesOf(blocks []Block) []role {
	roles := []role{roleBody, roleTable} // page number, header
	for _, b := range blocks {
		switch b.(type) {
		case Title:
			roles = append(roles, roleTitle)
		case Heading:
			roles = append(roles, roleHei)
		case Table, BarChart, Timeline:
			roles = append(roles, roleTableHead)
		}
	}
	return roles
}

// textsOf yields every text that a document draws.
func textsOf(doc Document) iter.Seq[string] {
	return func(yield func(string) bool) {
		yield(doc.Meta.Header + doc.Meta.Code + doc.Rest)
		for _, b := range doc.Blocks {
			for _, text := range b.texts() {
				if !yield(text) {
					return
				}
			}
		}
	}
}

// Missing returns the characters of a document that no font has, ascending,
// each once; Draw puts 〓 in their place.
func (f *Faces) Missing(doc Document) []rune {
	f.warm(rolesOf(doc.Blocks)...)
	seen := make(map[rune]bool)
	for text := range textsOf(doc) {
		for _, c := range text {
			seen[c] = true
		}
	}
	return f.Unsupported(string(slices.Sorted(maps.Keys(seen))))
}
