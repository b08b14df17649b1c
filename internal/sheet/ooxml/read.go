// Package ooxml reads an .xlsx or .xlsm workbook: an archive flows in, a Workbook
// or a Fault flows out.
//
// Every zip entry is read to its end against its length and checksum, and every
// part that carries cells is parsed strictly to its end in the same pass that
// yields the cells, so that a workbook is either read whole or refused.
package ooxml

import (
	"strings"
	"sync"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
)

// reader is what reading one workbook needs; its buffers serve the next one.
type reader struct {
	lim      sheet.Limits
	zip      *opc.Archive
	scan     scanner
	strings  []string            // the string table
	rich     map[int][]sheet.Run // the runs of those texts that have fonts of their own, by index
	runs     []sheet.Run         // of the text being read; none if it has no fonts of its own
	styles   []style             // by index
	noTexts  *sheet.Fault        // why there is no string table though there should be
	noStyles *sheet.Fault        // likewise the styles
	texts    sheet.Texts
	build    sheet.Builder
	value    []byte // of the cell being read
	wb       *sheet.Workbook
}

// readers are those at rest, with their buffers: without, check and report take
// 3 % longer.
var readers = sync.Pool{New: func() any { return new(reader) }}

// Read reads the workbook in an archive that holds one. The Workbook keeps
// nothing of the archive.
func Read(zip *opc.Archive, lim sheet.Limits) (*sheet.Workbook, *sheet.Fault) {
	r := readers.Get().(*reader)
	defer r.release()
	r.lim, r.zip, r.scan.lim = lim, zip, lim
	r.wb = new(sheet.Workbook)
	r.build = sheet.Builder{Limits: lim, Book: r.wb}
	if fault := r.read(); fault != nil {
		return nil, fault
	}
	return r.wb, nil
}

// release drops what belongs to the workbook just read and offers the buffers
// to the next.
func (r *reader) release() {
	*r = reader{
		scan:    r.scan.buffers(),
		strings: emptied(r.strings),
		runs:    emptied(r.runs),
		styles:  emptied(r.styles),
		value:   emptied(r.value),
	}
	readers.Put(r)
}

// emptied returns s for reuse, unless an unusual workbook made it huge.
func emptied[T any](s []T) []T {
	if cap(s) > 1<<16 {
		return nil
	}
	clear(s)
	return s[:0]
}

func (r *reader) read() *sheet.Fault {
	main, fault := r.mainPart()
	if fault != nil {
		return fault
	}
	tabs, fault := r.readWorkbook(main)
	if fault != nil {
		return fault
	}
	for _, t := range tabs {
		if fault := r.readTab(t); fault != nil {
			return fault
		}
	}
	return r.rest()
}

// rest verifies the entries that nobody needed and notes what they tell.
func (r *reader) rest() *sheet.Fault {
	for _, e := range r.zip.Entries {
		name := strings.ToLower(e.Name)
		if strings.Contains(name, "/embeddings/") || strings.Contains(name, "/activex/") {
			r.wb.Embedded = true
		}
		if strings.HasSuffix(name, "/vbaproject.bin") {
			r.wb.Macros = true
		}
		if e.Opened {
			continue
		}
		if fault := r.wb.Overlook(r.lim.Archive(r.zip.Drain(e, r.scan.window()))); fault != nil {
			return fault
		}
	}
	return nil
}

// present is the fault of a part that is not there; nil for one that is.
func (r *reader) present(part string) *sheet.Fault {
	if r.zip.Find(part) == nil {
		return sheet.Damage(part, "缺少这个部件")
	}
	return nil
}

// parse opens a part for the scanner.
func (r *reader) parse(part string) (*scanner, *sheet.Fault) {
	if fault := r.present(part); fault != nil {
		return nil, fault
	}
	e := r.zip.Find(part)
	if e.Opened {
		return nil, sheet.Damage(part, "同一个部件用了两次")
	}
	r.scan.reset(r.zip.Open(e), e.Name)
	return &r.scan, nil
}

// room reports whether a list of n items, called what, may take another one.
func (r *reader) room(s *scanner, n int, what string) bool {
	return n < r.lim.Items || s.fail(r.lim.OverItems(s.part, what))
}

// end reads the part to its end and returns its fault, if any.
func (s *scanner) end() *sheet.Fault {
	for s.next() {
	}
	return s.fault
}
