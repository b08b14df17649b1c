package runner

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"

	"jingpin/internal/filing"
)

// What a run keeps in memory, about: the fonts and the program, and for each
// file and each row what was read, merged and reported of it.
const (
	memoryAtRest = 60 << 20
	memoryOfFile = 40 << 10
	memoryOfRow  = 7 << 10
)

// What reading takes, about: the program, and for each byte of a workbook, which
// is compressed, and of a stream, which is not.
const (
	memoryToRead       = 80 << 20
	memoryOfPackedByte = 5.5
	memoryOfPlainByte  = 2
	memoryOfBookByte   = 15 // of the office's own workbook, which holds all that was sent once more
)

// collectAt is how much the memory in use may grow before the collector works,
// in percent.
const collectAt = 300

// collectOften is the same where there is no bound.
const collectOften = 100

// MemoryBound bounds what a run takes, as far as that can be told: left alone, the
// collector lets the memory of a large merge grow to a multiple of what is in
// use. Small merges stay far below the bound and never meet it.
type MemoryBound struct {
	lock        sync.Mutex
	files, rows int
	books       int64 // bytes of the office's own workbooks
	bound       int64
	held        int64 // by others than this run when it began: what a page shows and keeps
	lifted      bool
}

// Lift does without a bound: of what a page looks at again and again most is
// kept, and a bound that does not know of it would have the collector do nothing
// else. The collector lets memory grow to twice what is in use.
func (m *MemoryBound) Lift() {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.lifted = true
	debug.SetGCPercent(collectOften)
	debug.SetMemoryLimit(math.MaxInt64)
}

// A Sized is something that is about to be read.
type Sized struct {
	Bytes int64
	Plain bool // not compressed
}

// Read bounds the memory of reading what so many are held of at once.
func (m *MemoryBound) Read(all []Sized, atOnce int) {
	var each []float64
	for _, s := range all {
		ofByte := memoryOfPackedByte
		if s.Plain {
			ofByte = memoryOfPlainByte
		}
		each = append(each, ofByte*float64(s.Bytes))
	}
	slices.Sort(each)
	bound := float64(memoryToRead + memoryOfBookByte*m.books)
	for _, takes := range each[max(0, len(each)-atOnce):] {
		bound += takes
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if !m.lifted {
		debug.SetGCPercent(collectAt)
	}
	m.raise(int64(bound))
}

// Keep raises the bound for submissions that have been read and are kept.
func (m *MemoryBound) Keep(subs ...*filing.Submission) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.files += len(subs)
	for _, s := range subs {
		m.rows += len(s.Rows)
	}
	m.raise(m.kept())
}

// kept is what all that has been read takes.
func (m *MemoryBound) kept() int64 {
	return int64(memoryAtRest+m.files*memoryOfFile+m.rows*memoryOfRow) + memoryOfBookByte*m.books
}

// Book raises the bound for a workbook of the office's own that is about to be
// read: close to a bound, the collector does nothing else.
func (m *MemoryBound) Book(size int) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.books += int64(size)
	m.raise(m.kept())
}

// raise raises the bound where that makes a difference: it stops the program
// for a moment.
func (m *MemoryBound) raise(bound int64) {
	const step = 4 << 20
	if m.lifted {
		return
	}
	if m.bound == 0 {
		m.held = inUse()
	}
	if bound >= m.bound+step {
		m.bound = bound
		debug.SetMemoryLimit(m.held + bound)
	}
}

// inUse is how much memory is in use, what has not been collected yet included.
func inUse() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
