package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/sheet"
	"jingpin/internal/slowtest"
)

// scanned returns the tokens of a part, one a line.
func scanned(src io.Reader) (string, *sheet.Fault) {
	var b strings.Builder
	s := scanner{lim: sheet.DefaultLimits}
	text := ""
	flush := func() {
		if text != "" {
			fmt.Fprintf(&b, "text %q\n", text)
		}
		text = ""
	}
	s.reset(src, "part.xml")
	for s.next() {
		switch s.kind {
		case startTag:
			flush()
			fmt.Fprintf(&b, "start %s", s.local)
			for _, a := range s.attrs {
				fmt.Fprintf(&b, " %s=%q", a.name, oneLine(string(a.value)))
			}
			b.WriteByte('\n')
		case endTag:
			flush()
			b.WriteString("end\n")
		case textToken:
			text += string(s.text)
		}
	}
	return b.String(), s.fault
}

// decoded returns the same of what encoding/xml reads.
func decoded(data []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	depth, text := 0, ""
	flush := func() {
		if text != "" && depth > 0 {
			fmt.Fprintf(&b, "text %q\n", text)
		}
		text = ""
	}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			flush()
			depth++
			fmt.Fprintf(&b, "start %s", token.Name.Local)
			for _, a := range token.Attr {
				name := a.Name.Local
				if a.Name.Space != "" {
					name = a.Name.Space + ":" + name
				}
				fmt.Fprintf(&b, " %s=%q", name, oneLine(a.Value))
			}
			b.WriteByte('\n')
		case xml.EndElement:
			flush()
			depth--
			b.WriteString("end\n")
		case xml.CharData:
			text += string(token)
		}
	}
}

// oneLine makes blanks of an attribute spaces, which encoding/xml does not.
func oneLine(value string) string {
	return strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(value)
}

// corpus returns the XML parts of all test workbooks.
func corpus(tb testing.TB) map[string][]byte {
	parts := make(map[string][]byte)
	files, err := filepath.Glob("testdata/workbooks/*.xlsx")
	require.NoError(tb, err)
	for _, name := range files {
		r, err := zip.OpenReader(name)
		require.NoError(tb, err)
		for _, f := range r.File {
			src, err := f.Open()
			require.NoError(tb, err)
			data, err := io.ReadAll(src)
			require.NoError(tb, err)
			parts[filepath.Base(name)+"/"+f.Name] = data
		}
		require.NoError(tb, r.Close())
	}
	return parts
}

func TestScannerAgreesWithEncodingXML(t *testing.T) {
	for name, data := range corpus(t) {
		want, err := decoded(data)
		require.NoError(t, err, name)
		for _, src := range []io.Reader{bytes.NewReader(data), iotest.OneByteReader(bytes.NewReader(data))} {
			got, fault := scanned(src)
			require.Nil(t, fault, name)
			require.Equal(t, want, got, name)
		}
	}
}

// TestScannerWindow puts tokens across the window's end at every offset.
func TestScannerWindow(t *testing.T) {
	slowtest.Long(t)
	for _, markup := range []string{`<b c="d" e='&lt;'/>`, `<b>t&amp;t</b>`, `<!-- c -->`, `<![CDATA[x]]>`, `<?p i?>`, "<b\n/>"} {
		for gap := windowLen - 30; gap < windowLen+5; gap++ {
			data := "<a>" + strings.Repeat(" ", gap) + markup + "</a>"
			want, err := decoded([]byte(data))
			require.NoError(t, err)
			got, fault := scanned(strings.NewReader(data))
			require.Nil(t, fault, "%s after %d", markup, gap)
			require.Equal(t, want, got)
		}
	}
}

func TestScannerRefuses(t *testing.T) {
	for _, xml := range []string{
		"", " ", "x", "<", "<a", "<a>", "<a></b>", "<a></a", "<a/", "</a>", "<a/><b/>", "<a/>x", "x<a/>",
		"<a><b></a></b>", "<a b/>", "<a b=c/>", "<a b='c/>", "<a b='<'/>", "<a b='&'/>", "<a b='&x;'/>", "<a b='c'd='e'/>", "<a b='c' b='d'/>",
		"< a/>", "<a / >", "<1a/>", "<-a/>", "<:a/>", "<a:/>", "<a:b:c/>", "<a:b/>", "<a b:c='d'/>", "<a xmlns:b='c' b:1='d'/>", "<\xFFa/>",
		"<a>&</a>", "<a>&;</a>", "<a>&b</a>", "<a>&nbsp;</a>", "<a>&#0;</a>", "<a>&#x1F;</a>", "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&#x110000;</a>", "<a>&#-1;</a>", "<a>&#x;</a>",
		"<a>]]></a>", "<a>\x00</a>", "<a>\x1F</a>", "<a>\xC0\x80</a>", "<a>\xED\xA0\x80</a>", "<a>\uFFFF</a>", "<a b='\uFFFE'/>", "<a>\uFEFF",
		"<!-- -- --><a/>", "<!-- --->\n<a/>", "<!--", "<!-- \x01 --><a/>", "<a><!-", "<!---", "<!-->", "<a><![CDATA[", "<![CDATA[]]><a/>", "<a><![cdata[]]></a>", "<a><![CDATA[\x01]]></a>",
		"<?xml version='1.0'?>", "<?xml version='1.0'", "<?xml version='1.0'?><?xml version='1.0'?><a/>", " <?xml version='1.0'?><a/>", "<?xml version='2.0'?><a/>", "<?xml encoding='UTF-8'?><a/>",
		"<?xml version='1.0' encoding='koi8-r'?><a/>", "<?xml version='1.0' encoding='gbk'?><a>\xFF\xFF</a>", "<? x?><a/>", "<?p", "<?p?q?><a/>", "<?XML x?><a/>",
		"<!DOCTYPE a><a/>", "<!ENTITY a 'b'><a/>", "<!x><a/>", "<!",
		strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1),
	} {
		_, fault := scanned(strings.NewReader(xml))
		if assert.NotNil(t, fault, "%q", xml) {
			assert.Equal(t, sheet.Damaged, fault.Kind)
			assert.Equal(t, "part.xml", fault.Part)
		}
	}
}

