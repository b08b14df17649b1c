package returns

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
)

// childElement is a child of a part's root: its name and where it stands.
type childElement struct {
	name       string
	start, end int
	attrs      []xml.Attr
}

// children are the elements right below the root element. What a sheet's data
// holds is passed over.
func children(part []byte) ([]childElement, error) {
	var found []childElement
	d := xml.NewDecoder(bytes.NewReader(part))
	base := 0 // where the decoder began
	for depth := 0; ; {
		start := base + int(d.InputOffset())
		t, err := d.RawToken()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth == 1 {
				found = append(found, childElement{name: t.Name.Local, start: start, attrs: slices.Clone(t.Attr)})
			}
			if end := endOfData(part, base+int(d.InputOffset()), t.Name); depth == 1 && end > 0 {
				base, d = end, xml.NewDecoder(bytes.NewReader(part[end:]))
			}
			depth++
		case xml.EndElement:
			depth--
			if depth == 1 {
				found[len(found)-1].end = base + int(d.InputOffset())
			}
		}
	}
}

// endOfData is where the end tag of a sheet's data stands, 0 for other elements
// and for data that is empty. A text that looks like its end tag
// takes a CDATA section, which spreadsheet programs do not write; compare would
// find what is lost then.
func endOfData(part []byte, from int, name xml.Name) int {
	if name.Local != "sheetData" || part[from-2] == '/' {
		return 0
	}
	tag := "</sheetData"
	if name.Space != "" {
		tag = "</" + name.Space + ":sheetData"
	}
	at := bytes.Index(part[from:], []byte(tag))
	if at < 0 {
		return 0
	}
	return from + at
}

// attr is an attribute's value by its local name.
func (e childElement) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// splice replaces the bytes from start to end.
func splice(part []byte, start, end int, with string) []byte {
	return slices.Concat(part[:start], []byte(with), part[end:])
}

// The elements of a worksheet that may follow the ones we insert, in the order
// the format fixes.
var worksheetOrder = []string{
	"conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
	"rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
	"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "AlternateContent", "tableParts", "extLst",
}

// insert puts an element into a worksheet where the format wants it: before
// the elements that come after it.
func insert(sheet []byte, name, text string) ([]byte, error) {
	elements, err := children(sheet)
	if err != nil {
		return nil, err
	}
	later := worksheetOrder[slices.Index(worksheetOrder, name):]
	for _, e := range elements {
		if slices.Contains(later, e.name) {
			return splice(sheet, e.start, e.start, text), nil
		}
	}
	end := bytes.LastIndex(sheet, []byte("</"))
	return splice(sheet, end, end, text), nil
}

// inside is an element's text in a part and the elements right below it.
func (e childElement) inside(part []byte) (text []byte, below []childElement, err error) {
	text = part[e.start:e.end]
	below, err = children(text)
	return text, below, err
}

// headOf is what stands before the rows of a plain worksheet, and the elements
// there.
func headOf(part []byte) (head []byte, above []childElement, err error) {
	end := bytes.Index(part, []byte("<sheetData"))
	if end < 0 {
		return nil, nil, errUnmarkable
	}
	above, err = children(part[:end])
	return part[:end], above, err
}

// named finds an element.
func named(all []childElement, name string) (childElement, bool) {
	i := slices.IndexFunc(all, func(e childElement) bool { return e.name == name })
	if i < 0 {
		return childElement{}, false
	}
	return all[i], true
}
