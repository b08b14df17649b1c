package ooxml

import "hash/maphash"

// space is an XML namespace that a reader of workbooks tells apart. The
// transitional and the strict form of one are the same space.
type space uint8

const (
	spaceNone space = iota
	spaceOther
	spaceXML
	spaceMain    // worksheets, workbook, strings, styles, notes
	spaceRel     // relationship ids within them
	spaceLinks   // .rels parts
	spaceTypes   // [Content_Types].xml
	spaceCustom  // docProps/custom.xml
	spaceCore    // docProps/core.xml
	spaceDCTerms // dates within it
)

var hashSeed = maphash.MakeSeed()

var spaces = map[string]space{
	"":                                     spaceNone,
	"http://www.w3.org/XML/1998/namespace": spaceXML,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":               spaceMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                           spaceMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":     spaceRel,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                 spaceRel,
	"http://schemas.openxmlformats.org/package/2006/relationships":            spaceLinks,
	"http://schemas.openxmlformats.org/package/2006/content-types":            spaceTypes,
	"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": spaceCustom,
	"http://purl.oclc.org/ooxml/officeDocument/customProperties":              spaceCustom,
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties": spaceCore,
	"http://purl.org/dc/terms/":                                               spaceDCTerms,
}

// declare puts the current tag's namespace declarations in force. It returns
// false if there are too many, or an attribute has a prefix that stands for
// nothing.
func (s *scanner) declare() bool {
	for _, a := range s.attrs {
		switch {
		case string(a.name) == "xmlns":
			s.unprefixed = spaceOf(a.value)
		case a.colon == 5 && string(a.name[:5]) == "xmlns":
			prefix := a.name[6:]
			s.bindings = append(s.bindings, binding{string(prefix), maphash.Bytes(hashSeed, prefix), spaceOf(a.value)})
		}
	}
	if len(s.bindings) > maxBound {
		return false
	}
	for _, a := range s.attrs {
		if a.colon == 0 || string(a.name[:a.colon]) == "xmlns" {
			continue
		}
		if _, ok := s.resolve(a.name[:a.colon]); !ok {
			return false
		}
	}
	return true
}

func spaceOf(uri []byte) space {
	if sp, known := spaces[string(uri)]; known {
		return sp
	}
	return spaceOther
}

// resolve returns the namespace that a prefix stands for.
func (s *scanner) resolve(prefix []byte) (space, bool) {
	hash := maphash.Bytes(hashSeed, prefix)
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if b := &s.bindings[i]; b.hash == hash && b.prefix == string(prefix) {
			return b.space, true
		}
	}
	return spaceXML, string(prefix) == "xml"
}
