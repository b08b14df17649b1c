package excel

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet"
)

// archive is the parts of a workbook as they lie in its zip. Marks are put on
// and taken off here, where everything else stays byte for byte: the library
// removes conditional formats of the department's along with ours, and cannot
// add notes beside those that other programs wrote.
type archive struct {
	names []string
	data  map[string][]byte
}

func openArchive(file []byte) (*archive, error) {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	p := &archive{data: map[string][]byte{}}
	for _, entry := range r.File {
		in, err := entry.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		p.put(entry.Name, data)
	}
	return p, nil
}

// put sets a part, adding it at the end when it is new.
func (p *archive) put(name string, data []byte) {
	if _, ok := p.data[name]; !ok {
		p.names = append(p.names, name)
	}
	p.data[name] = data
}

// bytes is the workbook.
func (p *archive) bytes() ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, p.size()/4))
	err := p.write(newZip(out))
	return out.Bytes(), err
}

// size is how large the parts are together, a little more with their names.
func (p *archive) size() int {
	size := 0
	for name, data := range p.data {
		size += len(data) + 2*len(name) + 128
	}
	return size
}

// loose is the workbook to be read again at once: compressing it is not worth
// it.
func (p *archive) loose() ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, p.size()))
	err := p.write(storing{zip.NewWriter(out)})
	return out.Bytes(), err
}

// opened is the workbook as our own reader reads it.
func (p *archive) opened() (*sheet.Workbook, error) {
	data, err := p.loose()
	if err != nil {
		return nil, err
	}
	return sheet.Open(data, sheet.DefaultLimits)
}

// edited is the workbook to be edited by the library.
func (p *archive) edited() (*excelize.File, error) {
	data, err := p.loose()
	if err != nil {
		return nil, err
	}
	return excelize.OpenReader(bytes.NewReader(data))
}

// prefixedRoot is the beginning of a part that names its elements with a prefix.
var prefixedRoot = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*\?>)?\s*<(\w+):(?:worksheet|workbook|styleSheet|sst)\s[^>]*>`)

// unprefixed is a part with its elements named without a prefix: of sheets that
// have one the library makes no whole workbook.
func unprefixed(part []byte) []byte {
	m := prefixedRoot.FindSubmatch(part)
	if m == nil || bytes.Contains(m[0], []byte(` xmlns=`)) {
		return part
	}
	prefix := string(m[1])
	return []byte(strings.NewReplacer("<"+prefix+":", "<", "</"+prefix+":", "</", " xmlns:"+prefix+"=", " xmlns=").Replace(string(part)))
}

// plain is the workbook with every worksheet written as we can change it: the
// library writes the others anew.
func (p *archive) plain(sheets map[string]string) (*archive, error) {
	var others []string
	for name, part := range sheets {
		if bytes.Contains(p.data[part], []byte("sheetData")) && !isPlain(p.data[part]) {
			others = append(others, name)
		}
	}
	if len(others) == 0 {
		return p, nil
	}
	f, err := p.edited()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, name := range others {
		if _, err := f.GetSheetProps(name); err != nil { // what is read is written again
			return nil, err
		}
	}
	return partsOf(f)
}

// partsOf are the parts of the library's file.
func partsOf(f *excelize.File) (*archive, error) {
	p := &archive{data: map[string][]byte{}}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return gathering{p} })
	_, err := f.WriteToBuffer()
	return p, err
}

// gathering is an archive in place of the zip that the library writes.
type gathering struct{ parts *archive }

// Create begins a part.
func (g gathering) Create(name string) (io.Writer, error) {
	g.parts.put(name, nil)
	return gatheredPart{g.parts, name}, nil
}

// AddFS is not used by the library.
func (g gathering) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends the archive.
func (g gathering) Close() error { return nil }

type gatheredPart struct {
	parts *archive
	name  string
}

func (w gatheredPart) Write(text []byte) (int, error) {
	w.parts.data[w.name] = append(w.parts.data[w.name], text...)
	return len(text), nil
}

func (p *archive) write(w excelize.ZipWriter) error {
	for _, name := range p.names {
		part, err := w.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(p.data[name]); err != nil {
			return err
		}
	}
	return w.Close()
}

// hasMacros reports a workbook that carries a program.
func (p *archive) hasMacros() bool {
	return slices.ContainsFunc(p.names, func(name string) bool {
		name = strings.ToLower(name)
		return strings.HasSuffix(name, "vbaproject.bin") || strings.Contains(name, "/macrosheets/")
	})
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
	relComments = "/relationships/comments"
	relVML      = "/vmlDrawing"
)

// relsOf is the .rels part of a part, or of the package for "".
func relsOf(part string) string {
	dir, base := path.Split(part)
	return path.Join(dir, "_rels", base+".rels")
}

func (p *archive) relations(part string) ([]relation, error) {
	data, ok := p.data[relsOf(part)]
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

// target is the part a relation of part leads to.
func target(part string, r relation) string {
	if strings.HasPrefix(r.Target, "/") {
		return strings.TrimPrefix(r.Target, "/")
	}
	return path.Join(path.Dir(part), r.Target)
}

// related is the part of a kind that part leads to, "" when there is none.
func (p *archive) related(part, kind string) (string, error) {
	rels, err := p.relations(part)
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.Type, kind) {
			return target(part, r), nil
		}
	}
	return "", nil
}

// relate adds a relation from part under an id of its own.
func (p *archive) relate(part, id, kind, to string) {
	const space = "http://schemas.openxmlformats.org/"
	line := fmt.Sprintf(`<Relationship Id="%s" Type="%sofficeDocument/2006/relationships%s" Target="/%s"/>`,
		id, space, strings.TrimPrefix(kind, "/relationships"), to)
	name := relsOf(part)
	if old, ok := p.data[name]; ok && bytes.Contains(old, []byte("</Relationships>")) {
		p.put(name, bytes.Replace(old, []byte("</Relationships>"), []byte(line+"</Relationships>"), 1))
		return
	}
	p.put(name, []byte(xml.Header+`<Relationships xmlns="`+space+`package/2006/relationships">`+line+"</Relationships>"))
}

// sheetParts are the worksheets' parts by name.
func (p *archive) sheetParts() (map[string]string, error) {
	book, err := p.related("", relWorkbook)
	if err != nil {
		return nil, err
	}
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"` // in either format's namespace
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(p.data[book], &workbook); err != nil {
		return nil, fmt.Errorf("%s: %w", book, err)
	}
	rels, err := p.relations(book)
	if err != nil {
		return nil, err
	}
	byName := map[string]string{}
	for _, s := range workbook.Sheets {
		if i := slices.IndexFunc(rels, func(r relation) bool { return r.ID == s.ID }); i >= 0 {
			byName[s.Name] = target(book, rels[i])
		}
	}
	return byName, nil
}
