// Package odf reads the cells of an OpenDocument spreadsheet (.ods): an archive
// flows in, a Workbook or a Fault flows out.
//
// Values come as a workbook of Excel would have them: dates and times are serial
// numbers of the 1900 system, and styles of numbers are written as the format
// codes that mean the same.
package odf

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
)

// reader is what reading one workbook needs.
type reader struct {
	lim      sheet.Limits
	zip      *opc.Archive
	build    sheet.Builder
	wb       *sheet.Workbook
	styles   map[string]style      // of cells, texts and tables, by family and name
	formats  map[string]dataStyle  // of numbers, by name
	resolved map[string]appearance // what the styles of cells come to
	texts    sheet.Texts
	elements int // seen so far, in all parts
}

const (
	content  = "content.xml"
	manifest = "META-INF/manifest.xml"
)

// Read reads the spreadsheet in an archive that holds one.
func Read(zip *opc.Archive, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	r := &reader{lim: lim, zip: zip, wb: new(sheet.Workbook), styles: make(map[string]style), formats: make(map[string]dataStyle), resolved: make(map[string]appearance)}
	r.build = sheet.Builder{Limits: lim, Book: r.wb}
	if fault := r.read(); fault != nil {
		return nil, fault
	}
	return r.wb, nil
}

func (r *reader) read() *sheet.Fault {
	if fault := r.sealed(); fault != nil {
		return fault
	}
	if r.zip.Find("styles.xml") != nil {
		if fault := r.part("styles.xml", r.readStyles); fault != nil {
			return fault
		}
	}
	if fault := r.part(content, r.readContent); fault != nil {
		return fault
	}
	if len(r.wb.Sheets) == 0 {
		return sheet.Damage(content, "没有工作表")
	}
	if r.zip.Find("meta.xml") != nil {
		if fault := r.wb.Overlook(r.part("meta.xml", r.readMeta)); fault != nil {
			return fault
		}
	}
	if fault := r.rest(); fault != nil {
		return fault
	}
	return r.build.SameName()
}

// sealed reports a spreadsheet that is encrypted, as its list of parts says.
func (r *reader) sealed() *sheet.Fault {
	if r.zip.Find(manifest) == nil {
		return nil
	}
	encrypted := false
	fault := r.part(manifest, func(p *xmlPart) {
		p.walk(func(e xml.StartElement) bool {
			encrypted = encrypted || e.Name.Local == "encryption-data"
			return true
		})
	})
	if encrypted {
		return &sheet.Fault{Kind: sheet.Encrypted, Reason: "设了打开密码"}
	}
	return r.wb.Overlook(fault)
}

// rest verifies the entries that nobody needed and notes what they tell.
func (r *reader) rest() *sheet.Fault {
	var buf [32 << 10]byte
	for _, e := range r.zip.Entries {
		switch {
		case strings.HasPrefix(e.Name, "Object "):
			r.wb.Embedded = true
		case strings.HasPrefix(e.Name, "Basic/"), strings.HasPrefix(e.Name, "Scripts/"):
			r.wb.Macros = true
		}
		if e.Opened {
			continue
		}
		if fault := r.wb.Overlook(r.lim.Archive(r.zip.Drain(e, buf[:]))); fault != nil {
			return fault
		}
	}
	return nil
}

// readMeta reads when the file was saved, and its custom properties.
func (r *reader) readMeta(p *xmlPart) {
	var saved time.Time
	custom := make(map[string]string)
	p.walk(func(e xml.StartElement) bool {
		switch {
		case e.Name.Local == "date":
			saved, _ = time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(firstOf(p.characters(), "."), "Z"))
			return false
		case e.Name.Local == "user-defined" && len(custom) < r.lim.Items:
			name := attr(e, "name")
			custom[name] = p.characters()
			return false
		}
		return true
	})
	if p.fault == nil {
		r.wb.Saved = saved
		if len(custom) > 0 {
			r.wb.Custom = custom
		}
	}
}

func firstOf(s, sep string) string {
	first, _, _ := strings.Cut(s, sep)
	return first
}

// xmlPart is a part of the archive as a stream of XML tokens. The first fault ends
// the stream and stays.
type xmlPart struct {
	name  string
	dec   *xml.Decoder
	r     *reader
	fault *sheet.Fault
}

// part reads a part to its end.
func (r *reader) part(name string, read func(*xmlPart)) *sheet.Fault {
	e := r.zip.Find(name)
	if e == nil {
		return sheet.Damage(name, "缺少这个部件")
	}
	p := &xmlPart{name: name, dec: xml.NewDecoder(r.zip.Open(e)), r: r}
	read(p)
	for p.token() != nil {
	}
	return p.fault
}

// fail ends the stream, unless it has ended with an earlier fault.
func (p *xmlPart) fail(f *sheet.Fault) {
	if p.fault == nil {
		p.fault = f
	}
}

// token returns the next token; nil at the end or at a fault.
func (p *xmlPart) token() xml.Token {
	if p.fault != nil {
		return nil
	}
	t, err := p.dec.Token()
	var broken *opc.Error
	switch {
	case err == io.EOF:
		return nil
	case errors.As(err, &broken):
		p.fail(p.r.lim.Archive(broken))
		return nil
	case err != nil:
		p.fail(sheet.Damage(p.name, "XML 内容有误或在中途断开"))
		return nil
	}
	switch t.(type) {
	case xml.StartElement:
		if p.r.elements++; p.r.elements > p.r.lim.Elements {
			p.fail(p.r.lim.OverElements(p.name))
			return nil
		}
	case xml.Directive:
		p.fail(sheet.Damage(p.name, "含有不允许的声明"))
		return nil
	}
	return t
}

// children calls visit for every child of the element that was opened last.
// Visit reads the child to its end, or returns false to have it passed over.
func (p *xmlPart) children(visit func(xml.StartElement) bool) {
	for {
		switch t := p.token().(type) {
		case nil, xml.EndElement:
			return
		case xml.StartElement:
			if !visit(t) {
				p.skip()
			}
		}
	}
}

// walk calls visit for every element in the part. Visit returns false for one
// that it has read to its end.
func (p *xmlPart) walk(visit func(xml.StartElement) bool) {
	for t := p.token(); t != nil; t = p.token() {
		if e, ok := t.(xml.StartElement); ok {
			visit(e)
		}
	}
}

// skip reads the element that was opened last to its end.
func (p *xmlPart) skip() {
	for depth := 1; depth > 0; {
		switch p.token().(type) {
		case nil:
			return
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// characters reads the element that was opened last to its end and returns its
// own text.
func (p *xmlPart) characters() string {
	var b strings.Builder
	for depth := 1; depth > 0; {
		switch t := p.token().(type) {
		case nil:
			return b.String()
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 1 {
				b.Write(t)
			}
		}
	}
	return b.String()
}

// attr returns an attribute by its local name; "" without one. No element that
// is read has two of one name that mean different things.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
