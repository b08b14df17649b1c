package rehearse

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
)

// part is one entry of a workbook's archive.
type part struct {
	name string
	data []byte
}

// unpack takes a workbook apart, in the order of its archive.
func unpack(data []byte) ([]part, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, e := range in.File {
		r, err := e.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		parts = append(parts, part{e.Name, content})
	}
	return parts, nil
}

func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// operate changes the parts of a workbook.
func operate(change func([]part) []part) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		parts, err := unpack(data)
		if err != nil {
			return nil, err
		}
		return pack(change(parts))
	}
}

// replace changes text in one part.
func replace(parts []part, name, old, with string) []part {
	for i, p := range parts {
		if p.name == name {
			parts[i].data = []byte(strings.Replace(string(p.data), old, with, 1))
		}
	}
	return parts
}

const (
	firstSheet   = "xl/worksheets/sheet1.xml"
	contentTypes = "[Content_Types].xml"
	bookLinks    = "xl/_rels/workbook.xml.rels"
	linkType     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// storeErrors stores the error values of formulas as a spreadsheet does; the
// library that writes the workbook stores them as texts.
var storeErrors = operate(func(parts []part) []part {
	for i, p := range parts {
		if strings.HasPrefix(p.name, "xl/worksheets/") {
			parts[i].data = bytes.ReplaceAll(p.data, []byte(`t="str"><f>SUM(#REF!)</f>`), []byte(`t="e"><f>SUM(#REF!)</f>`))
		}
	}
	return parts
})

// addMacros puts a macro project into the workbook.
var addMacros = operate(func(parts []part) []part {
	parts = append(parts, part{"xl/vbaProject.bin", ole("VBA")})
	parts = replace(parts, contentTypes, "<Override ", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"></Default><Override `)
	parts = replace(parts, contentTypes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
	return replace(parts, bookLinks, "</Relationships>",
		`<Relationship Id="rIdMacro" Target="vbaProject.bin" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"></Relationship></Relationships>`)
})

// addLink makes the workbook refer to another one.
var addLink = operate(func(parts []part) []part {
	parts = append(parts,
		part{"xl/externalLinks/externalLink1.xml", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="` + linkType + `" r:id="rId1"><sheetNames><sheetName val="经费"/></sheetNames></externalBook></externalLink>`)},
		part{"xl/externalLinks/_rels/externalLink1.xml.rels", []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + linkType + `/externalLinkPath" Target="经费.xlsx" TargetMode="External"/></Relationships>`)},
	)
	parts = replace(parts, contentTypes, "<Override ", `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"></Override><Override `)
	parts = replace(parts, "xl/workbook.xml", "</sheets>", `</sheets><externalReferences><externalReference r:id="rIdLink"></externalReference></externalReferences>`)
	return replace(parts, bookLinks, "</Relationships>",
		`<Relationship Id="rIdLink" Target="externalLinks/externalLink1.xml" Type="`+linkType+`/externalLink"></Relationship></Relationships>`)
})

// cutSheet ends the first sheet in the middle, in an archive that is whole.
var cutSheet = operate(func(parts []part) []part {
	for i, p := range parts {
		if p.name == firstSheet {
			parts[i].data = p.data[:len(p.data)*2/3]
		}
	}
	return parts
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
func ole(stream string) []byte {
	const (
		sector     = 512
		free       = 0xFFFFFFFF
		endOfChain = 0xFFFFFFFE
		fatSector  = 0xFFFFFFFD
		entry      = 128
	)
	b := make([]byte, 3*sector) // header, allocation table, directory
	le := binary.LittleEndian
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(b[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: 4096, 60: endOfChain, 68: endOfChain} {
		le.PutUint32(b[at:], v)
	}
	for at := 76; at < sector; at += 4 {
		le.PutUint32(b[at:], free)
	}
	le.PutUint32(b[76:], 0)
	table := b[sector : 2*sector]
	for at := 0; at < sector; at += 4 {
		le.PutUint32(table[at:], free)
	}
	le.PutUint32(table, fatSector)
	le.PutUint32(table[4:], endOfChain)
	put := func(i int, name string, kind byte, child uint32) {
		e := b[2*sector+i*entry:][:entry]
		units := utf16.Encode([]rune(name))
		for j, u := range units {
			le.PutUint16(e[2*j:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], free)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], endOfChain)
	}
	const root, stored = 5, 2
	put(0, "Root Entry", root, 1)
	put(1, stream, stored, free)
	return b
}
