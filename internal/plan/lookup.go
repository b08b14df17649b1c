package plan

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jingpin/internal/tabular"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"
)

// index finds things of the plan by the keys they may be written as.
type index struct {
	columns     map[string]int
	rules       map[string]int // by code
	tracks      map[string]int // → Tracks
	tasks       map[string]int // → Tasks
	units       map[string]int // → Units
	words       map[string]map[string]int
	lists       map[string][]string // canonical words in order
	blankStarts string              // what the words for nothing begin with
}

// build fills the index and checks what one table alone cannot show.
func (p *Plan) build(faults *[]tabular.CellFault) {
	p.index = index{
		columns: map[string]int{}, rules: map[string]int{}, tracks: map[string]int{}, tasks: map[string]int{},
		units: map[string]int{}, words: map[string]map[string]int{}, lists: map[string][]string{},
	}
	add := func(table, column string, m map[string]int, i int, names ...string) {
		for _, name := range names {
			key := Key(name)
			if key == "" {
				continue
			}
			if old, ok := m[key]; ok && old != i {
				*faults = append(*faults, p.faultAt(table, column, i, "“"+name+"”在第"+Count(p.rows[table][old])+"行已经有了，分不清指哪一个"))
			}
			m[key] = i
		}
	}
	for i, t := range p.Tracks {
		add(ListTracks, "名称", p.index.tracks, i, t.Name, strings.TrimSuffix(t.Name, "行动"))
	}
	for i, t := range p.Tracks {
		add(ListTracks, "别名", p.index.tracks, i, t.Aliases...)
	}
	for i, t := range p.Tasks {
		add(ListTasks, "名称", p.index.tasks, i, t.Name)
	}
	for i, t := range p.Tasks {
		add(ListTasks, "别名", p.index.tasks, i, t.Aliases...)
	}
	for i, u := range p.Units {
		add(ListUnits, "名称", p.index.units, i, u.Name)
	}
	for i, u := range p.Units {
		add(ListUnits, "全称", p.index.units, i, u.Full)
		add(ListUnits, "别名", p.index.units, i, u.Aliases...)
	}
	p.addOfficeNames()
	headers := map[string]int{}
	for i, c := range p.Columns {
		p.index.columns[c.Key] = i
		add("栏目", "栏目", headers, i, c.Parent+c.Header)
	}
	for i, r := range p.Rules {
		p.index.rules[r.Code] = i
	}
	for i, w := range p.Words {
		p.addWord(w, i)
	}
	p.checkReferences(faults)
	p.checkExceptions(faults)
}

func (p *Plan) addWord(w Word, i int) {
	list := p.index.words[w.List]
	if list == nil {
		list = map[string]int{}
		p.index.words[w.List] = list
	}
	list[wordKey(w.Written)] = i
	if w.List == listBlank {
		first, _ := utf8.DecodeRuneInString(w.Written)
		p.index.blankStarts += string(first)
	}
	if w.Written == w.Read {
		p.index.lists[w.List] = append(p.index.lists[w.List], w.Read)
	}
}

// wordKey is Key, except that a word all of punctuation, such as — or /, is
// its own key.
func wordKey(s string) string {
	if k := Key(s); k != "" {
		return k
	}
	return strings.TrimSpace(norm.NFKC.String(s))
}

func (p *Plan) checkReferences(faults *[]tabular.CellFault) {
	for i, u := range p.Units {
		if c, ok := p.Unit(u.Collector); u.Collector != "" && (!ok || c.Name == u.Name) {
			*faults = append(*faults, p.faultAt(ListUnits, "汇总单位", i, "“"+u.Name+"”的汇总单位“"+u.Collector+"”不在表里，或者就是它自己"))
		}
	}
	for i, c := range p.Columns {
		if c.List != "" && len(p.Choices(c)) == 0 {
			*faults = append(*faults, p.faultAt("栏目", "选项", i, "“"+c.Header+"”的选项“"+c.List+"”是空的"))
		}
	}
}

