package values

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// The lists of the plan's vocabulary that statuses are read by: whole words, and
// the parts that others are made of.
const (
	listStatus = "项目状态"
	listParts  = "状态构词"
)

// StatusReading is what a status cell was read as.
type StatusReading struct {
	Word     string // one of the plan's, "" for none
	Blank    bool
	Note     bool // read otherwise than typed
	Doubtful bool // the department should look
}

// Statuses reads status cells by a plan's vocabulary.
type Statuses struct {
	plan  *plan.Plan
	parts map[rune][]statusPart // by their first rune, longest first
}

// statusPart is a word that statuses are made of.
type statusPart struct {
	word []rune
	kind string
}

// NewStatuses compiles a plan's words. The parts of words are those built in
// where the plan, written before there were any, has none.
func NewStatuses(p *plan.Plan) *Statuses {
	s := &Statuses{plan: p, parts: partsOf(p)}
	if len(s.parts) == 0 {
		s.parts = partsOf(plan.Builtin())
	}
	return s
}

func partsOf(p *plan.Plan) map[rune][]statusPart {
	all := map[rune][]statusPart{}
	for _, w := range p.Words {
		if r := []rune(w.Written); w.List == listParts && len(r) > 0 {
			all[r[0]] = append(all[r[0]], statusPart{r, w.Read})
		}
	}
	for _, parts := range all {
		slices.SortStableFunc(parts, func(a, b statusPart) int { return len(b.word) - len(a.word) })
	}
	return all
}

// Read reads a status cell.
func (s *Statuses) Read(raw string) (StatusReading, *Refusal) {
	if w, ok := s.plan.Read(listStatus, raw); ok && !strings.ContainsAny(raw, `/,，、;；`) {
		return StatusReading{Word: w.Read, Note: raw != w.Read, Doubtful: w.Note != ""}, nil
	}
	if s.plan.Blank(raw) {
		return StatusReading{Blank: true}, nil
	}
	if rest := withoutCount(raw); rest != raw {
		if w, ok := s.plan.Read(listStatus, rest); ok {
			return StatusReading{Word: w.Read, Note: true, Doubtful: w.Note != ""}, nil
		}
	}
	t := textOf(s.plan, raw)
	if t.odd != "" {
		return StatusReading{}, &Refusal{Reason: OddFigure, First: strings.TrimSpace(raw), Second: t.odd}
	}
	if t.hasDigits(0, len(t.runes)) {
		refusal := s.withFigures(&t)
		if refusal.Likely != "" && !slices.Contains(t.runes, '(') { // 完成80% is one fact
			return StatusReading{Word: refusal.Likely, Note: true, Doubtful: true}, nil
		}
		return StatusReading{}, refusal
	}
	main, aside := withoutBrackets(t.runes)
	read, ok := s.clauses(main)
	if !ok {
		return StatusReading{}, s.refuse(&t, main)
	}
	if read.Word == plan.StatusDone && s.ofPart(aside) {
		return StatusReading{}, &Refusal{Reason: TwoFacts, First: t.quote(0, len(main)), Second: strings.Trim(string(aside), ",")}
	}
	if said, ok := s.clauses(aside); ok && said.Word != read.Word && (read.Word != plan.StatusDone || said.Word != plan.StatusUnderWay) {
		read.Doubtful = true // 在建(停工)
	}
	read.Note = true
	return read, nil
}

// withoutCount is a status without the number of its choice: 3.在建.
func withoutCount(raw string) string {
	rest := strings.TrimLeft(raw, "0123456789")
	if n := len(raw) - len(rest); n == 0 || n > 2 {
		return raw
	}
	word := strings.TrimLeft(rest, ".．、)） ")
	if word == rest {
		return raw
	}
	return word
}

// withoutBrackets parts a text into what stands outside of brackets and inside.
func withoutBrackets(r []rune) (outside, inside []rune) {
	depth := 0
	for _, c := range r {
		switch {
		case c == '(':
			depth++
			inside = append(inside, ',')
		case c == ')':
			depth = max(0, depth-1)
		case depth > 0:
			inside = append(inside, c)
		default:
			outside = append(outside, c)
		}
	}
	return outside, inside
}

// clauses reads a text of one status, or of several that say the same: 在建/推进中.
// What goes on behind an end is no other status: 已完成,持续推进.
func (s *Statuses) clauses(r []rune) (read StatusReading, ok bool) {
	for _, clause := range clausesOf(r) {
		one, ok := s.word(clause)
		switch {
		case !ok:
			return StatusReading{}, false
		case read.Word == "" || one.Word == read.Word:
			one.Doubtful = one.Doubtful || read.Doubtful
			read = one
		case read.Word == plan.StatusDone && s.goesOn(clause):
		default:
			return StatusReading{}, false
		}
	}
	return read, read.Word != ""
}

