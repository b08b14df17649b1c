package main

import (
	"runtime/debug"

	"jingpin/internal/filing"
)

// What a run keeps in memory, about: the fonts and the program, and for each
// file and each row what was read, merged and reported of it.
const (
	memoryAtRest = 216 << 20
	memoryOfFile = 40 << 10
	memoryOfRow  = 5 << 10
)

// boundMemory has the collector work sooner than it would: left alone, it lets
// the memory of a large merge grow to twice what is in use. Small merges stay
// far below the bound and never meet it.
func boundMemory(subs []*filing.Submission) {
	rows := 0
	for _, s := range subs {
		rows += len(s.Rows)
	}
	debug.SetMemoryLimit(int64(memoryAtRest + len(subs)*memoryOfFile + rows*memoryOfRow))
}
