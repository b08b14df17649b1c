package rehearse

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"

	"jingpin/internal/opc"
)

// operate changes the parts of a workbook.
func operate(change func(*opc.Package)) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		parts, err := opc.OpenPackage(data)
		if err != nil {
			return nil, err
		}
		change(parts)
		return parts.Bytes()
	}
}

// replace changes text in one part.
func replace(parts *opc.Package, name, old, with string) {
	parts.Put(name, []byte(strings.Replace(string(parts.Data[name]), old, with, 1)))
}

const (
	firstSheet   = "xl/worksheets/sheet1.xml"
	contentTypes = "[Content_Types].xml"
	bookLinks    = "xl/_rels/workbook.xml.rels"
	linkType     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// storeErrors stores the error values of formulas as a spreadsheet does; the
// library that writes the workbook stores them as texts.
var storeErrors = operate(func(parts *opc.Package) {
	for _, name := range parts.Names {
		if strings.HasPrefix(name, "xl/worksheets/") {
			parts.Put(name, bytes.ReplaceAll(parts.Data[name], []byte(`t="str"><f>SUM(#REF!)</f>`), []byte(`t="e"><f>SUM(#REF!)</f>`)))
		}
	}
})

// addMacros puts a macro project into the workbook.
var addMacros = operate(func(parts *opc.Package) {
	parts.Put("xl/vbaProject.bin", ole("VBA"))
	replace(parts, contentTypes, "<Override ", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"></Default><Override `)
	replace(parts, contentTypes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
	replace(parts, bookLinks, "</Relationships>",
		`<Relationship Id="rIdMacro" Target="vbaProject.bin" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"></Relationship></Relationships>`)
})

// addLink makes the workbook refer to another one.
var addLink = operate(func(parts *opc.Package) {
	parts.Put("xl/externalLinks/externalLink1.xml", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="`+linkType+`" r:id="rId1"><sheetNames><sheetName val="经费"/></sheetNames></externalBook></externalLink>`))
	parts.Put("xl/externalLinks/_rels/externalLink1.xml.rels", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+linkType+`/externalLinkPath" Target="经费.xlsx" TargetMode="External"/></Relationships>`))
	replace(parts, contentTypes, "<Override ", `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"></Override><Override `)
	replace(parts, "xl/workbook.xml", "</sheets>", `</sheets><externalReferences><externalReference r:id="rIdLink"></externalReference></externalReferences>`)
	replace(parts, bookLinks, "</Relationships>",
		`<Relationship Id="rIdLink" Target="externalLinks/externalLink1.xml" Type="`+linkType+`/externalLink"></Relationship></Relationships>`)
})

// cutSheet ends the first sheet in the middle, in an archive that is whole.
var cutSheet = operate(func(parts *opc.Package) {
	sheet := parts.Data[firstSheet]
	parts.Put(firstSheet, sheet[:len(sheet)*2/3])
})

// truncate keeps the first half of the file, as a broken transfer does.
func truncate(data []byte) ([]byte, error) { return data[:len(data)/2], nil }

// flipBit changes one bit in the middle of the first sheet's stored bytes.
func flipBit(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, e := range in.File {
		if e.Name == firstSheet {
			at, err := e.DataOffset()
			if err != nil {
				return nil, err
			}
			out := bytes.Clone(data)
			out[at+int64(e.CompressedSize64/2)] ^= 0x10
			return out, nil
		}
	}
	return nil, errors.New("no first sheet to damage")
}

// become replaces the workbook by something else under its name.
func become(data []byte) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return data, nil }
}

// ole is a compound file that holds one stream of that name and nothing in it:
// what old workbooks and encrypted ones look like from outside.
func ole(stream string) []byte { return compound([]namedStream{{stream, nil}}) }
