package docx

import (
	"bytes"
	"cmp"
	"strings"

	"jingpin/internal/pdf/layout"
)

// Files are a report in Word: its text and its annexes, each a whole file.
// Annexes is nil for a report without any.
type Files struct{ Text, Annexes []byte }

// Write draws a document. Key identifies the report it was made from, and is
// what Read gives back. Faces measure the columns of tables.
func Write(doc layout.Document, faces *layout.Faces, key string) (Files, error) {
	text, annexes := part(doc.Blocks)
	var d Files
	var err error
	if d.Text, err = file(doc.Meta, text, faces, key); err != nil {
		return Files{}, err
	}
	if len(annexes) > 0 {
		meta := doc.Meta
		meta.Title += "附件"
		d.Annexes, err = file(meta, annexes, faces, "")
	}
	return d, err
}

// part parts a document's blocks into the text and the annexes, which begin
// with the first page of their own.
func part(blocks []layout.Block) (text, annexes []layout.Block) {
	for i, b := range blocks {
		if _, turns := b.(layout.PageBreak); turns {
			return blocks[:i], blocks[i:]
		}
	}
	return blocks, nil
}

// file is one Word file of these blocks.
func file(meta layout.Properties, blocks []layout.Block, faces *layout.Faces, key string) ([]byte, error) {
	w := &bodyWriter{faces: faces, page: portrait, labels: labeller{}}
	for i, b := range blocks {
		if turn, turns := b.(layout.PageBreak); turns && i == 0 {
			w.page = pageOf(turn)
			continue
		}
		w.block(b)
	}
	w.body.WriteString(w.page.section())
	return pack(meta, w.body.Bytes(), key)
}

// A bodyWriter writes blocks as the elements of a document's body.
type bodyWriter struct {
	body   bytes.Buffer
	faces  *layout.Faces
	page   paper
	labels labeller
	marks  int // bookmarks so far
}

func (w *bodyWriter) block(b layout.Block) {
	switch b := b.(type) {
	case layout.Title:
		w.title(b)
	case layout.Heading:
		w.heading(b)
	case layout.Paragraph:
		w.paragraph(b)
	case layout.Caption:
		w.caption(b)
	case layout.Table:
		w.table(b)
	case layout.BarChart:
		w.table(tableOfBars(b))
	case layout.Timeline:
		w.table(tableOfPeriods(b))
	case layout.Closing:
		w.closing(b)
	case layout.PageBreak:
		w.body.WriteString("<w:p><w:pPr>" + w.page.section() + "</w:pPr></w:p>")
		w.page = pageOf(b)
	case layout.Contents: // a list of page numbers would be fields
	}
}

func (w *bodyWriter) title(b layout.Title) {
	if b.Label != "" {
		w.text(styleLabel, b.Label)
		w.text(styleAnnex, strings.Join(b.Parts, ""))
		return
	}
	w.text(styleTitle, b.Lines(w.faces, w.page.width())...)
}

func (w *bodyWriter) heading(b layout.Heading) {
	styles := [...]paragraphStyle{styleOne, styleTwo, styleThree}
	w.open(styles[min(max(b.Level, 1), len(styles))-1], "")
	w.marked(b.Text, func() { w.run(layout.Run{Text: b.Text}) })
	w.close()
}

func (w *bodyWriter) paragraph(b layout.Paragraph) {
	s := styleText
	if b.Small {
		s = styleNote
	}
	w.open(s, "")
	w.marked(cmp.Or(b.Label, "表注"), func() {
		for _, r := range b.Runs {
			w.run(r)
		}
	})
	w.close()
}

// caption has its note at the right edge, behind a tab.
func (w *bodyWriter) caption(b layout.Caption) {
	width := twips(w.page.width())
	w.open(styleCaption, `<w:tabs><w:tab w:val="center" w:pos="`+number(width/2)+`"/><w:tab w:val="right" w:pos="`+number(width)+`"/></w:tabs>`)
	w.marked(b.Text, func() {
		w.body.WriteString("<w:r><w:tab/></w:r>")
		w.run(layout.Run{Text: b.Text})
		if b.Right != "" {
			w.body.WriteString("<w:r><w:tab/></w:r>")
			w.run(layout.Run{Text: b.Right, Style: layout.Faint})
		}
	})
	w.close()
}

// closing lists the annexes, then has the office and the date at the right as
// GB/T 9704 has them.
func (w *bodyWriter) closing(b layout.Closing) {
	for i, a := range b.Annexes {
		text := a.Text
		if len(b.Annexes) > 1 {
			text = number(i+1) + ". " + text
		}
		lead := "附件："
		if i > 0 {
			lead = "　　　"
		}
		w.text(styleText, lead+text)
	}
	w.open(styleText, "")
	w.close()
	for i := range b.Lines {
		// The date ends two ems from the edge, the office one em further in.
		w.open(styleClosing, `<w:ind w:right="`+number(twips(16*float64(2+len(b.Lines)-1-i)))+`"/>`)
		w.marked(b.Lines[i], func() { w.run(layout.Run{Text: b.Lines[i]}) })
		w.close()
	}
}

// text is a paragraph of plain lines.
func (w *bodyWriter) text(s paragraphStyle, lines ...string) {
	w.open(s, "")
	text := strings.Join(lines, "\n")
	w.marked(text, func() { w.run(layout.Run{Text: text}) })
	w.close()
}

// open begins a paragraph; more are properties beside its style, in the order
// that the schema wants.
func (w *bodyWriter) open(s paragraphStyle, more string) {
	w.body.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + string(s) + `"/>` + more + `</w:pPr>`)
}

func (w *bodyWriter) close() { w.body.WriteString("</w:p>") }

// marked writes what a hidden bookmark covers.
func (w *bodyWriter) marked(label string, write func()) {
	w.marks++
	id := number(w.marks)
	w.body.WriteString(`<w:bookmarkStart w:id="` + id + `" w:name="` + w.labels.next(label) + `"/>`)
	write()
	w.body.WriteString(`<w:bookmarkEnd w:id="` + id + `"/>`)
}

// looks are what runs of a style have beside their paragraph's style.
var looks = [...]string{
	layout.Plain:  "",
	layout.Strong: "<w:b/>",
	layout.Kai:    `<w:rFonts w:eastAsia="` + fontKai + `"/>`,
	layout.Hei:    `<w:rFonts w:eastAsia="` + fontHei + `"/>`,
	layout.Faint:  `<w:color w:val="6E6E6E"/>`,
}

func (w *bodyWriter) run(r layout.Run) { w.looking(looks[r.Style], r.Text) }

// looking is a run with those properties; line ends are kept.
func (w *bodyWriter) looking(look, text string) {
	if text == "" {
		return
	}
	w.body.WriteString("<w:r>")
	if look != "" {
		w.body.WriteString("<w:rPr>" + look + "</w:rPr>")
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.body.WriteString("<w:br/>")
		}
		w.body.WriteString(`<w:t xml:space="preserve">` + escape(line) + "</w:t>")
	}
	w.body.WriteString("</w:r>")
}
