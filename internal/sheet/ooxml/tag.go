package ooxml

import (
	"bytes"
	"hash/maphash"
	"unicode/utf8"
)

// openTag reads a start tag. A tag that the window cuts is read again from its
// start once the window holds twice as much of it.
func (s *scanner) openTag() bool {
	for {
		n, reason := s.parseTag(s.buf[s.pos:])
		if reason != "" {
			return s.malformed(reason)
		}
		if n > 0 {
			return s.push(n)
		}
		have := len(s.buf) - s.pos
		for want := 2 * have; len(s.buf)-s.pos < want && s.more(); {
		}
		if len(s.buf)-s.pos == have {
			return s.cut()
		}
	}
}

// parseTag reads the start tag that b begins with into local, attrs and empty.
// It returns its length, 0 if b ends before it does, or what is wrong with it.
func (s *scanner) parseTag(b []byte) (n int, reason string) {
	n, colon := nameLen(b[1:])
	if n++; n == len(b) {
		return 0, ""
	}
	if !validName(b[1:n], colon) {
		return 0, "含有不合规的标签"
	}
	s.local, s.colon = b[1:n], colon
	s.attrs, s.decoded, s.qualified, s.hashes = s.attrs[:0], s.decoded[:0], false, 0
	for {
		start := n
		n = skipBlanks(b, n)
		if n+1 >= len(b) && (n == len(b) || b[n] != '>') {
			return 0, ""
		}
		switch {
		case b[n] == '>':
			s.empty = false
			return n + 1, ""
		case b[n] == '/' && b[n+1] == '>':
			s.empty = true
			return n + 2, ""
		case n == start:
			return 0, "含有不合规的标签"
		}
		if n, reason = s.parseAttr(b, n); n == 0 {
			return 0, reason
		}
	}
}

// parseAttr reads the attribute at b[n:] and returns where it ends, 0 if b
// ends before it does or if something is wrong with it.
func (s *scanner) parseAttr(b []byte, n int) (end int, reason string) {
	size, colon := nameLen(b[n:])
	name := b[n : n+size]
	n = skipBlanks(b, n+size)
	if n == len(b) {
		return 0, ""
	}
	if b[n] != '=' || !validName(name, colon) {
		return 0, "含有不合规的属性"
	}
	n = skipBlanks(b, n+1)
	if n == len(b) {
		return 0, ""
	}
	quote := b[n]
	if quote != '"' && quote != '\'' {
		return 0, "含有不加引号的属性"
	}
	n++
	start, seen := n, byte(0)
	for ; n < len(b) && b[n] != quote; n++ {
		seen |= class[b[n]]
	}
	if n == len(b) {
		return 0, ""
	}
	value, ok := s.attrValue(b[start:n], seen)
	if !ok {
		return 0, "属性中含有不允许的字符"
	}
	if !s.addAttr(attr{name, colon, maphash.Bytes(hashSeed, name), value}) {
		return 0, "含有重复的或过多的属性"
	}
	return n + 1, ""
}

func (s *scanner) attrValue(raw []byte, seen byte) ([]byte, bool) {
	switch {
	case seen&(classBad|classOpen) != 0, seen&classHigh != 0 && !s.valid(raw):
		return nil, false
	case seen&(classAmp|classBlank|classReturn) == 0:
		return raw, true
	}
	start := len(s.decoded)
	var ok bool
	s.decoded, ok = appendDecoded(s.decoded, raw, true)
	return s.decoded[start:], ok
}

func (s *scanner) addAttr(a attr) bool {
	bit := uint64(1) << (a.hash % 64)
	if s.hashes&bit != 0 {
		for i := range s.attrs {
			if s.attrs[i].hash == a.hash && bytes.Equal(s.attrs[i].name, a.name) {
				return false
			}
		}
	}
	s.hashes |= bit
	s.attrs = append(s.attrs, a)
	s.qualified = s.qualified || a.colon > 0 || string(a.name) == "xmlns"
	return len(s.attrs) <= maxAttrs
}

// push opens the element whose tag of n bytes parseTag has read: it puts the
// tag's namespace declarations in force and resolves its prefix.
func (s *scanner) push(n int) bool {
	s.count++
	switch {
	case s.count > s.lim.Elements:
		return s.fail(s.lim.OverElements(s.part))
	case len(s.elems) == 0 && s.rooted:
		return s.malformed("正文之外有多余内容")
	case len(s.elems) == maxDepth:
		return s.malformed("标签套得太深")
	}
	s.rooted = true
	s.elems = append(s.elems, openElement{name: len(s.names), bindings: len(s.bindings), space: s.unprefixed})
	s.names = append(s.names, s.local...)
	if s.qualified && !s.declare() {
		return s.malformed("含有未声明的或过多的前缀")
	}
	s.space = s.unprefixed
	if s.colon > 0 {
		b := s.binding(s.local[:s.colon])
		if b == nil {
			return s.malformed("含有未声明的或过多的前缀")
		}
		s.space, s.special = b.space, b.ignorable
		s.local = s.local[s.colon+1:]
	}
	if s.space == spaceCompatibility {
		s.special = true
	}
	s.kind = startTag
	s.pos += n
	return true
}

