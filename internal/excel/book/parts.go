package book

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Archive is the parts of a workbook as they lie in its zip. Marks are put on
// and taken off here, where everything else stays byte for byte: the library
// removes conditional formats of the department's along with ours, and cannot
// add notes beside those that other programs wrote.
type Archive struct {
	Names []string
	Data  map[string][]byte
}

func NewArchive() *Archive { return &Archive{Data: map[string][]byte{}} }

func OpenArchive(file []byte) (*Archive, error) {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	p := NewArchive()
	for _, entry := range r.File {
		in, err := entry.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		p.Put(entry.Name, data)
	}
	return p, nil
}

// Put sets a part, adding it at the end when it is new.
func (p *Archive) Put(name string, data []byte) {
	if _, ok := p.Data[name]; !ok {
		p.Names = append(p.Names, name)
	}
	p.Data[name] = data
}

// Bytes is the workbook.
func (p *Archive) Bytes() ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, p.Size()/4))
	err := p.Write(newZip(out))
	return out.Bytes(), err
}

// Size is how large the parts are together, a little more with their names.
func (p *Archive) Size() int {
	size := 0
	for name, data := range p.Data {
		size += len(data) + 2*len(name) + 128
	}
	return size
}

func (p *Archive) Write(w excelize.ZipWriter) error {
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

// relation is one line of a .rels part.
type relation struct {
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

func (p *Archive) Relations(part string) ([]relation, error) {
	data, ok := p.Data[relsOf(part)]
	if !ok {
		return nil, nil
	}
	var rels struct {
		Relationship []relation
	}
	if err := xml.Unmarshal(data, &rels); err != nil {
		return nil, fmt.Errorf("%s: %w", relsOf(part), err)
	}
	return rels.Relationship, nil
}

// Target is the part a relation of part leads to.
func Target(part string, r relation) string {
	if strings.HasPrefix(r.Target, "/") {
		return strings.TrimPrefix(r.Target, "/")
	}
	return path.Join(path.Dir(part), r.Target)
}

// Related is the part of a kind that part leads to, "" when there is none.
func (p *Archive) Related(part, kind string) (string, error) {
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
func (p *Archive) Relate(part, id, kind, to string) {
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
func (p *Archive) SheetParts() (map[string]string, error) {
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
		if i := slices.IndexFunc(rels, func(r relation) bool { return r.ID == s.ID }); i >= 0 {
			byName[s.Name] = Target(book, rels[i])
		}
	}
	return byName, nil
}
