package ooxml

import (
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The classes of bytes in text and attribute values.
const (
	className    = 1 << iota // may be in a name
	classHigh                // beyond ASCII
	classBad                 // not allowed in XML
	classOpen                // <
	classAmp                 // &
	classReturn              // carriage return
	classBracket             // ]
	classBlank               // tab or line feed

	// classUneasy is what text cannot hold without a closer look.
	classUneasy = classHigh | classBad | classAmp | classReturn | classBracket
)

var class = func() (t [256]byte) {
	for i := range t {
		switch b := byte(i); {
		case b == '\t' || b == '\n':
			t[i] = classBlank
		case b == '\r':
			t[i] = classReturn
		case b < ' ':
			t[i] = classBad
		case b == '<':
			t[i] = classOpen
		case b == '&':
			t[i] = classAmp
		case b == ']':
			t[i] = classBracket
		case b >= utf8.RuneSelf:
			t[i] = classHigh | className
		case isNameTail(b), b == '_', b == ':', 'a' <= b|0x20 && b|0x20 <= 'z':
			t[i] = className
		}
	}
	return t
}()

var declared = regexp.MustCompile(`^\s+version\s*=\s*["']1\.[0-9]["'](?:\s+encoding\s*=\s*["']([A-Za-z][-A-Za-z0-9._]{0,39})["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*$`)

// prolog reads what comes before the first token: a byte order mark and the
// XML declaration. From here on the window holds UTF-8.
func (s *scanner) prolog() {
	for len(s.buf) < 5 && s.more() {
	}
	wide := true
	switch {
	case hasPrefix(s.buf, "\xFF\xFE"):
		s.transcode(2, binary.LittleEndian)
	case hasPrefix(s.buf, "\xFE\xFF"):
		s.transcode(2, binary.BigEndian)
	case hasPrefix(s.buf, "<\x00"):
		s.transcode(0, binary.LittleEndian)
	case hasPrefix(s.buf, "\x00<"):
		s.transcode(0, binary.BigEndian)
	default:
		wide = false
		if hasPrefix(s.buf, "\xEF\xBB\xBF") {
			s.pos = 3
		}
	}
	for len(s.buf)-s.pos < 6 && s.more() {
	}
	if rest := s.buf[s.pos:]; hasPrefix(rest, "<?xml") && len(rest) > 5 && isBlank(rest[5]) {
		s.xmlDeclaration(wide)
	}
}

// xmlDeclaration reads <?xml ...?>, whose encoding must be the one in use.
func (s *scanner) xmlDeclaration(wide bool) {
	end, ok := s.find(5, "?>")
	if !ok {
		return
	}
	m := declared.FindSubmatch(s.buf[s.pos+5 : end])
	if m == nil {
		s.malformed("XML 声明不合规")
		return
	}
	name := strings.ToLower(string(m[1]))
	s.pos = end + 2
	switch {
	case name == "", !wide && (name == "utf-8" || name == "us-ascii"), strings.HasPrefix(name, "utf-16"):
		// A declaration in single bytes that says UTF-16 was copied from a program's
		// memory; the text is UTF-8, or will be refused.
	case !wide && encodings[name] != nil:
		s.decode(encodings[name])
	default:
		s.malformed("文字编码(" + string(m[1]) + ")无法识别")
	}
}

// encodings are those by which programs in China write parts, and that of old
// libraries. The Chinese ones are parts of the last.
var encodings = map[string]encoding.Encoding{
	"gb2312":       simplifiedchinese.GB18030,
	"gbk":          simplifiedchinese.GB18030,
	"gb18030":      simplifiedchinese.GB18030,
	"iso-8859-1":   charmap.ISO8859_1,
	"windows-1252": charmap.Windows1252,
}

// decode makes the rest of the part, read and unread, UTF-8. What is invalid in
// its encoding becomes U+FFFD, for the scanner to refuse.
func (s *scanner) decode(e encoding.Encoding) {
	rest := bytes.Clone(s.buf[s.pos:])
	s.src = e.NewDecoder().Reader(io.MultiReader(bytes.NewReader(rest), s.src))
	s.buf, s.pos, s.eof, s.recoded = s.buf[:0], 0, false, true
}

// transcode makes the part, read and unread, UTF-8 of the UTF-16 that follows
// a mark of so many bytes.
func (s *scanner) transcode(mark int, order binary.ByteOrder) {
	head := bytes.Clone(s.buf[mark:])
	s.src = &utf16Reader{src: io.MultiReader(bytes.NewReader(head), s.src), order: order}
	s.buf, s.eof = s.buf[:0], false
}

// utf16Reader turns UTF-16 into UTF-8. What is not UTF-16 becomes a byte that
// is not UTF-8, for the scanner to refuse.
type utf16Reader struct {
	src   io.Reader
	order binary.ByteOrder
	raw   [4096]byte
	n     int    // bytes in raw
	high  uint16 // a surrogate that waits for its other half
	out   []byte
	sent  int // bytes of out that were read
	err   error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for u.sent == len(u.out) && u.err == nil {
		n, err := u.src.Read(u.raw[u.n:])
		u.n += n
		u.err = err
		u.convert()
	}
	if u.sent == len(u.out) {
		return 0, u.err
	}
	n := copy(p, u.out[u.sent:])
	u.sent += n
	return n, nil
}

// convert moves the whole units of raw to out.
func (u *utf16Reader) convert() {
	const invalid = 0xFF
	u.out, u.sent = u.out[:0], 0
	i := 0
	for ; i+1 < u.n; i += 2 {
		unit := u.order.Uint16(u.raw[i:])
		switch high := u.high; {
		case high != 0:
			u.high = 0
			if r := utf16.DecodeRune(rune(high), rune(unit)); r != utf8.RuneError {
				u.out = utf8.AppendRune(u.out, r)
			} else {
				u.out = append(u.out, invalid)
			}
		case 0xD800 <= unit && unit < 0xDC00:
			u.high = unit
		case utf16.IsSurrogate(rune(unit)):
			u.out = append(u.out, invalid)
		default:
			u.out = utf8.AppendRune(u.out, rune(unit))
		}
	}
	u.n = copy(u.raw[:], u.raw[i:u.n])
	if u.err == io.EOF && (u.n > 0 || u.high != 0) {
		u.out = append(u.out, invalid)
	}
}

// appendDecoded appends raw with its references replaced and its line ends
// made line feeds; blanks of an attribute value become spaces.
func appendDecoded(dst, raw []byte, attr bool) ([]byte, bool) {
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case b == '&':
			r, n := reference(raw[i:])
			if n == 0 {
				return dst, false
			}
			dst = utf8.AppendRune(dst, r)
			i += n - 1
		case b == '\r' && i+1 < len(raw) && raw[i+1] == '\n':
		case attr && isBlank(b):
			dst = append(dst, ' ')
		case b == '\r':
			dst = append(dst, '\n')
		default:
			dst = append(dst, b)
		}
	}
	return dst, true
}

// appendLines appends raw with its line ends made line feeds.
func appendLines(dst, raw []byte) []byte {
	for i, b := range raw {
		switch {
		case b != '\r':
			dst = append(dst, b)
		case i+1 == len(raw) || raw[i+1] != '\n':
			dst = append(dst, '\n')
		}
	}
	return dst
}

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// reference reads the &...; that b starts with, and its length; 0 if it is
// none that XML knows.
func reference(b []byte) (r rune, n int) {
	const longest = len("&#x0000010FFFF;")
	for n = 1; n < len(b) && n < longest && b[n] != ';'; n++ {
	}
	if n == len(b) || b[n] != ';' {
		return 0, 0
	}
	name := string(b[1:n])
	r, known := entities[name]
	if !known && strings.HasPrefix(name, "#") {
		r, known = charReference(name[1:])
	}
	if !known {
		return 0, 0
	}
	return r, n + 1
}

func charReference(digits string) (rune, bool) {
	base := 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return 0, false
	}
	allowed := v == '\t' || v == '\n' || v == '\r' || ' ' <= v && v < 0xD800 || 0xE000 <= v && v < 0xFFFE || 0x10000 <= v && v <= 0x10FFFF
	return rune(v), allowed
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}
