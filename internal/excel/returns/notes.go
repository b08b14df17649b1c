package returns

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/opc"
)

// note is a note of ours on a cell.
type note struct {
	row, col int
	text     string
}

// addNotes puts notes on a worksheet's cells. A cell with a note of the
// department's own is left as it is.
func (p *markable) addNotes(sheet string, notes []note) error {
	if len(notes) == 0 {
		return nil
	}
	comments, vml, err := p.noteParts(sheet)
	if err != nil {
		return err
	}
	own, err := p.noted(comments)
	if err != nil {
		return err
	}
	notes = slices.DeleteFunc(slices.Clone(notes), func(n note) bool { return own[book.At(n.row, n.col)] })
	list, shapes := p.Data[comments], p.Data[vml]
	listEnd, shapesEnd := bytes.LastIndex(list, []byte("</commentList>")), bytes.LastIndex(shapes, []byte("</xml>"))
	authorEnd := bytes.Index(list, []byte("</authors>"))
	if listEnd < 0 || shapesEnd < 0 || authorEnd < 0 {
		return fmt.Errorf("%s: notes are written in an unknown way", comments)
	}
	author := len(authorTag.FindAll(list[:authorEnd], -1))
	if known := bytes.Index(list[:authorEnd], []byte(ourAuthor)); known >= 0 {
		author = len(authorTag.FindAll(list[:known], -1))
	} else {
		list = splice(list, authorEnd, authorEnd, ourAuthor)
		listEnd += len(ourAuthor)
	}
	var texts, drawn strings.Builder
	number := firstShape(shapes)
	for i, n := range notes {
		fmt.Fprintf(&texts, `<comment ref="%s" authorId="%d"><text><r><t xml:space="preserve">%s</t></r></text></comment>`,
			book.At(n.row, n.col), author, xmlText(n.text))
		drawn.WriteString(shape(number+i, n))
	}
	p.Put(comments, splice(list, listEnd, listEnd, texts.String()))
	p.Put(vml, splice(shapes, shapesEnd, shapesEnd, drawn.String()))
	return nil
}

// ourAuthor is who notes of ours are by.
const ourAuthor = "<author>检查</author>"

var authorTag = regexp.MustCompile(`<author[ />]`)

// noted are the cells that have a note.
func (p *markable) noted(comments string) (map[string]bool, error) {
	var list struct {
		Comments []struct {
			Ref string `xml:"ref,attr"`
		} `xml:"commentList>comment"`
	}
	if err := xml.Unmarshal(p.Data[comments], &list); err != nil {
		return nil, fmt.Errorf("%s: %w", comments, err)
	}
	cells := map[string]bool{}
	for _, c := range list.Comments {
		cells[c.Ref] = true
	}
	return cells, nil
}