func TestScannerAccepts(t *testing.T) {
	for _, tt := range []struct{ xml, want string }{
		{"<a/>", "start a\nend\n"},
		{"\n<!-- x --><a\t/>\r\n<?p?>", "start a\nend\n"},
		{"<?xml version=\"1.0\" encoding='utf-8' standalone=\"no\" ?><a></a >", "start a\nend\n"},
		{"<a b = 'c\"' d\n=\"'>\"/>", "start a b=\"c\\\"\" d=\"'>\"\nend\n"},
		{"<表 名='值'>文</表>", "start 表 名=\"值\"\ntext \"文\"\nend\n"},
		{"<x:a xmlns:x='u'><x:b x:c='1'/></x:a>", "start a xmlns:x=\"u\"\nstart b x:c=\"1\"\nend\nend\n"},
		{"<a xml:space='preserve'> ]] > </a>", "start a xml:space=\"preserve\"\ntext \" ]] > \"\nend\n"},
		{"<a>&#x4E2D;&#25991;&#9;&#xD;</a>", "start a\ntext \"中文\\t\\r\"\nend\n"},
		{"<a><![CDATA[1\r\n2\r3]]></a>", "start a\ntext \"1\\n2\\n3\"\nend\n"},
		{"<a>1<!---->2<![CDATA[]]]]><![CDATA[>&lt;]]>3</a>", "start a\ntext \"12]]>&lt;3\"\nend\n"},
		{strings.Repeat("<a>", maxDepth) + strings.Repeat("</a>", maxDepth), strings.Repeat("start a\n", maxDepth) + strings.Repeat("end\n", maxDepth)},
	} {
		got, fault := scanned(strings.NewReader(tt.xml))
		assert.Nil(t, fault, tt.xml)
		assert.Equal(t, tt.want, got, tt.xml)
	}
}

const (
	mainURI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relURI  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// TestNamespaces looks at which namespace elements and attributes are in.
func TestNamespaces(t *testing.T) {
	s := scanner{lim: sheet.DefaultLimits}
	s.reset(strings.NewReader(`<a xmlns="`+mainURI+`" xmlns:r="`+relURI+`"><b r:id="1" id="2" xml:lang="zh"/><c xmlns="" xmlns:r="`+mainURI+`"><r:d/></c><r:e xmlns:x="urn:x" x:id="3"/></a>`), "")
	var got []string
	for s.next() {
		if s.kind == startTag {
			got = append(got, fmt.Sprintf("%s %d %s %s", s.local, s.space, s.attrIn(spaceRel, "id"), s.attr("id")))
		}
	}
	require.Nil(t, s.fault)
	assert.Equal(t, []string{
		fmt.Sprintf("a %d  ", spaceMain),
		fmt.Sprintf("b %d 1 2", spaceMain),
		fmt.Sprintf("c %d  ", spaceNone),
		fmt.Sprintf("d %d  ", spaceMain),
		fmt.Sprintf("e %d  ", spaceRel),
	}, got)
}

// FuzzScanner checks that what the scanner accepts, encoding/xml reads alike.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`<worksheet xmlns="` + mainURI + `"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`))
	f.Add([]byte("<?xml version='1.0'?><a b='&#10;c'>1<!-- x -->2<![CDATA[<3>]]><?p?>&amp;\r\n</a>"))
	f.Add([]byte("<x:a xmlns:x='u'\n x:b=\"c\"><x:d/></x:a >"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("encoding")) || bytes.IndexByte(data, 0) >= 0 || bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
			return // encoding/xml reads UTF-8 alone
		}
		got, fault := scanned(bytes.NewReader(data))
		slow, slowFault := scanned(iotest.OneByteReader(bytes.NewReader(data)))
		assert.Equal(t, fault, slowFault)
		assert.Equal(t, got, slow)
		if fault != nil {
			return
		}
		want, err := decoded(data)
		if err != nil && !isASCII(data) {
			return // letters of names beyond ASCII are not looked at closely
		}
		if assert.NoError(t, err) {
			assert.Equal(t, want, got)
		}
	})
}

func isASCII(data []byte) bool {
	return bytes.IndexFunc(data, func(r rune) bool { return r > 0x7E }) < 0
}