func clausesOf(r []rune) []string {
	return strings.FieldsFunc(string(r), func(c rune) bool { return strings.ContainsRune(`,;/、。.·|"`, c) })
}

// goesOn reports a clause of a finished project that says how it goes on.
func (s *Statuses) goesOn(clause string) bool {
	kinds, ok := s.kinds([]rune(clause))
	return ok && !kinds.any("未", "前期", "施工", "主体", "启动", "开工", "暂缓", "取消", "验收", "收尾")
}

// ofPart reports what stands beside 已完成 and makes it that of a part: 已完成（一期）.
func (s *Statuses) ofPart(aside []rune) bool {
	for _, clause := range clausesOf(aside) {
		r := []rune(clause)
		if _, counts := hanziDigits[r[0]]; (counts || r[0] == '首') && r[len(r)-1] == '期' {
			return true
		}
		if kinds, ok := s.kinds(r); ok && kinds.any("部分", "主体", "前期") {
			return true
		}
	}
	return false
}

// word reads one word, whole or by its parts.
func (s *Statuses) word(w string) (StatusReading, bool) {
	if known, ok := s.plan.Read(listStatus, w); ok {
		return StatusReading{Word: known.Read, Doubtful: known.Note != ""}, true
	}
	kinds, ok := s.kinds([]rune(w))
	if !ok {
		if isAtWork(w) {
			return StatusReading{Word: plan.StatusUnderWay, Doubtful: true}, true
		}
		return StatusReading{}, false
	}
	word, doubtful := kinds.status()
	return StatusReading{Word: word, Doubtful: doubtful}, word != ""
}

// atWork ends what says that something is being built, whatever it is: 管网施工中.
var atWork = []string{"施工中", "施工阶段", "施工", "铺设中", "安装中", "砌筑中", "开挖中", "改造中"}

// isAtWork reports a short word that ends so and says nothing against it before.
func isAtWork(w string) bool {
	const longest = 8
	for _, end := range atWork {
		before, ok := strings.CutSuffix(w, end)
		if ok {
			return before != "" && len([]rune(before)) <= longest && !strings.ContainsAny(before, "未待停图招准许不无暂缓拟备终止完")
		}
	}
	return false
}

// kinds are the kinds of the parts a word is made of.
type kinds map[string]bool

func (k kinds) any(of ...string) bool {
	return slices.ContainsFunc(of, func(kind string) bool { return k[kind] })
}

// longestStatus is how many runes a word of parts may have.
const longestStatus = 24

// kinds takes a word apart; ok is false when something of it is no part.
func (s *Statuses) kinds(w []rune) (k kinds, ok bool) {
	if len(w) == 0 || len(w) > longestStatus {
		return nil, false
	}
	dead := make([]bool, len(w)+1) // places that lead nowhere
	var at func(i int) []string
	at = func(i int) []string {
		if i == len(w) {
			return []string{}
		}
		if dead[i] {
			return nil
		}
		for _, p := range s.parts[w[i]] {
			if n := len(p.word); n <= len(w)-i && slices.Equal(p.word, w[i:i+n]) {
				if rest := at(i + n); rest != nil {
					return append(rest, p.kind)
				}
			}
		}
		dead[i] = true
		return nil
	}
	found := at(0)
	if found == nil {
		return nil, false
	}
	k = kinds{}
	for _, kind := range found {
		k[kind] = true
	}
	return k, true
}

// status is what parts of these kinds say together, "" for nothing that is
// clear.
func (k kinds) status() (word string, doubtful bool) {
	working := k.any("施工", "改造", "推进", "启动", "开工")
	switch {
	case k["取消"]:
		return plan.StatusCancelled, false
	case k["暂缓"]:
		return plan.StatusPaused, false
	case k["未"]:
		switch {
		case k.any("完成", "验收", "主体", "合格"):
			return plan.StatusUnderWay, true
		case working && !k["前期"]:
			return plan.StatusNotStarted, false
		}
		return "", false
	case k["待"]:
		switch {
		case k["前期"] && !k.any("完成", "验收"), k.any("施工", "改造", "开工") && !k.any("完成", "验收", "前期"):
			return plan.StatusPrep, false
		case k.any("完成", "验收", "收尾", "结算"):
			return plan.StatusUnderWay, true
		case k.any("启动", "推进"):
			return plan.StatusNotStarted, false
		}
		return "", false
	case k["前期"]:
		if k.any("施工", "改造", "主体", "启动", "开工", "验收", "收尾") {
			return "", false
		}
		return plan.StatusPrep, false
	case k["延期"] && !k["完成"]:
		return plan.StatusUnderWay, true
	case k["主体"]:
		return plan.StatusUnderWay, false
	case k["部分"]:
		if k.any("完成", "验收") {
			return plan.StatusUnderWay, true
		}
		if working || k["收尾"] {
			return plan.StatusUnderWay, false
		}
		return "", false
	}
	return k.working(working)
}