// checkExceptions finds exceptions for units outside the roster, which would let
// nothing pass: a unit may go by any of its names, so the index has to stand.
func (p *Plan) checkExceptions(faults *[]tabular.CellFault) {
	r := tabular.NewReader(p.table("核准例外"), faults)
	r.Each(func() {
		if _, ok := p.Unit(r.Text("单位")); r.Text("单位") != "" && !ok {
			r.Fault("单位", "部门表里没有“"+r.Text("单位")+"”")
		}
	})
}

// addOfficeNames lets an office X办 be written X办公室, 社区X办公室 and, with the
// street before it, ××街道X办 as well, where no other unit has that name.
func (p *Plan) addOfficeNames() {
	street := Key(p.Info.Street)
	short := strings.TrimSuffix(street, "街道")
	for i, u := range p.Units {
		for _, n := range append(u.Aliases, u.Name) {
			for _, v := range officeNames(Key(n), street, short) {
				if _, taken := p.index.units[v]; !taken {
					p.index.units[v] = i
				}
			}
		}
	}
}

func officeNames(key, street, short string) []string {
	names := []string{key}
	if stem, ok := strings.CutSuffix(key, "办"); ok {
		names = append(names, stem+"办公室", "社区"+stem+"办公室", "社区"+key)
	}
	if stem, ok := strings.CutSuffix(key, "办公室"); ok {
		names = append(names, stem+"办", "社区"+key)
	}
	for _, n := range names[:len(names):len(names)] {
		names = append(names, street+n, short+n)
	}
	return names
}

// Track finds a track by any of its names, with or without its ordinal.
func (p *Plan) Track(s string) (Track, bool) {
	return indexed(p.Tracks, p.index.tracks, Key(trimOrdinal(s)))
}

// Task finds a task by any of its names, with or without its number.
func (p *Plan) Task(s string) (Task, bool) {
	return indexed(p.Tasks, p.index.tasks, Key(trimOrdinal(s)))
}

// Unit finds a unit by its short, full or a former name.
func (p *Plan) Unit(s string) (Unit, bool) {
	return indexed(p.Units, p.index.units, Key(s))
}

// indexed is what an index has under a key; ok is false for nothing.
func indexed[T any](all []T, index map[string]int, key string) (one T, ok bool) {
	i, ok := index[key]
	if !ok {
		return one, false
	}
	return all[i], true
}

// Collects reports a unit that reports for another.
func (p *Plan) Collects(unit, other string) bool {
	u, ok := p.Unit(other)
	return ok && u.Collector != "" && u.Collector == unit
}

var neighbourhood = regexp.MustCompile(`(居民区|居委会|居委|村委会|党总支)$`)

// Neighbourhood reports a name like 四村居民区: no unit of the roster, but
// a body everyone knows.
func Neighbourhood(s string) bool { return neighbourhood.MatchString(Key(s)) }

// Reporter is the unit in whose form the projects of a lead stand: the lead
// itself or the unit that reports for it. One neighbourhood is reported with
// all of them. ok is false for a body that no unit reports for.
func (p *Plan) Reporter(lead string) (u Unit, ok bool) {
	u, ok = p.Unit(lead)
	if !ok && Neighbourhood(lead) {
		u, ok = p.Neighbourhoods()
	}
	if u.Collector != "" {
		return p.Unit(u.Collector)
	}
	return u, ok
}

// Neighbourhoods is the unit of the roster that stands for all of them; ok is
// false when there is none.
func (p *Plan) Neighbourhoods() (u Unit, ok bool) {
	return first(p.Units, func(u Unit) bool { return Neighbourhood(u.Name) })
}

// Read is what a word of a list is read as, with the list's remark on it.
func (p *Plan) Read(list, s string) (Word, bool) {
	return indexed(p.Words, p.index.words[list], wordKey(s))
}

