package layout

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
)

// A page is what will be drawn on one page.
type page struct {
	landscape bool
	marks     []mark
	links     []*linkArea
	bookmarks []bookmark
	margin    []mark // header, page number and code, on the upright sheet

	tagged   bool       // its content is told apart by elements
	contents []*element // whose content each stretch is, in order
	open     *element   // of the last
}

// A linkArea is a rectangle that leads to an anchor.
type linkArea struct {
	x, y, width, height float64
	to                  string
	text                string // what is linked
}

// A anchorPlace is where an anchor lies.
type anchorPlace struct {
	page *page
	y    float64
}

// A bookmark is an entry of the outline.
type bookmark struct {
	Anchor
	y float64
}

// A composer fills pages from top to bottom.
type composer struct {
	faces    *Faces
	pages    []*page
	y        float64 // where the next piece begins, from the top edge
	tail     float64 // what must stand on the same page as the end of the piece at hand
	anchors  map[string]anchorPlace
	contents *contentsPiece
	// withContents makes room for the contents; insertAt is the page before
	// which they go.
	withContents bool
	insertAt     int
	root         *element // of the document; nil in trials
	at           *element // what is placed is of it; nil for what is decoration
}

// Pages are a document's pages before they are drawn.
type Pages struct{ composed *composer }

// Compose places a document's blocks on pages as Draw does.
func Compose(doc Document, faces *Faces) Pages { return Pages{compose(doc, faces)} }

// Texts are the stretches of text on each page, in the order they are drawn;
// what stands in the margins is not among them.
func (p Pages) Texts() [][]string {
	texts := make([][]string, len(p.composed.pages))
	for i, page := range p.composed.pages {
		for _, m := range page.marks {
			if t, ok := m.(textMark); ok {
				texts[i] = append(texts[i], t.text)
			}
		}
	}
	return texts
}

// PageOf is the number of the page that has an anchor, 0 for none.
func (p Pages) PageOf(anchor string) int { return p.composed.numberOf(anchor) }

// Links counts the links to each anchor.
func (p Pages) Links() map[string]int {
	links := make(map[string]int)
	for _, page := range p.composed.pages {
		for _, l := range page.links {
			links[l.to]++
		}
	}
	return links
}

// Outside are the texts that leave the type area; an opening mark's blank may.
func (p Pages) Outside() []string {
	var outside []string
	for _, page := range p.composed.pages {
		f := frameOf(page.landscape)
		for _, m := range page.marks {
			t, ok := m.(textMark)
			if !ok {
				continue
			}
			lead, _ := t.face.blanks([]rune(t.text)[0], t.size)
			if t.x+lead < f.left-0.01 || t.y > f.bottom() || t.y <= f.top {
				outside = append(outside, t.text)
			}
		}
	}
	return outside
}

// compose places all blocks of a document on pages.
func compose(doc Document, faces *Faces) *composer {
	pieces := measureAll(doc, faces)
	c := placeAll(doc.Blocks, pieces, newComposer(faces))
	if doc.Limit > 0 && len(c.pages) > doc.Limit {
		return shortened(doc, pieces, faces)
	}
	if c.contents != nil && len(c.pages) > c.contents.over {
		c = newComposer(faces)
		c.withContents = true
		placeAll(doc.Blocks, pieces, c)
		c.insertContents()
	}
	return c
}

// shortened composes as many blocks as the limit allows, none of them a heading
// with nothing below it, and the words that say where the rest is.
func shortened(doc Document, pieces []piece, faces *Faces) *composer {
	rest := Paragraph{Runs: []Run{{Text: doc.Rest, Style: Kai}}}
	note := rest.measure(faces, frameOf(false))
	for end := len(pieces) - 1; end > 0; end-- {
		if sticks(doc.Blocks[end-1]) {
			continue
		}
		blocks := append(slices.Clone(doc.Blocks[:end]), rest)
		c := placeAll(blocks, append(slices.Clone(pieces[:end]), note), newComposer(faces))
		if len(c.pages) <= doc.Limit {
			return c
		}
	}
	return placeAll([]Block{rest}, []piece{note}, newComposer(faces))
}

