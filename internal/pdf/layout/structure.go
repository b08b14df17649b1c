package layout

import (
	"fmt"
	"slices"
)

// An element is a part of a document's structure, for those who have it read to
// them: a paragraph, a table's row, a cell. What is in none is decoration. All
// methods do nothing on a nil element, which is that of a trial.
type element struct {
	kind   string // as PDF names the standard types
	table  string // of a table's cell: attributes
	alt    string // what is said in place of a figure
	parent *element
	kids   []kid
	number int // of its object in the file
}

// A kid of an element is another one, a stretch of a page's content, or the area
// of a link.
type kid struct {
	element *element
	page    *page
	link    *linkArea
	id      int // of the content on its page
}

// The types of elements, and what is none.
const (
	kindDocument = "Document"
	kindText     = "P"
	kindCaption  = "Caption"
	kindTable    = "Table"
	kindHead     = "THead"
	kindBody     = "TBody"
	kindRow      = "TR"
	kindHeadCell = "TH"
	kindCell     = "TD"
	kindFigure   = "Figure"
	kindLink     = "Link"
	kindSpan     = "Span"
	kindList     = "L"
	kindItem     = "LI"
	kindItemText = "LBody"
	kindContents = "TOC"
	kindEntry    = "TOCI"
)

// kindHeading is the type of a heading: the document's title is of level 0.
func kindHeading(level int) string { return fmt.Sprint("H", level+1) }

func (e *element) child(kind string) *element {
	if e == nil {
		return nil
	}
	c := &element{kind: kind, parent: e}
	e.kids = append(e.kids, kid{element: c})
	return c
}

// cell is a cell of a row; a head cell has a scope.
func (e *element) cell(scope string, rows, columns int) *element {
	c := e.child(kindCell)
	if c == nil {
		return nil
	}
	if scope != "" {
		c.kind = kindHeadCell
		c.table += "/Scope /" + scope
	}
	if rows > 1 {
		c.table += fmt.Sprint("/RowSpan ", rows)
	}
	if columns > 1 {
		c.table += fmt.Sprint("/ColSpan ", columns)
	}
	return c
}

// block begins an element of the document. A caption before a table or figure
// goes into it, any other is a paragraph.
func (c *composer) block(kind string) *element {
	if c.root == nil {
		return nil
	}
	var caption *element
	if n := len(c.root.kids); n > 0 && c.root.kids[n-1].element.kind == kindCaption {
		caption = c.root.kids[n-1].element
	}
	if caption == nil || kind != kindTable && kind != kindFigure {
		if caption != nil {
			caption.kind = kindText
		}
		return c.root.child(kind)
	}
	c.root.kids = slices.Delete(c.root.kids, len(c.root.kids)-1, len(c.root.kids))
	e := c.root.child(kind)
	caption.parent, e.kids = e, []kid{{element: caption}}
	return e
}

// within has all text that is placed be of an element.
func (c *composer) within(e *element, place func()) {
	outer := c.at
	c.at = e
	place()
	c.at = outer
}

// linked has what is placed be a link, where it leads anywhere.
func (c *composer) linked(to string, place func()) {
	if to == "" {
		place()
		return
	}
	c.within(c.at.child(kindLink), place)
}

// add puts a mark on a page; what is no text is decoration outside of figures.
func (p *page) add(m mark, of *element) {
	if _, text := m.(textMark); !text && (of == nil || of.kind != kindFigure) {
		of = nil
	}
	if p.tagged && (of != p.open || len(p.marks) == 0) {
		p.begin(of)
	}
	p.marks = append(p.marks, m)
}

// begin begins a stretch of content, which ends where the next one begins.
func (p *page) begin(of *element) {
	t := tagMark{ends: len(p.marks) > 0, begins: "/Artifact BMC"}
	if of != nil {
		t.begins = fmt.Sprintf("/%s <</MCID %d>> BDC", of.kind, len(p.contents))
		of.kids = append(of.kids, kid{page: p, id: len(p.contents)})
		p.contents = append(p.contents, of)
	}
	p.open = of
	p.marks = append(p.marks, t)
}

// A tagMark begins a stretch of a page's content, and ends the one before.
type tagMark struct {
	ends   bool
	begins string
}

func (t tagMark) moved(_, _ float64) mark { return t }

func (t tagMark) draw(c *canvas) {
	if t.ends {
		c.out.RawWriteStr(contentEnd)
	}
	c.out.RawWriteStr(t.begins)
}

const (
	contentEnd  = "EMC"
	marginBegin = "/Artifact <</Type /Pagination>> BDC"
)
