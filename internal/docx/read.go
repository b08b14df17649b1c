package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"jingpin/internal/pdf/layout"
)

// Why a file cannot be read back. The texts are for people.
var (
	ErrNotWord = errors.New("不是Word文档（.docx），请另存为.docx再核对")
	ErrDamaged = errors.New("文件已损坏，没有传完整")
	ErrOldWord = errors.New("是旧格式的Word文档（.doc，改名成.docx不算）或者加了打开密码，请用Word或WPS打开，另存为.docx再核对")
	ErrTooLong = errors.New("文档太大，不像是送审稿")
)

// Edited is a draft as it came back.
type Edited struct {
	Key        string // of the report it was made from, "" where that is lost
	Paragraphs []DraftParagraph
}

// A DraftParagraph is one paragraph of the text, in order. Labels are those whose
// bookmarks begin in it, several where paragraphs were joined. Fixed marks what
// the report has beside its paragraphs: headings, captions, the closing; one
// that has neither was added. Tables are left out.
type DraftParagraph struct {
	Labels []string
	Fixed  bool
	Text   string
}

// maxDocument is how large the text's part may be.
const maxDocument = 32 << 20

// compoundMark begins the files of old office programs, and locked ones of new.
const compoundMark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// Read reads an edited draft of a document as it is drawn now. Text that is
// marked as deleted is gone, text that is marked as inserted is there.
func Read(data []byte, doc layout.Document) (Edited, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("PK")) {
			return Edited{}, ErrDamaged
		}
		if bytes.HasPrefix(data, []byte(compoundMark)) {
			return Edited{}, ErrOldWord
		}
		return Edited{}, ErrNotWord
	}
	document, err := partOf(z, "word/document.xml")
	if err != nil {
		return Edited{}, err
	}
	var e Edited
	if e.Paragraphs, err = paragraphsOf(document, labelsOf(doc)); err != nil {
		return Edited{}, ErrDamaged
	}
	// A draft without the property was saved by a program that drops it.
	if custom, err := partOf(z, "docProps/custom.xml"); err == nil {
		e.Key = keyIn(custom)
	}
	return e, nil
}

// partOf is a part's bytes, read to the end.
func partOf(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if !strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, ErrDamaged
		}
		defer r.Close()
		b, err := io.ReadAll(io.LimitReader(r, maxDocument+1))
		switch {
		case err != nil:
			return nil, ErrDamaged
		case len(b) > maxDocument:
			return nil, ErrTooLong
		}
		return b, nil
	}
	return nil, ErrNotWord
}

// paragraphsOf reads the body's paragraphs.
func paragraphsOf(document []byte, names map[string]string) ([]DraftParagraph, error) {
	d := xml.NewDecoder(bytes.NewReader(document))
	var all []DraftParagraph
	var text strings.Builder
	var waiting []string
	var p *DraftParagraph
	depth := 0 // of tables
	for {
		t, err := d.Token()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "tbl":
				depth++
			case "p":
				if depth == 0 && p == nil {
					p = &DraftParagraph{Labels: waiting}
					waiting = nil
					text.Reset()
				}
			case "bookmarkStart":
				name := attribute(t, "name")
				switch l, known := names[name]; {
				case known && p != nil:
					p.Labels = append(p.Labels, l)
				case known && depth == 0:
					waiting = append(waiting, l) // it begins between paragraphs
				case isOurs(name) && p != nil:
					p.Fixed = true
				}
			case "br", "cr":
				text.WriteByte('\n')
			case "tab":
				text.WriteByte(' ')
			case "t":
				var s string
				if err := d.DecodeElement(&s, &t); err != nil {
					return nil, err
				}
				text.WriteString(s)
			case "del", "delText", "instrText", "moveFrom", "pPr", "rPr", "Fallback":
				if err := d.Skip(); err != nil {
					return nil, err
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "tbl":
				depth--
			case "p":
				if p != nil && depth == 0 {
					p.Text = strings.TrimSpace(text.String())
					if p.Text != "" || len(p.Labels) > 0 {
						all = append(all, *p)
					}
					p = nil
				}
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// keyIn is the report's key among the custom properties.
func keyIn(custom []byte) string {
	var properties struct {
		Property []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"lpwstr"`
		} `xml:"property"`
	}
	if xml.Unmarshal(custom, &properties) != nil {
		return ""
	}
	for _, p := range properties.Property {
		if p.Name == keyProperty {
			return p.Value
		}
	}
	return ""
}
