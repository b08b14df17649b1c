package ooxml

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
)

// scanner reads one XML part as a stream of tokens and accepts only
// well-formed XML with declared namespaces, in UTF-8 or UTF-16, without a
// DOCTYPE. It reads through a window, so a part's size does not matter, only
// that of its largest token.
//
// After next returned true, the fields of the current token hold until the
// next call. The first fault ends the stream and stays in fault.
type scanner struct {
	lim   sheet.Limits
	count int // elements so far, in all parts
	src   io.Reader
	part  string // for faults
	buf   []byte // window; buf[pos:] is unread
	pos   int
	eof   bool
	fault *sheet.Fault

	kind  tokenKind
	space space  // of a start tag
	local []byte // of a start tag
	attrs []attr // of a start tag
	text  []byte // of text, decoded

	colon      int           // where the start tag's prefix ends; 0 without one
	empty      bool          // the start tag was <x/>: its end tag comes next
	qualified  bool          // some of its attributes concern namespaces
	recoded    bool          // the part is in another encoding than UTF-8 or UTF-16
	special    bool          // the token concerns compatibility and is not for readers
	lifted     int           // open elements that are lifted
	hashes     uint64        // a bit for the hash of each attribute's name
	rooted     bool          // the root element was seen
	elems      []openElement // open ones
	names      []byte        // their qualified names
	bindings   []binding     // prefixes in force
	unprefixed space         // of elements without a prefix
	decoded    []byte        // what text and attribute values with references decode to
}

type tokenKind uint8

const (
	startTag tokenKind = iota + 1
	endTag
	textToken
)

// attr is an attribute of the current start tag, its value decoded.
type attr struct {
	name  []byte // qualified
	colon int    // where the prefix ends; 0 without one
	hash  uint64 // of the name
	value []byte
}

// openElement is an open element, with what was in force outside it.
type openElement struct {
	name     int // where its name starts in names
	bindings int
	space    space // of elements without a prefix
	lifted   bool  // its children stand for it
	chosen   bool  // one of its alternatives was chosen
}

// binding is a prefix and what it stands for.
type binding struct {
	prefix    string
	hash      uint64
	space     space
	ignorable bool // elements with it may be passed over
}

const (
	windowLen = 64 << 10
	maxToken  = 4 << 20 // bytes of a tag or of a run of text
	maxDepth  = 256
	maxAttrs  = 64
	maxBound  = 128 // prefixes in force
)

// reset starts another part, keeping the buffers and the count of elements.
func (s *scanner) reset(src io.Reader, part string) {
	lim, count := s.lim, s.count
	*s = s.buffers()
	s.lim, s.count, s.src, s.part = lim, count, src, part
	s.buf = s.window()[:0]
	s.prolog()
}

// buffers returns an idle scanner with the buffers of s.
func (s *scanner) buffers() scanner {
	return scanner{buf: s.buf[:0], attrs: s.attrs[:0], elems: s.elems[:0],
		names: s.names[:0], bindings: s.bindings[:0], decoded: emptied(s.decoded)}
}

// window returns the scanner's buffer, free for other use between parts. One
// that a huge token blew up is not kept.
func (s *scanner) window() []byte {
	if cap(s.buf) == 0 || cap(s.buf) > 16*windowLen {
		s.buf = make([]byte, 0, windowLen)
	}
	return s.buf[:cap(s.buf)]
}

// depth is the number of open elements, that of the current start tag included
// and those that were lifted left out.
func (s *scanner) depth() int { return len(s.elems) - s.lifted }

// fail ends the stream, unless it has ended with an earlier fault. It returns
// false for the caller to pass on.
func (s *scanner) fail(f *sheet.Fault) bool {
	if s.fault == nil {
		s.fault = f
	}
	return false
}

func (s *scanner) malformed(reason string) bool {
	return s.fail(sheet.Damage(s.part, "%s", reason))
}

// next advances to the next token that counts; false at the end of the part or
// at a fault.
func (s *scanner) next() bool {
	for s.token() {
		if !s.special {
			return true
		}
		s.special = false
		if s.kind == startTag {
			s.alternative()
		}
	}
	return false
}

// token advances to the next token.
func (s *scanner) token() bool {
	if s.fault == nil && s.empty {
		s.empty = false
		return s.pop()
	}
	for s.fault == nil {
		if s.pos == len(s.buf) && !s.more() {
			return s.finish()
		}
		if s.buf[s.pos] != '<' {
			if s.characters() {
				return true
			}
			continue
		}
		if done, found := s.markup(); done {
			return found
		}
	}
	return false
}

// markup reads what starts with '<'. It is done when it found a token or
// a fault; what carries no token is passed over.
func (s *scanner) markup() (done, found bool) {
	if !s.need(2) {
		return true, false
	}
	switch s.buf[s.pos+1] {
	case '/':
		return true, s.closeTag()
	case '?':
		s.instruction()
		return s.fault != nil, false
	case '!':
		return s.declaration()
	}
	return true, s.openTag()
}

