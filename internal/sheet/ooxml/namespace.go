package ooxml

import "hash/maphash"

// space is an XML namespace that a reader of workbooks tells apart. The
// transitional and the strict form of one are the same space.
type space uint8

const (
	spaceNone space = iota
	spaceOther
	spaceXML
	spaceMain          // worksheets, workbook, strings, styles, notes
	spaceRel           // relationship ids within them
	spaceLinks         // .rels parts
	spaceTypes         // [Content_Types].xml
	spaceCustom        // docProps/custom.xml
	spaceCore          // docProps/core.xml
	spaceDCTerms       // dates within it
	spaceCompatibility // alternatives, and what may be ignored
	spaceExcel         // what later versions of Excel add
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
	"http://schemas.openxmlformats.org/markup-compatibility/2006":             spaceCompatibility,
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
			s.bindings = append(s.bindings, binding{prefix: string(prefix), hash: maphash.Bytes(hashSeed, prefix), space: spaceOf(a.value)})
		}
	}
	for _, a := range s.attrs {
		if a.colon == 0 || string(a.name[:a.colon]) == "xmlns" {
			continue
		}
		b := s.binding(a.name[:a.colon])
		if b == nil {
			return false
		}
		if b.space == spaceCompatibility && string(a.name[a.colon+1:]) == "Ignorable" {
			s.ignore(a.value)
		}
	}
	return len(s.bindings) <= maxBound
}

func spaceOf(uri []byte) space {
	if sp, known := spaces[string(uri)]; known {
		return sp
	}
	if excelSpace(uri) {
		return spaceExcel
	}
	return spaceOther
}

// xmlBinding is the one prefix that needs no declaration.
var xmlBinding = binding{prefix: "xml", space: spaceXML}

// binding returns what a prefix stands for; nil for one that was not declared.
func (s *scanner) binding(prefix []byte) *binding {
	hash := maphash.Bytes(hashSeed, prefix)
	for i := len(s.bindings) - 1; i >= 0; i-- {
		if b := &s.bindings[i]; b.hash == hash && b.prefix == string(prefix) {
			return b
		}
	}
	if string(prefix) == "xml" {
		return &xmlBinding
	}
	return nil
}