// noteParts are the parts that hold a worksheet's notes and their boxes, made
// where it has none.
func (p *markable) noteParts(sheet string) (comments, vml string, err error) {
	if comments, err = p.Related(sheet, opc.RelComments); err != nil {
		return "", "", err
	}
	if vml, err = p.legacyDrawing(sheet); err != nil {
		return "", "", err
	}
	free := p.freeNumber()
	if vml == "" {
		vml = fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", free)
		p.Put(vml, []byte(emptyVML))
		p.Relate(sheet, noteID+"Vml", opc.RelVML, vml)
		p.declareVML()
		withDrawing, err := insert(p.Data[sheet], "legacyDrawing", fmt.Sprintf(
			`<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="%sVml"/>`, noteID))
		if err != nil {
			return "", "", err
		}
		p.Put(sheet, withDrawing)
	}
	if comments == "" {
		comments = fmt.Sprintf("xl/comments%d.xml", free)
		p.Put(comments, []byte(emptyComments))
		p.Relate(sheet, noteID+"Notes", opc.RelComments, comments)
		p.declare("/"+comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
	}
	p.Put(comments, emptyList.ReplaceAll(p.Data[comments], []byte("<$1></$1>")))
	return comments, vml, nil
}

// emptyList are the lists of a notes part that hold nothing.
var emptyList = regexp.MustCompile(`<(commentList|authors) ?/>`)

// noteID begins the ids of our relations.
const noteID = "rIdCheck"

// legacyDrawing is the part with the boxes of a worksheet's notes, "" when it
// has none.
func (p *markable) legacyDrawing(sheet string) (string, error) {
	elements, err := children(p.Data[sheet])
	if err != nil {
		return "", err
	}
	rels, err := p.Relations(sheet)
	if err != nil {
		return "", err
	}
	for _, e := range elements {
		if e.name != "legacyDrawing" {
			continue
		}
		for _, r := range rels {
			if r.ID == e.attr("id") {
				return opc.Target(sheet, r), nil
			}
		}
	}
	return "", nil
}

// freeNumber is a number that neither a notes part nor a box part has.
func (p *markable) freeNumber() int {
	for n := 1; ; n++ {
		_, comments := p.Data[fmt.Sprintf("xl/comments%d.xml", n)]
		_, vml := p.Data[fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", n)]
		if !comments && !vml {
			return n
		}
	}
}

const contentTypes = "[Content_Types].xml"

// declare tells the package what a new part is.
func (p *markable) declare(part, kind string) {
	line := fmt.Sprintf(`<Override PartName="%s" ContentType="%s"/></Types>`, part, kind)
	p.Put(contentTypes, bytes.Replace(p.Data[contentTypes], []byte("</Types>"), []byte(line), 1))
}

// declareVML tells the package what .vml parts are.
func (p *markable) declareVML() {
	types := p.Data[contentTypes]
	if bytes.Contains(bytes.ToLower(types), []byte(`extension="vml"`)) {
		return
	}
	root, err := children(types)
	if err != nil || len(root) == 0 {
		return
	}
	p.Put(contentTypes, splice(types, root[0].start, root[0].start,
		`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>`))
}

const emptyComments = xml.Header +
	`<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`

// vmlSpaces declare the prefixes of a box, in each of ours: in another
// program's part they may be bound to nothing, or other prefixes be in use.
const vmlSpaces = `xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`

const emptyVML = `<xml ` + vmlSpaces + `>` +
	`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>`

var shapeID = regexp.MustCompile(`id="_x0000_s(\d+)"`)

// firstShape is a number above those of the shapes that are there.
func firstShape(vml []byte) int {
	first := 1025
	for _, m := range shapeID.FindAllSubmatch(vml, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			first = max(first, n+1)
		}
	}
	return first
}

// shape is a note's box, beside its cell and shown when the cell is pointed at.
func shape(number int, n note) string {
	row, col := n.row-1, n.col-1
	lines := book.LinesIn(n.text, noteWidth)
	return fmt.Sprintf(`<v:shape `+vmlSpaces+` id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 31, %d, 1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		number, lines*13+12, number, col+1, max(row-1, 0), col+4, row+lines, row, col)
}

// noteWidth is how many characters a line of a note's box takes.
const noteWidth = 44

func xmlText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(form.CellText(s))); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return b.String()
}

// removeNotes takes our notes and their boxes off every worksheet.
func (p *markable) removeNotes() error {
	for _, name := range slices.Clone(p.Names) {
		comments, err := p.Related(name, opc.RelComments)
		if err != nil {
			return err
		}
		if comments == "" || !mayBeMarked(p.Data[comments]) {
			continue
		}
		cells, err := p.dropComments(comments)
		if err != nil {
			return err
		}
		vml, err := p.legacyDrawing(name)
		if err != nil {
			return err
		}
		p.dropShapes(vml, cells)
	}
	return nil
}

// dropComments takes our notes out of a notes part and tells their cells.
func (p *markable) dropComments(part string) (cells map[string]bool, err error) {
	list := p.Data[part]
	cells = map[string]bool{}
	all := commentTag.FindAllSubmatchIndex(list, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		var c struct {
			Ref  string   `xml:"ref,attr"`
			Runs []string `xml:"text>r>t"`
			Text string   `xml:"text>t"`
		}
		if err := xml.Unmarshal(list[m[0]:m[1]], &c); err != nil {
			return nil, fmt.Errorf("%s: %w", part, err)
		}
		if strings.HasPrefix(strings.TrimSpace(c.Text+strings.Join(c.Runs, "")), form.NoteMark) {
			cells[c.Ref] = true
			list = splice(list, m[0], m[1], "")
		}
	}
	p.Put(part, list)
	return cells, nil
}

var (
	commentTag = regexp.MustCompile(`(?s)<comment .*?</comment>`)
	shapeTag   = regexp.MustCompile(`(?s)<(?:\w+:)?shape .*?</(?:\w+:)?shape>`)
	shapeRow   = regexp.MustCompile(`<(?:\w+:)?Row>\s*(\d+)`)
	shapeCol   = regexp.MustCompile(`<(?:\w+:)?Column>\s*(\d+)`)
)

// dropShapes takes the boxes of cells' notes out of a part.
func (p *markable) dropShapes(part string, cells map[string]bool) {
	p.Put(part, shapeTag.ReplaceAllFunc(p.Data[part], func(shape []byte) []byte {
		row, col := shapeRow.FindSubmatch(shape), shapeCol.FindSubmatch(shape)
		if row == nil || col == nil {
			return shape
		}
		r, errRow := strconv.Atoi(string(row[1]))
		c, errCol := strconv.Atoi(string(col[1]))
		if errRow != nil || errCol != nil || !cells[book.At(r+1, c+1)] {
			return shape
		}
		return nil
	}))
}