// more reads on, keeping buf[pos:]. It returns false at the end or at a fault.
func (s *scanner) more() bool {
	if s.eof || s.fault != nil {
		return false
	}
	if s.pos > 0 {
		s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
		s.pos = 0
	}
	if len(s.buf) == cap(s.buf) {
		if len(s.buf) >= maxToken {
			return s.fail(sheet.TooLong(s.part, sheet.Megabytes(maxToken)))
		}
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	return s.fill()
}

// fill reads at least one byte behind the window's content.
func (s *scanner) fill() bool {
	for {
		n, err := s.src.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		if broken, ok := err.(*opc.Error); ok {
			return s.fail(s.lim.Archive(broken))
		}
		s.eof = err == io.EOF
		if n > 0 || s.eof {
			return n > 0
		}
	}
}

// need makes sure that n unread bytes are in the window; that they are not to
// be had means that the part was cut.
func (s *scanner) need(n int) bool {
	for len(s.buf)-s.pos < n {
		if !s.more() {
			return s.cut()
		}
	}
	return true
}

func (s *scanner) cut() bool { return s.malformed("内容在中途断开，不完整") }

// finish is the end of the part: every element must be closed.
func (s *scanner) finish() bool {
	if s.fault == nil && (!s.rooted || len(s.elems) > 0) {
		return s.cut()
	}
	return false
}

// find returns the index in the window, from pos+from on, of mark, reading on
// until it comes.
func (s *scanner) find(from int, mark string) (int, bool) {
	for {
		if from <= len(s.buf)-s.pos {
			if i := bytes.Index(s.buf[s.pos+from:], []byte(mark)); i >= 0 {
				return s.pos + from + i, true
			}
		}
		from = max(from, len(s.buf)-s.pos-len(mark)+1)
		if !s.more() {
			return 0, s.cut()
		}
	}
}

// instruction passes over <?target ...?>.
func (s *scanner) instruction() {
	end, ok := s.find(2, "?>")
	if !ok {
		return
	}
	body := s.buf[s.pos+2 : end]
	n, colon := nameLen(body)
	if !validName(body[:n], colon) || colon > 0 || strings.EqualFold(string(body[:n]), "xml") || (n < len(body) && !isBlank(body[n])) || !validText(body) {
		s.malformed("含有不合规的处理指令")
		return
	}
	s.pos = end + 2
}

// declaration reads <!...>: a comment is passed over, CDATA is text.
func (s *scanner) declaration() (done, found bool) {
	if !s.need(4) {
		return true, false
	}
	if string(s.buf[s.pos:s.pos+4]) == "<!--" {
		s.comment()
		return s.fault != nil, false
	}
	if !s.need(9) {
		return true, false
	}
	switch mark := s.buf[s.pos : s.pos+9]; {
	case string(mark) == "<![CDATA[" && len(s.elems) > 0:
		return true, s.cdata()
	case string(mark) == "<!DOCTYPE":
		return true, s.malformed("含有不允许的 DOCTYPE 声明")
	}
	return true, s.malformed("含有不合规的声明")
}

func (s *scanner) comment() {
	end, ok := s.find(4, "--")
	if !ok {
		return
	}
	for len(s.buf)-end < 3 {
		length := end - s.pos
		if !s.more() {
			s.cut()
			return
		}
		end = s.pos + length
	}
	if s.buf[end+2] != '>' || !validText(s.buf[s.pos+4:end]) {
		s.malformed("含有不合规的注释")
		return
	}
	s.pos = end + 3
}

func (s *scanner) cdata() bool {
	end, ok := s.find(9, "]]>")
	if !ok {
		return false
	}
	s.kind, s.text = textToken, s.buf[s.pos+9:end]
	if !s.valid(s.text) {
		return s.malformed("含有不允许的字符")
	}
	if bytes.IndexByte(s.text, '\r') >= 0 {
		s.decoded = appendLines(s.decoded[:0], s.text)
		s.text = s.decoded
	}
	s.pos = end + 3
	return true
}

// characters reads text up to the next tag. It returns false for the blanks
// around the root element, which are no token, and at a fault.
func (s *scanner) characters() bool {
	end, seen := s.pos, byte(0)
	for {
		for end < len(s.buf) && s.buf[end] != '<' {
			seen |= class[s.buf[end]]
			end++
		}
		if end < len(s.buf) {
			break
		}
		end -= s.pos
		more := s.more()
		end += s.pos
		if !more {
			break
		}
	}
	if s.fault != nil {
		return false
	}
	s.kind, s.text = textToken, s.buf[s.pos:end]
	s.pos = end
	if len(s.elems) == 0 {
		if len(bytes.Trim(s.text, " \t\r\n")) > 0 {
			s.malformed("正文之外有多余内容")
		}
		return false
	}
	if seen&classUneasy == 0 {
		return true
	}
	return s.decodeText(seen)
}

func (s *scanner) decodeText(seen byte) bool {
	if seen&classBad != 0 || seen&classHigh != 0 && !s.valid(s.text) {
		return s.malformed("含有不允许的字符")
	}
	if seen&classBracket != 0 && bytes.Contains(s.text, []byte("]]>")) {
		return s.malformed("含有不合规的标记")
	}
	if seen&(classAmp|classReturn) != 0 {
		var ok bool
		s.decoded, ok = appendDecoded(s.decoded[:0], s.text, false)
		if !ok {
			return s.malformed("含有无法识别的字符代号")
		}
		s.text = s.decoded
	}
	return true
}

// valid reports whether b is valid text, which in another encoding it was before
// it was decoded.
func (s *scanner) valid(b []byte) bool {
	return validText(b) && !(s.recoded && bytes.Contains(b, []byte("\uFFFD")))
}

// validText reports whether b is UTF-8 of characters that XML allows.
func validText(b []byte) bool {
	seen := byte(0)
	for _, c := range b {
		seen |= class[c]
	}
	return seen&classBad == 0 && (seen&classHigh == 0 || validUTF8(b))
}

// validUTF8 reports whether b is UTF-8 without the two code points that XML
// forbids.
func validUTF8(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	for {
		i := bytes.Index(b, []byte("\xEF\xBF"))
		if i < 0 {
			return true
		}
		if b[i+2] >= 0xBE {
			return false
		}
		b = b[i+3:]
	}
}