// Canonical are the words of a list that are read as themselves, in order.
func (p *Plan) Canonical(list string) []string { return p.index.lists[list] }

// NearestTrack, NearestTask and NearestUnit are the closest names to s, or ""
// when nothing is close enough to be worth saying.
func (p *Plan) NearestTrack(s string) string {
	return nearest(Key(trimOrdinal(s)), p.index.tracks, func(i int) string { return p.Tracks[i].Name })
}

// NearestTask is the closest task to s, or ""; a bare number is that task's.
func (p *Plan) NearestTask(s string) string {
	if no, err := strconv.Atoi(Key(s)); err == nil {
		t, _ := p.TaskNo(no)
		return t.Name
	}
	return nearest(Key(trimOrdinal(s)), p.index.tasks, func(i int) string { return p.Tasks[i].Name })
}

// NearestUnit is the closest unit to s, or "".
func (p *Plan) NearestUnit(s string) string {
	return nearest(Key(s), p.index.units, func(i int) string { return p.Units[i].Name })
}

// Meant is the canonical word of a list that a text most likely means: the one
// that all words of the list say that stand in the text. It is "" where they say
// different things, or where something beside them may turn their sense.
func (p *Plan) Meant(list, s string) string {
	key := Key(s)
	said := ""
	for written, i := range p.index.words[list] {
		if utf8.RuneCountInString(written) < 2 || !strings.Contains(key, written) {
			continue
		}
		if said != "" && said != p.Words[i].Read {
			return ""
		}
		said = p.Words[i].Read
		if strings.ContainsAny(strings.Replace(key, written, "", 1), "不未无没非否难停") {
			return ""
		}
	}
	return said
}

// nearest picks the name with the fewest edits; ties go to the first in the
// plan's order, and a name that shares less than half with s is none.
func nearest(key string, names map[string]int, word func(int) string) string {
	if key == "" {
		return ""
	}
	length := utf8.RuneCountInString(key)
	best, bestIndex, bestShare := "", -1, Percent(0)
	for name, i := range names {
		if n := utf8.RuneCountInString(name); 2*min(n, length) < max(n, length) {
			continue // cannot share half, and a text may be very long
		}
		share := similarity(key, name)
		if share > bestShare || share == bestShare && bestIndex > i {
			best, bestIndex, bestShare = word(i), i, share
		}
	}
	if bestShare < Full/2 {
		return ""
	}
	return best
}

// similarity is how much of the longer of two keys the other shares.
func similarity(a, b string) Percent {
	n := max(len([]rune(a)), len([]rune(b)))
	if n == 0 {
		return Full
	}
	return Share(n-levenshtein.ComputeDistance(a, b), n)
}

// Concrete reports a progress text that says what was done: not only empty
// phrases, and long enough, or short with a figure or a result in it (完成立项).
func (p *Plan) Concrete(text string) bool {
	key := Key(text)
	if key == "" || p.hollow(text, key) {
		return false
	}
	if utf8.RuneCountInString(strings.TrimSpace(text)) >= p.Info.MinProgressLength || strings.ContainsAny(key, "0123456789") {
		return true
	}
	return slices.ContainsFunc(p.Canonical("进展实词"), func(w string) bool { return strings.Contains(key, w) })
}

// hollow reports a text of empty phrases alone: one, or several between
// punctuation.
func (p *Plan) hollow(text, key string) bool {
	phrases := p.index.words["空话"]
	if _, empty := phrases[key]; empty {
		return true
	}
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for part := range strings.FieldsFuncSeq(text, between) {
		if _, empty := phrases[Key(part)]; !empty {
			return false
		}
	}
	return true
}

// UnitsByKey are the units by all keys they are written as.
func (p *Plan) UnitsByKey() map[string]Unit {
	units := make(map[string]Unit, len(p.index.units))
	for key, i := range p.index.units {
		units[key] = p.Units[i]
	}
	return units
}
