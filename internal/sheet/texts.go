package sheet

import (
	"hash/maphash"
	"strings"
)

// Texts makes strings of bytes, with few allocations and without storing
// the words that a table repeats over and over. The strings share small chunks,
// so one that is kept for long holds on to little else.
type Texts struct {
	chunk  strings.Builder
	recent [256]string // short ones, by hash
}

const (
	chunkLen  = 4 << 10
	longText  = 512 // bytes from which a text stands alone
	shortText = 64  // bytes up to which repetition is looked for
)

var hashSeed = maphash.MakeSeed()

// Add returns b as a string.
func (t *Texts) Add(b []byte) string {
	if len(b) > shortText {
		return t.put(b)
	}
	slot := &t.recent[maphash.Bytes(hashSeed, b)%uint64(len(t.recent))]
	if *slot != string(b) {
		*slot = t.put(b)
	}
	return *slot
}

func (t *Texts) put(b []byte) string {
	if len(b) >= longText {
		return string(b)
	}
	if t.chunk.Cap()-t.chunk.Len() < len(b) {
		t.chunk = strings.Builder{}
		t.chunk.Grow(chunkLen)
	}
	start := t.chunk.Len()
	t.chunk.Write(b)
	return t.chunk.String()[start:]
}
