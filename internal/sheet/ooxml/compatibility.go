package ooxml

import (
	"bytes"
	"strings"
)

// Markup compatibility (ECMA-376 part 3): a writer offers an alternative for
// programs that know a later namespace, and names namespaces whose elements
// others may ignore. What is chosen is lifted: its children come as those of the
// element around the alternatives, and next and depth know nothing of it. What is
// not chosen or ignored is passed over, and verified like everything else.

// alternative deals with the start tag of an element of the compatibility
// namespace, or of one that may be ignored.
func (s *scanner) alternative() {
	inner := len(s.elems) - 1
	switch {
	case s.space != spaceCompatibility:
		s.pass()
	case string(s.local) == "AlternateContent":
		s.lift()
	case inner > 0 && s.elems[inner-1].lifted && (string(s.local) == "Choice" || string(s.local) == "Fallback"):
		alternatives := &s.elems[inner-1]
		if alternatives.chosen || string(s.local) == "Choice" && !s.understands(s.attr("Requires")) {
			s.pass()
			return
		}
		alternatives.chosen = true
		s.lift()
	default:
		s.malformed("兼容标记的位置不对")
	}
}

// lift takes the current element away from around its children.
func (s *scanner) lift() {
	s.elems[len(s.elems)-1].lifted = true
	s.lifted++
}

// pass reads the current element to its end.
func (s *scanner) pass() {
	for open := len(s.elems); s.token(); {
		if s.kind == endTag && len(s.elems) < open {
			break
		}
	}
	s.special = false
}

// understands reports whether all of the namespaces that the prefixes stand for
// are known to today's Excel, whose choice is what people see.
func (s *scanner) understands(prefixes []byte) bool {
	names := bytes.Fields(prefixes)
	for _, prefix := range names {
		b := s.binding(prefix)
		if b == nil || b.space == spaceOther {
			return false
		}
	}
	return len(names) > 0
}

// ignore lets elements with the prefixes be ignored within the current one,
// unless it is a namespace that is read.
func (s *scanner) ignore(prefixes []byte) {
	for _, prefix := range bytes.Fields(prefixes) {
		if b := s.binding(prefix); b != nil && len(s.bindings) <= maxBound && (b.space == spaceOther || b.space == spaceExcel) {
			ignored := *b
			ignored.ignorable = true
			s.bindings = append(s.bindings, ignored)
		}
	}
}

// excelSpace reports whether a namespace is one of those by which later
// versions of Excel extend workbooks.
func excelSpace(uri []byte) bool {
	return strings.HasPrefix(string(uri), "http://schemas.microsoft.com/office/")
}
