package book

import (
	"bytes"
	"regexp"
	"strings"
)

// AsExcel is a part that excelize wrote, in the names that Excel itself uses.
// Both say the same, but some libraries (ExcelJS) read only those.
func AsExcel(name string, part []byte) []byte {
	switch {
	case name == coreProperties:
		return prefixed(part)
	case strings.HasPrefix(name, worksheets):
		return bytes.ReplaceAll(part, longRelation, shortRelation)
	}
	return part
}

const (
	coreProperties = "docProps/core.xml" // a document's title, author and dates
	worksheets     = "xl/worksheets/"
)

// An element's relation, by the prefix that excelize chooses and by Excel's.
var (
	longRelation  = []byte(`xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`)
	shortRelation = []byte(`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id=`)
)

// defaultSpace binds the properties' own names to no prefix.
var defaultSpace = []byte(`<coreProperties xmlns="`)

// bareTag is a tag without a prefix.
var bareTag = regexp.MustCompile(`<(/?)([A-Za-z]+)([\s/>])`)

func prefixed(core []byte) []byte {
	if !bytes.Contains(core, defaultSpace) {
		return core
	}
	core = bytes.Replace(core, defaultSpace, []byte(`<coreProperties xmlns:cp="`), 1)
	return bareTag.ReplaceAll(core, []byte("<${1}cp:$2$3"))
}