// closeTag reads the end tag of the innermost element.
func (s *scanner) closeTag() bool {
	if len(s.elems) == 0 {
		return s.malformed("标签前后不配对")
	}
	name := s.names[s.elems[len(s.elems)-1].name:]
	n := 2 + len(name)
	if !s.need(n + 1) {
		return false
	}
	if !bytes.Equal(s.buf[s.pos+2:s.pos+n], name) {
		return s.malformed("标签前后不配对")
	}
	for isBlank(s.buf[s.pos+n]) {
		n++
		if !s.need(n + 1) {
			return false
		}
	}
	if s.buf[s.pos+n] != '>' {
		return s.malformed("标签前后不配对")
	}
	s.pos += n + 1
	return s.pop()
}

func (s *scanner) pop() bool {
	e := s.elems[len(s.elems)-1]
	s.elems = s.elems[:len(s.elems)-1]
	s.names = s.names[:e.name]
	s.bindings, s.unprefixed = s.bindings[:e.bindings], e.space
	if e.lifted {
		s.lifted--
		s.special = true
	}
	s.kind = endTag
	return true
}

// attr returns the value of the current start tag's attribute without
// a prefix; nil if it has none.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// attrIn returns the value of the current start tag's attribute in
// a namespace; nil if it has none.
func (s *scanner) attrIn(sp space, local string) []byte {
	for _, a := range s.attrs {
		if a.colon == 0 || string(a.name[a.colon+1:]) != local {
			continue
		}
		if b := s.binding(a.name[:a.colon]); b != nil && b.space == sp {
			return a.value
		}
	}
	return nil
}

// flag reads a boolean attribute; false without one.
func (s *scanner) flag(name string) bool {
	v := string(s.attr(name))
	return v == "1" || v == "true"
}

// is reports whether the current start tag is an element of the workbook's
// own namespace.
func (s *scanner) is(local string) bool {
	return s.space == spaceMain && string(s.local) == local
}

// root advances to the root element, which must be the given one.
func (s *scanner) root(sp space, local string) bool {
	if !s.next() {
		return false
	}
	if s.space != sp || string(s.local) != local {
		return s.malformed("不是它应有的内容")
	}
	return true
}

// child advances to the next child of the element open at depth, passing over
// text and grandchildren; false at that element's end or at a fault.
func (s *scanner) child(depth int) bool {
	for s.next() {
		switch {
		case s.kind == startTag && s.depth() == depth+1:
			return true
		case s.kind == endTag && s.depth() < depth:
			return false
		}
	}
	return false
}

// appendText reads the current element to its end and appends its own text.
func (s *scanner) appendText(dst []byte) []byte {
	depth := s.depth()
	for s.next() {
		switch {
		case s.kind == textToken && s.depth() == depth:
			dst = append(dst, s.text...)
		case s.kind == endTag && s.depth() < depth:
			return dst
		}
	}
	return dst
}

// nameLen returns the length of the name that b starts with, and where its
// colon is: 0 without one, -1 if the name is no qualified name. The letters
// beyond ASCII are not looked at closely.
func nameLen(b []byte) (n, colon int) {
	seen := byte(0)
	for n < len(b) && class[b[n]]&className != 0 {
		seen |= class[b[n]]
		if b[n] == ':' {
			if colon != 0 || n == 0 {
				return n, -1
			}
			colon = n
		}
		n++
	}
	if seen&classHigh != 0 && !utf8.Valid(b[:n]) {
		return n, -1
	}
	return n, colon
}

// validName reports whether name, of which nameLen found the colon, begins
// like one on both sides of it.
func validName(name []byte, colon int) bool {
	switch {
	case len(name) == 0 || colon < 0 || isNameTail(name[0]):
		return false
	case colon == 0:
		return true
	}
	return colon+1 < len(name) && !isNameTail(name[colon+1])
}

func isNameTail(b byte) bool { return b == '-' || b == '.' || '0' <= b && b <= '9' }

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func skipBlanks(b []byte, n int) int {
	for n < len(b) && isBlank(b[n]) {
		n++
	}
	return n
}
