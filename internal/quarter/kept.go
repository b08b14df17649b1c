package quarter

import (
	"crypto/sha256"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// Kept is what files gave when they were read, so that who looks at a folder
// again and again, as a page does, reads only those that have changed. A file
// is known by its content, and what it gave by all that its reading depends on.
// What nobody has asked for during two lookings is let go. It may be used by
// several desks at once.
type Kept struct {
	lock      sync.Mutex
	files     generations[intake.Taken]
	libraries generations[filing.Library]
}

// mostKept is how many rows may be kept, about: what is beyond is read again.
const mostKept = 50_000

// keptKey is what a reading depends on.
type keptKey struct {
	content [sha256.Size]byte
	path    string
	cut     bool
	plan    string
	lessons string
	opt     intake.Options // but for the lessons
}

func keyOf(f intake.Received, p *plan.Plan, opt intake.Options) keptKey {
	lessons := opt.Lessons.Digest()
	opt.Lessons = nil
	return keptKey{sha256.Sum256(f.Data), f.Path, f.Cut, p.Digest(), lessons, opt}
}

// generations are things kept of the looking under way and of the one before.
type generations[T any] struct {
	now, before map[keptKey]T
	rows        int // in now
}

// looked ends a looking.
func (k *Kept) looked() {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.files.turn()
	k.libraries.turn()
}

func (g *generations[T]) turn() { g.now, g.before, g.rows = nil, g.now, 0 }

// of is a copy of what is kept under a key: who asked may do with it what it
// likes.
func (g *generations[T]) of(lock *sync.Mutex, key keptKey, rows func(T) int) (copied T, ok bool) {
	lock.Lock()
	v, ok := g.now[key]
	if !ok {
		if v, ok = g.before[key]; ok {
			g.add(key, v, rows(v))
		}
	}
	lock.Unlock()
	if ok {
		copied = copyOf(v)
	}
	return copied, ok
}

// keep keeps a copy.
func (g *generations[T]) keep(lock *sync.Mutex, key keptKey, v T, rows int) {
	v = copyOf(v)
	lock.Lock()
	defer lock.Unlock()
	g.add(key, v, rows)
}

func (g *generations[T]) add(key keptKey, v T, rows int) {
	if g.rows+rows > mostKept {
		return
	}
	if g.now == nil {
		g.now = map[keptKey]T{}
	}
	g.now[key] = v
	g.rows += rows
}

// read is what the bytes of a file gave, judged: kept, or read by do.
func (k *Kept) read(f intake.Received, p *plan.Plan, opt intake.Options, do func() intake.Taken) intake.Taken {
	if k == nil || f.Err != nil {
		return do()
	}
	key := keyOf(f, p, opt)
	if t, ok := k.files.of(&k.lock, key, rowsTaken); ok {
		return t
	}
	t := do()
	if t.Err == nil && !slices.ContainsFunc(t.Submissions, gaveUp) {
		k.files.keep(&k.lock, key, t, rowsTaken(t))
	}
	return t
}

// has reports a file that is kept, whatever it was read by.
func (k *Kept) has(content [sha256.Size]byte) bool {
	k.lock.Lock()
	defer k.lock.Unlock()
	for _, kept := range []map[keptKey]intake.Taken{k.files.now, k.files.before} {
		for key := range kept {
			if key.content == content {
				return true
			}
		}
	}
	return false
}

// gaveUp reports a file that was not read to its end: another time it may be.
func gaveUp(s *filing.Submission) bool {
	return slices.ContainsFunc(s.Findings, func(f filing.Finding) bool { return f.Rule == "F04" })
}

func rowsTaken(t intake.Taken) int {
	subs := t.Submissions
	if t.Consolidated != nil {
		subs = append(slices.Clip(subs), t.Consolidated.Submissions...)
	}
	n := 0
	for _, s := range subs {
		n += 1 + len(s.Rows)
	}
	return n
}

// library is what a workbook leaves to the next quarter, nil where it is not
// kept.
func (k *Kept) library(path string, data []byte, p *plan.Plan) *filing.Library {
	if k == nil {
		return nil
	}
	l, ok := k.libraries.of(&k.lock, libraryKey(path, data, p), rowsLeft)
	if !ok {
		return nil
	}
	return &l
}

// keepLibrary keeps what a workbook leaves to the next quarter.
func (k *Kept) keepLibrary(path string, data []byte, p *plan.Plan, l *filing.Library) {
	if k != nil {
		k.libraries.keep(&k.lock, libraryKey(path, data, p), *l, rowsLeft(*l))
	}
}

func libraryKey(path string, data []byte, p *plan.Plan) keptKey {
	return keyOf(intake.Received{Path: filepath.Base(path), Data: data}, p, intake.Options{})
}

func rowsLeft(l filing.Library) int { return len(l.Standings) }

// copyOf is a value that shares nothing with another that could be changed.
func copyOf[T any](v T) T {
	deepen(reflect.ValueOf(&v).Elem())
	return v
}

// Values of these types are never changed in place.
var immutable = map[reflect.Type]bool{reflect.TypeFor[*plan.Plan](): true, reflect.TypeFor[time.Time](): true, reflect.TypeFor[[]byte](): true}

// deepen puts copies in the place of what a value leads to.
func deepen(v reflect.Value) {
	if !leads(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Type().Elem())
			fresh.Elem().Set(v.Elem())
			deepen(fresh.Elem())
			v.Set(fresh)
		}
	case reflect.Slice:
		if !v.IsNil() {
			fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(fresh, v)
			v.Set(fresh)
			for i := range v.Len() {
				deepen(v.Index(i))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			fresh := reflect.MakeMapWithSize(v.Type(), v.Len())
			for entries := v.MapRange(); entries.Next(); {
				value := reflect.New(v.Type().Elem()).Elem()
				value.Set(entries.Value())
				deepen(value)
				fresh.SetMapIndex(entries.Key(), value)
			}
			v.Set(fresh)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			deepen(v.Field(i))
		}
	}
}

// leading remembers of types whether their values lead to others.
var leading sync.Map

// leads reports a type whose values may share something that can be changed.
func leads(t reflect.Type) bool {
	if known, ok := leading.Load(t); ok {
		return known.(bool)
	}
	is := false
	switch {
	case immutable[t]:
	case t.Kind() == reflect.Pointer, t.Kind() == reflect.Slice, t.Kind() == reflect.Map:
		is = true
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			is = is || leads(t.Field(i).Type)
		}
	}
	leading.Store(t, is)
	return is
}
