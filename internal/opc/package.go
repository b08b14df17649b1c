package opc

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Package is the parts of an office file by name, in the order of its zip, to be
// changed and written again.
type Package struct {
	Names []string
	Data  map[string][]byte
}

// NewPackage is one without parts.
func NewPackage() *Package { return &Package{Data: map[string][]byte{}} }

// OpenPackage reads all parts of a file. What is broken and holds nothing but what a file can be without (thumbnails,
// pictures) is left out; of the rest the caller sees what is missing.
func OpenPackage(file []byte) (*Package, error) {
	var a Archive
	if broken := a.Load(file, ArchiveLimits{Entries: maxParts, Unpacked: maxUnpacked}); broken != nil {
		return nil, broken
	}
	p := NewPackage()
	for _, e := range a.Entries {
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		data := make([]byte, 0, min(e.Size, 1<<20)+bytes.MinRead)
		buf := bytes.NewBuffer(data)
		if _, err := buf.ReadFrom(a.Open(e)); err != nil {
			if strings.HasSuffix(e.Name, ".xml") || strings.HasSuffix(e.Name, ".rels") {
				return nil, err
			}
			continue
		}
		p.Put(e.Name, buf.Bytes())
	}
	return p, nil
}

// What a package to be changed may hold: more than files that were sent may.
const (
	maxParts    = 10_000
	maxUnpacked = 1 << 30
)

// Put sets a part, adding it at the end when it is new.
func (p *Package) Put(name string, data []byte) {
	if _, ok := p.Data[name]; !ok {
		p.Names = append(p.Names, name)
	}
	p.Data[name] = data
}

// Bytes is the workbook.
func (p *Package) Bytes() ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, p.Size()/4))
	err := p.Write(NewZip(out))
	return out.Bytes(), err
}

// Size is how large the parts are together, a little more with their names.
func (p *Package) Size() int {
	size := 0
	for name, data := range p.Data {
		size += len(data) + 2*len(name) + 128
	}
	return size
}

// Writer is what parts are written to: a zip, or what takes its place.
type Writer interface {
	Create(name string) (io.Writer, error)
	Close() error
}

// Write writes the parts, in order.
func (p *Package) Write(w Writer) error {
	for _, name := range p.Names {
		part, err := w.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(p.Data[name]); err != nil {
			return err
		}
	}
	return w.Close()
}

// Relation is one line of a .rels part.
type Relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// The kinds of relations, by the end of their type: the strict and the
// transitional format name them differently.
const (
	relWorkbook = "/officeDocument"
	RelComments = "/relationships/comments"
	RelVML      = "/vmlDrawing"
)

// relsOf is the .rels part of a part, or of the package for "".
func relsOf(part string) string {
	dir, base := path.Split(part)
	return path.Join(dir, "_rels", base+".rels")
}

// Relations are those of a part, none without a .rels part.
func (p *Package) Relations(part string) ([]Relation, error) {
	data, ok := p.Data[relsOf(part)]
	if !ok {
		return nil, nil
	}
	var rels struct {
		Relationship []Relation
	}
	if err := xml.Unmarshal(data, &rels); err != nil {
		return nil, fmt.Errorf("%s: %w", relsOf(part), err)
	}
	return rels.Relationship, nil
}

// Target is the part a relation of part leads to.
func Target(part string, r Relation) string {
	if strings.HasPrefix(r.Target, "/") {
		return strings.TrimPrefix(r.Target, "/")
	}
	return path.Join(path.Dir(part), r.Target)
}

// Related is the part of a kind that part leads to, "" when there is none.
func (p *Package) Related(part, kind string) (string, error) {
	rels, err := p.Relations(part)
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.Type, kind) {
			return Target(part, r), nil
		}
	}
	return "", nil
}

// Relate adds a relation from part under an id of its own. Its target is told
// from where part lies: some libraries (ExcelJS) know no other.
func (p *Package) Relate(part, id, kind, to string) {
	const space = "http://schemas.openxmlformats.org/"
	target, err := filepath.Rel(path.Dir(part), to)
	if err != nil {
		target = "/" + to
	}
	line := fmt.Sprintf(`<Relationship Id="%s" Type="%sofficeDocument/2006/relationships%s" Target="%s"/>`,
		id, space, strings.TrimPrefix(kind, "/relationships"), filepath.ToSlash(target))
	name := relsOf(part)
	if old, ok := p.Data[name]; ok && bytes.Contains(old, []byte("</Relationships>")) {
		p.Put(name, bytes.Replace(old, []byte("</Relationships>"), []byte(line+"</Relationships>"), 1))
		return
	}
	p.Put(name, []byte(xml.Header+`<Relationships xmlns="`+space+`package/2006/relationships">`+line+"</Relationships>"))
}

// SheetParts are the worksheets' parts by name.
func (p *Package) SheetParts() (map[string]string, error) {
	book, err := p.Related("", relWorkbook)
	if err != nil {
		return nil, err
	}
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"` // in either format's namespace
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(p.Data[book], &workbook); err != nil {
		return nil, fmt.Errorf("%s: %w", book, err)
	}
	rels, err := p.Relations(book)
	if err != nil {
		return nil, err
	}
	byName := map[string]string{}
	for _, s := range workbook.Sheets {
		if i := slices.IndexFunc(rels, func(r Relation) bool { return r.ID == s.ID }); i >= 0 {
			byName[s.Name] = Target(book, rels[i])
		}
	}
	return byName, nil
}
