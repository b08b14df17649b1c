package returns

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/opc"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// markable is a workbook as parts that marks are put on and taken off.
type markable struct{ *opc.Package }

func openMarkable(file []byte) (*markable, error) {
	parts, err := opc.OpenPackage(file)
	return &markable{parts}, err
}

// loose is the workbook to be read again at once: compressing it is not worth
// it.
func (p *markable) loose() ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, p.Size()))
	err := p.Write(opc.NewStore(out))
	return out.Bytes(), err
}

// opened is the workbook as our own reader reads it.
func (p *markable) opened() (*sheet.Workbook, error) {
	data, err := p.loose()
	if err != nil {
		return nil, err
	}
	return verified.Open(data, sheet.DefaultLimits)
}

// edited is the workbook to be edited by the library.
func (p *markable) edited() (*excelize.File, error) {
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
func (p *markable) plain(sheets map[string]string) (*markable, error) {
	var others []string
	for name, part := range sheets {
		if bytes.Contains(p.Data[part], []byte("sheetData")) && !isPlain(p.Data[part]) {
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
func partsOf(f *excelize.File) (*markable, error) {
	p := &markable{opc.NewPackage()}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return gathering{p} })
	_, err := f.WriteToBuffer()
	for _, name := range p.Names {
		p.Put(name, book.AsExcel(name, p.Data[name]))
	}
	return p, err
}

// gathering is an archive in place of the zip that the library writes.
type gathering struct{ parts *markable }

// Create begins a part.
func (g gathering) Create(name string) (io.Writer, error) {
	g.parts.Put(name, nil)
	return gatheredPart{g.parts, name}, nil
}

// AddFS is not used by the library.
func (g gathering) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends the archive.
func (g gathering) Close() error { return nil }

type gatheredPart struct {
	parts *markable
	name  string
}

func (w gatheredPart) Write(text []byte) (int, error) {
	w.parts.Data[w.name] = append(w.parts.Data[w.name], text...)
	return len(text), nil
}

// hasMacros reports a workbook that carries a program.
func (p *markable) hasMacros() bool {
	return slices.ContainsFunc(p.Names, func(name string) bool {
		name = strings.ToLower(name)
		return strings.HasSuffix(name, "vbaproject.bin") || strings.Contains(name, "/macrosheets/")
	})
}
