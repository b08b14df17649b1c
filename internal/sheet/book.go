package sheet

import (
	"strings"
	"sync"
)

// reader is what reading one workbook needs; its buffers serve the next one.
type reader struct {
	lim     Limits
	zip     archive
	scan    scanner
	strings []string      // the string table
	rich    map[int][]run // the runs of those texts that have fonts of their own, by index
	runs    []run         // of the text being read; none if it has no fonts of its own
	styles  []style       // by index
	texts   textStore
	cells   cellStore
	value   []byte // of the cell being read
	count   int    // cells seen so far, empty ones included
	wb      *Workbook
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// Open reads a whole workbook from memory. The error, if any, is a *Fault:
// bad files are everyday input, not failures of the program. The Workbook
// keeps nothing of data.
func Open(data []byte, lim Limits) (*Workbook, error) {
	if len(data) > lim.FileBytes {
		return nil, lim.fileBytes()
	}
	if fault := classify(data); fault != nil {
		return nil, fault
	}
	r := readers.Get().(*reader)
	defer r.release()
	r.lim, r.scan.lim = lim, lim
	r.wb = new(Workbook)
	if fault := r.read(data); fault != nil {
		return nil, fault
	}
	return r.wb, nil
}

// release drops what belongs to the workbook just read and offers the buffers
// to the next.
func (r *reader) release() {
	*r = reader{
		zip:     archive{entries: emptied(r.zip.entries), inflate: r.zip.inflate},
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

func (r *reader) read(data []byte) *Fault {
	if fault := r.zip.load(data, r.lim); fault != nil {
		return fault
	}
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
func (r *reader) rest() *Fault {
	for _, e := range r.zip.entries {
		name := strings.ToLower(e.name)
		if strings.Contains(name, "/embeddings/") || strings.Contains(name, "/activex/") {
			r.wb.Embedded = true
		}
		if strings.HasSuffix(name, "/vbaproject.bin") {
			r.wb.Macros = true
		}
		if e.opened {
			continue
		}
		if fault := r.zip.drain(e, r.scan.window()); fault != nil {
			return fault
		}
	}
	return nil
}

// parse opens a part for the scanner.
func (r *reader) parse(part string) (*scanner, *Fault) {
	e := r.zip.find(part)
	if e == nil {
		return nil, damaged(part, "缺少这个部件")
	}
	if e.opened {
		return nil, damaged(part, "同一个部件用了两次")
	}
	r.scan.reset(r.zip.open(e), e.name)
	return &r.scan, nil
}

// room reports whether a list of n items may take another one.
func (r *reader) room(s *scanner, n int) bool {
	return n < r.lim.Items || s.fail(r.lim.items(s.part))
}

// end reads the part to its end and returns its fault, if any.
func (s *scanner) end() *Fault {
	for s.next() {
	}
	return s.fault
}