// newComposer is an empty one that keeps the document's structure.
func newComposer(faces *Faces) *composer {
	return &composer{faces: faces, root: &element{kind: kindDocument}}
}

// placeAll fills an empty composer with pieces, which stay as they are.
func placeAll(blocks []Block, pieces []piece, c *composer) *composer {
	c.anchors = make(map[string]anchorPlace)
	c.addPage(false)
	for i, p := range pieces {
		needed := p.need()
		for j := i; j+1 < len(pieces) && sticks(blocks[j]); j++ {
			needed += pieces[j+1].need()
		}
		if needed > c.room() {
			c.breakPage()
		}
		c.tail = 0
		if i+1 < len(pieces) && closes(blocks[i+1]) {
			c.tail = pieces[i+1].need()
		}
		p.place(c)
	}
	return c
}

// measureAll measures the blocks, each for the page it will stand on; those
// of the first page as closely set as it takes to bring them on it, those of the
// body as it takes to bring it on its pages, and an annex of text alone on one.
func measureAll(doc Document, faces *Faces) []piece {
	pieces := fit(doc.Blocks[:doc.FirstPage], nil, nil, 1, faces)
	body := max(doc.Body, doc.FirstPage)
	if doc.BodyPages > 0 {
		pieces = fit(doc.Blocks[doc.FirstPage:body], doc.Blocks[:doc.FirstPage], pieces, doc.BodyPages, faces)
	}
	for rest := doc.Blocks[len(pieces):]; len(rest) > 0; rest = doc.Blocks[len(pieces):] {
		end := sectionEnd(rest)
		if _, annex := rest[0].(PageBreak); !annex || slices.ContainsFunc(rest[:end], drawsFigures) {
			pieces = append(pieces, measureBlocks(rest[:end], faces, settings[0])...)
		} else {
			pieces = append(pieces, fit(rest[:end], nil, nil, 1, faces)...)
		}
	}
	return pieces
}

// sectionEnd is where the next page break stands, behind the first block.
func sectionEnd(blocks []Block) int {
	for i, b := range blocks[1:] {
		if _, ok := b.(PageBreak); ok {
			return i + 1
		}
	}
	return len(blocks)
}

// drawsFigures tells blocks that are more than text.
func drawsFigures(b Block) bool {
	switch b.(type) {
	case Table, BarChart, Timeline:
		return true
	}
	return false
}

// fit measures some blocks that follow others, which are measured, as closely
// set as it takes to bring all on some pages, or, where nothing does, in 小四. It
// returns the pieces of all.
func fit(blocks, before []Block, measured []piece, pages int, faces *Faces) []piece {
	all := slices.Concat(before, blocks)
	set := func(s setting) []piece { return append(slices.Clone(measured), measureBlocks(blocks, faces, s)...) }
	closest := sort.Search(len(settings), func(i int) bool {
		// Contents that come between break off the page before them.
		return len(placeAll(all, set(settings[i]), &composer{faces: faces, withContents: true}).pages) <= pages
	})
	if closest == len(settings) {
		return set(closeSetting)
	}
	return set(settings[closest])
}

func measureBlocks(blocks []Block, faces *Faces, s setting) []piece {
	pieces := make([]piece, len(blocks))
	area := frameOf(false)
	for i, b := range blocks {
		if turn, ok := b.(PageBreak); ok {
			area = frameOf(turn.Landscape)
		}
		area.text = s
		pieces[i] = b.measure(faces, area)
	}
	return pieces
}

// sticks tells blocks that stay with the next one.
func sticks(b Block) bool {
	switch b.(type) {
	case Heading, Caption:
		return true
	}
	return false
}

// closes tells blocks that stay with the end of the one before.
func closes(b Block) bool {
	switch b := b.(type) {
	case Closing:
		return true
	case Paragraph:
		return b.Small
	}
	return false
}

