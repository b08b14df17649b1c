package layout

import (
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/pdf/object"
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

// writeStructure adds the document's structure, the links among it, and what of
// it each page holds. It returns the number of the tree's root.
func writeStructure(f *object.PDF, c *composer) int {
	w := &structureWriter{file: f, composer: c, targets: c.targets(), number: make(map[*page]int)}
	for i, p := range c.pages {
		w.number[p] = i
	}
	w.annotations = make([][]int, len(c.pages))
	root := f.Reserve()
	w.reserve(c.root)
	w.write(c.root, root)
	tree := f.Reserve()
	f.Put(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", c.root.number, tree, len(c.pages)+len(w.links)))
	f.Put(tree, w.parents())
	for i, p := range c.pages {
		w.writePage(i, p)
	}
	return root
}

// A structureWriter writes elements and links.
type structureWriter struct {
	file        *object.PDF
	composer    *composer
	targets     map[string]linkTarget
	number      map[*page]int
	annotations [][]int    // page by page
	links       []*element // of which the links are, in the order of their keys
}

// reserve numbers an element and those within.
func (w *structureWriter) reserve(e *element) {
	e.number = w.file.Reserve()
	for _, k := range e.kids {
		if k.element != nil {
			w.reserve(k.element)
		}
	}
}

// write adds an element and those within.
func (w *structureWriter) write(e *element, parent int) {
	var kids strings.Builder
	leads := false
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			fmt.Fprintf(&kids, " %d 0 R", k.element.number)
			w.write(k.element, e.number)
		case k.link == nil:
			fmt.Fprintf(&kids, " <</Type /MCR /Pg %d 0 R /MCID %d>>", pageObject(w.number[k.page]), k.id)
		default:
			if annotation := w.link(e, k); annotation > 0 {
				fmt.Fprintf(&kids, " <</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>", pageObject(w.number[k.page]), annotation)
				leads = true
			}
		}
	}
	kind := e.kind
	if kind == kindLink && !leads {
		kind = kindSpan
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<</S /%s /P %d 0 R /K [%s]", kind, parent, strings.TrimSpace(kids.String()))
	if e.table != "" {
		fmt.Fprintf(&b, " /A <</O /Table %s>>", e.table)
	}
	if e.alt != "" {
		fmt.Fprintf(&b, " /Alt %s", textString(e.alt))
	}
	w.file.Put(e.number, b.String()+">>")
}

// link adds a link's area and returns its number, 0 where it leads nowhere.
func (w *structureWriter) link(e *element, k kid) int {
	to, known := w.targets[k.link.to]
	if !known {
		return 0
	}
	page := w.number[k.page]
	key := len(w.composer.pages) + len(w.links)
	w.links = append(w.links, e)
	l, height := k.link, pageHeight(k.page)
	n := w.file.Reserve()
	w.file.Put(n, fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /StructParent %d /Contents %s %s>>",
		l.x, height-l.y-l.height, l.x+l.width, height-l.y, key, textString(l.text), w.composer.destination(to)))
	w.annotations[page] = append(w.annotations[page], n)
	return n
}

// parents says for each page's contents, and each link, which element it is of.
func (w *structureWriter) parents() string {
	var b strings.Builder
	b.WriteString("<</Nums [")
	for i, p := range w.composer.pages {
		fmt.Fprintf(&b, "%d [", i)
		for _, e := range p.contents {
			fmt.Fprintf(&b, "%d 0 R ", e.number)
		}
		b.WriteString("]\n")
	}
	for i, e := range w.links {
		fmt.Fprintf(&b, "%d %d 0 R\n", len(w.composer.pages)+i, e.number)
	}
	b.WriteString("]>>")
	return b.String()
}

// writePage says in a page's dictionary where its contents and links stand in the
// structure.
func (w *structureWriter) writePage(i int, p *page) {
	entries := fmt.Sprintf("/StructParents %d\n/Tabs /S\n", i)
	if links := w.annotations[i]; len(links) > 0 {
		entries += "/Annots ["
		for _, n := range links {
			entries += fmt.Sprintf("%d 0 R ", n)
		}
		entries += "]\n"
	}
	w.file.Insert(pageObject(i), "/Parent 1 0 R\n", entries)
}

// pageObject is the number of a page's object, as gofpdf gives them.
func pageObject(i int) int { return 3 + 2*i }
