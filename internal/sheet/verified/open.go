// Package verified opens spreadsheet files and believes nothing that it has not
// verified on the way.
//
// Spreadsheet libraries read what they can of a damaged file and call it
// success. Here a file is verified while it is read, so that it is either read
// whole or refused with a Fault that says why: bytes flow in, a sheet.Workbook or
// a sheet.Fault flows out. Values come as they are stored, together with the
// number format that decides how people see them. Each format of files has a
// package of its own.
package verified

import (
	"sync"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/cfb"
	"jingpin/internal/sheet/odf"
	"jingpin/internal/sheet/ooxml"
)

// archives are those at rest, with their buffers: without, check of 400 workbooks
// takes a twentieth longer.
var archives = sync.Pool{New: func() any { return new(opc.Archive) }}

// Open reads a whole workbook from memory. The error, if any, is a *Fault:
// bad files are everyday input, not failures of the program. The Workbook
// keeps nothing of data.
func Open(data []byte, lim sheet.Limits) (*sheet.Workbook, error) {
	wb, fault := open(data, lim)
	if fault != nil {
		return nil, fault
	}
	return wb, nil
}

func open(data []byte, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	if len(data) > lim.FileBytes {
		return nil, lim.OverFileBytes()
	}
	if hasPrefix(data, cfb.Magic) {
		return openCompound(data, lim)
	}
	if fault := classify(data); fault != nil {
		return nil, fault
	}
	return openArchive(data, lim)
}

// openArchive opens the kinds of workbooks that are zip archives.
func openArchive(data []byte, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	zip := archives.Get().(*opc.Archive)
	defer func() {
		zip.Release()
		archives.Put(zip)
	}()
	if broken := zip.Load(data, opc.ArchiveLimits{Entries: lim.Entries, Unpacked: lim.UnpackedBytes}); broken != nil {
		return nil, lim.Archive(broken)
	}
	switch {
	case zip.Find("[Content_Types].xml") != nil:
		return ooxml.Read(zip, lim)
	case isSpreadsheet(zip):
		return odf.Read(zip, lim)
	}
	return nil, foreignArchive(zip)
}