func (c *composer) page() *page { return c.pages[len(c.pages)-1] }

func (c *composer) frame() frame { return frameOf(c.page().landscape) }

// room is the height left on the page, with what rounding may have taken.
func (c *composer) room() float64 { return c.frame().bottom() - c.y + 0.01 }

func (c *composer) atTop() bool { return c.y <= c.frame().top }

func (c *composer) addPage(landscape bool) {
	c.pages = append(c.pages, &page{landscape: landscape, tagged: c.root != nil})
	c.y = c.frame().top
}

// breakPage goes on to the next page unless nothing stands on this one.
func (c *composer) breakPage() {
	if !c.atTop() {
		c.addPage(c.page().landscape)
	}
}

// turn begins a page that lies as asked.
func (c *composer) turn(landscape bool) {
	c.breakPage()
	c.page().landscape = landscape
	c.y = c.frame().top
}

// space leaves white, but none at the top of a page.
func (c *composer) space(height float64) {
	if !c.atTop() {
		c.y += height
	}
}

func (c *composer) add(m mark) {
	c.page().add(m, c.at)
}

// addMoved adds marks that were made about an origin of their own.
func (c *composer) addMoved(marks []mark, dx, dy float64) {
	for _, m := range marks {
		c.add(m.moved(dx, dy))
	}
}

// anchor notes that a place begins here.
func (c *composer) anchor(a Anchor) {
	if a.Name == "" && a.Bookmark != "" {
		a.Name = fmt.Sprintf("%s#%d", a.Bookmark, len(c.anchors))
	}
	if a.Name != "" {
		c.anchors[a.Name] = anchorPlace{c.page(), c.y}
	}
	if a.Bookmark != "" {
		c.page().bookmarks = append(c.page().bookmarks, bookmark{a, c.y})
	}
}

// putLine draws a line of text whose first baseline box begins at top and is
// height high. Runs give the links; nil means there are none.
func (c *composer) putLine(l line, runs []Run, x, top, height, size float64) {
	baseline := top + (height-size)/2 + ascent*size
	for _, f := range l.fragments {
		run := Run{}
		if runs != nil {
			run = runs[f.run]
		}
		ink := black
		if run.Style == Faint {
			ink = Grey
		}
		c.linked(run.Link, func() {
			c.add(textMark{fragment: f, x: x + f.x, y: baseline, size: size, spacing: l.spacing, ink: ink})
			if run.Link != "" {
				c.link(linkArea{x + f.x, top, f.width, height, run.Link, f.text})
			}
		})
	}
}

// link makes an area lead to an anchor: that of the link that is placed.
func (c *composer) link(area linkArea) {
	c.page().links = append(c.page().links, &area)
	if c.at != nil {
		c.at.kids = append(c.at.kids, kid{page: c.page(), link: &area})
	}
}

// insertContents puts the contents' pages in their place, then the numbers,
// which their coming has changed, on them.
func (c *composer) insertContents() {
	rest := slices.Clone(c.pages[c.insertAt:])
	entries := c.entries()
	c.pages = c.pages[:c.insertAt]
	c.addPage(false)
	references := c.contents.fill(c, entries)
	c.pages = append(c.pages, rest...)
	for _, r := range references {
		number := strconv.Itoa(c.numberOf(r.name))
		for _, m := range textAt(c.faces, roleBody, number, contentsSize, black, r.x, r.baseline, alignRight) {
			r.page.add(m, r.of)
		}
	}
}

// entries lists the bookmarks of all pages in order.
func (c *composer) entries() []Anchor {
	var entries []Anchor
	for _, p := range c.pages {
		for _, b := range p.bookmarks {
			entries = append(entries, b.Anchor)
		}
	}
	return entries
}

// numberOf is the number of the page an anchor lies on, 0 if on none.
func (c *composer) numberOf(name string) int {
	return slices.Index(c.pages, c.anchors[name].page) + 1
}