// working is status for what has begun.
func (k kinds) working(working bool) (word string, doubtful bool) {
	switch {
	case k["验收"]:
		if k.any("已", "合格", "完成") {
			return plan.StatusDone, false
		}
		return plan.StatusUnderWay, true
	case k.any("收尾", "结算"):
		return plan.StatusUnderWay, k["结算"]
	case k["完成"]:
		switch {
		case k["加紧"] && !k["已"]:
			return "", false // 加快完成 is not done
		case k.any("正在", "中"):
			return plan.StatusUnderWay, true
		}
		return plan.StatusDone, false
	case k["已"] && k["改造"]:
		return "", false
	case k["启动"] && !k.any("施工", "推进"):
		return plan.StatusUnderWay, true
	case working, k["正常"]:
		return plan.StatusUnderWay, false
	}
	return "", false
}

// withFigures refuses a status with a figure beside it, which the row's progress
// may confirm: 在建(80%), 已完成50%.
func (s *Statuses) withFigures(t *text) *Refusal {
	r := &Refusal{Reason: TwoFacts, First: strings.TrimSpace(t.src)}
	sh := shares{*t, s.plan}
	found := sh.found()
	if len(found) != 1 || t.peek(found[0].to-1) != '%' {
		return r
	}
	f := found[0]
	rest := slices.Concat(t.runes[:f.from], t.runes[f.to:])
	main, aside := withoutBrackets(rest)
	if strings.Trim(string(aside), "约已完成累计总体实际形象进度:,") != "" { // 在建(施工80%) says more
		main = rest
	}
	read, ok := s.clauses([]rune(strings.Trim(string(main), ",、")))
	r.Second = t.quote(f.from, f.to)
	switch {
	case f.Percent == plan.Full && (ok && read.Word == plan.StatusDone || len(rest) == 0):
		r.Likely = plan.StatusDone
	case f.Percent > 0 && f.Percent < plan.Full && ok && (read.Word == plan.StatusDone || read.Word == plan.StatusUnderWay):
		r.Likely = plan.StatusUnderWay
	case ok && read.Word == plan.StatusPrep && f.Percent < plan.Full:
		r.Likely = plan.StatusPrep
	}
	if r.Likely != "" {
		r.Witness = filing.Witness{Kind: filing.RowProgress, Value: f.String()}
	}
	if first := strings.TrimSpace(t.quote(0, f.from)); first != "" {
		r.First = first
	}
	if before, _, found := strings.Cut(string(t.runes[:f.from]), "("); found && before != "" {
		r.First = before
	}
	return r
}

// unsure are characters beside which a word may mean its opposite.
const unsure = "不无难停没缺半快将近差非否?？再期"

// refuse proposes a status where the parts that are known say one thing.
func (s *Statuses) refuse(t *text, main []rune) *Refusal {
	r := &Refusal{Reason: Unclear, First: strings.TrimSpace(t.src)}
	var said []string
	for _, clause := range clausesOf(main) {
		if read, ok := s.word(clause); ok && !slices.Contains(said, read.Word) {
			said = append(said, read.Word)
			if len(said) == 1 {
				r.First = clause
			} else if r.Second == "" {
				r.Reason, r.Second = TwoFacts, clause
			}
		}
	}
	if len(said) > 1 {
		return r
	}
	r.First = strings.TrimSpace(t.src)
	if len(said) == 1 {
		r.Likely = said[0]
	} else {
		r.Likely = s.partly(main)
	}
	if strings.ContainsAny(string(t.runes), unsure) {
		r.Likely = ""
	}
	return r
}

// partly is what the known parts of a word say, where they are more than half of
// it.
func (s *Statuses) partly(w []rune) string {
	if len(w) > longestStatus {
		return ""
	}
	k, known := kinds{}, 0
	for i := 0; i < len(w); {
		n := 1
		for _, p := range s.parts[w[i]] {
			if len(p.word) <= len(w)-i && slices.Equal(p.word, w[i:i+len(p.word)]) {
				n = len(p.word)
				k[p.kind] = true
				known += n
				break
			}
		}
		i += n
	}
	if 2*known <= len(w) {
		return ""
	}
	word, _ := k.status()
	return word
}
