package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// The kinds of comparison with last quarter, in the order they are listed.
const (
	kindNew        = "新增"
	kindMade       = "合并拆分"  // made of last quarter's projects by an approved merger or split
	kindMaybe      = "疑似旧项目" // may be one of last quarter's, which nobody has approved yet
	kindFirst      = "首次计入"  // listed last quarter without any figures
	kindFinished   = "完成"
	kindAdvanced   = "推进"
	kindStalled    = "停滞"
	kindFellBack   = "回退"
	kindResumed    = "恢复"
	kindPaused     = "暂缓"
	kindCancelled  = "取消"
	kindUnverified = "待核实"
	kindMissing    = "未报"
	kindMerged     = "已并入"
	kindLeft       = "退出"
	kindNotDue     = "未到启动时间"
	kindWasDone    = "此前已完成"
)

var comparisonKinds = []string{
	kindNew, kindMade, kindMaybe, kindFirst, kindFinished, kindAdvanced, kindStalled, kindFellBack, kindResumed, kindPaused, kindCancelled,
	kindUnverified, kindMissing, kindMerged, kindLeft, kindNotDue, kindWasDone,
}

// compare sets every project beside last quarter's: each stands in exactly
// one kind, so the kinds add up to the library and what has left it.
func (b *builder) compare() {
	if b.pf.Previous == nil {
		return
	}
	for _, e := range b.entries {
		b.Compare = append(b.Compare, b.comparison(e))
	}
	b.compareLeft()
	order := map[string]int{}
	for i, k := range comparisonKinds {
		order[k] = i
	}
	slices.SortStableFunc(b.Compare, func(x, y ComparisonRow) int { return order[x.Kind] - order[y.Kind] })
	b.countKinds()
	b.movement()
}

func (b *builder) countKinds() {
	counts := map[string]int{}
	for _, c := range b.Compare {
		counts[c.Kind]++
	}
	for _, k := range comparisonKinds {
		if counts[k] > 0 {
			b.Kinds = append(b.Kinds, KindCount{k, counts[k]})
		}
	}
}

func (b *builder) comparison(e *ProjectRow) ComparisonRow {
	c := ComparisonRow{
		Kind: e.kind(), Named: e.named(), After: standingWord(&e.Project), LightBefore: e.lightBefore(), LightNow: e.light(),
	}
	if e.hasLast() {
		c.Before = standingWord(&e.Last.Project)
	}
	if c.LightNow == plan.Unverified {
		c.After = ""
	}
	c.Note = comparisonNote(c.Kind, e)
	if c.Kind == kindMade {
		c.Note = "由" + b.titles(list(e.From)) + "合并或拆分而来"
	}
	if c.Kind == kindMaybe {
		c.Note = "可能由" + b.titles(list(e.MaybeFrom)) + "更名、合并或拆分而来，待批"
	}
	if e.Copied != "" {
		c.Note = strings.TrimPrefix(c.Note+"；本季度进展情况与"+e.Copied+plan.Quote(b.names[e.Copied])+"一字不差，请核实", "；")
	}
	return c
}

// kind is the kind of an entry's comparison.
func (e *ProjectRow) kind() string {
	switch {
	case e.light() == plan.Done && e.wasDone():
		return kindWasDone
	case e.State == portfolio.Missing:
		return kindMissing
	case e.light() == plan.Unverified:
		return kindUnverified
	case e.Last == nil && len(e.From) > 0:
		return kindMade
	case e.Last == nil && len(e.MaybeFrom) > 0:
		return kindMaybe
	case e.Last == nil:
		return kindNew
	case !e.hasLast():
		return kindFirst
	}
	before, now := e.Last.Project.Status, e.Project.Status
	switch {
	case now == plan.StatusDone:
		return kindFinished
	case now == plan.StatusPaused:
		return kindPaused
	case now == plan.StatusCancelled:
		return kindCancelled
	case e.Light == plan.NotDue:
		return kindNotDue
	case before == plan.StatusPaused || before == plan.StatusCancelled:
		return kindResumed
	}
	switch g := e.gain(); {
	case g > 0:
		return kindAdvanced
	case g < 0:
		return kindFellBack
	}
	return kindStalled
}

// standingWord says how far a project is.
func standingWord(p *filing.Project) string {
	switch {
	case p.Status == plan.StatusUnderWay || p.Status == plan.StatusPrep || p.Status == "":
		if p.Progress == nil {
			return ""
		}
		return p.Progress.String() + "%"
	}
	return p.Status
}

func comparisonNote(kind string, e *ProjectRow) string {
	switch kind {
	case kindAdvanced:
		return "提高" + e.gain().String() + "个百分点"
	case kindFellBack:
		return "降低" + (-e.gain()).String() + "个百分点"
	case kindStalled:
		if e.Stalled > 1 {
			return "连续" + plan.Count(e.Stalled) + "个季度无进展"
		}
		return ""
	}
	return e.Because
}

// compareLeft lists what stood in last quarter's library and no longer does.
func (b *builder) compareLeft() {
	goesOn := b.goesOn()
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		if s.Number == "" || b.byNumber[s.Number] == nil {
			kind := kindLeft
			if goesOn[s.Number] {
				kind = kindMerged
			}
			b.Compare = append(b.Compare, ComparisonRow{
				Kind: kind, Named: namedThen(s), Before: standingWord(&s.Project), LightBefore: s.Light, Note: b.whyLeft(s.Number),
			})
		}
	}
}

func (b *builder) whyLeft(number string) string {
	if number == "" {
		return "上季度没有编号，本季度不再沿用"
	}
	for _, c := range slices.Backward(b.pf.Approved) {
		if slices.Contains(filing.Numbers(c.Old), number) && c.Leaves() {
			return b.changeWords(c)
		}
	}
	return "由领导小组办公室移出汇总表"
}

// Turned lists the projects whose light is another than last quarter's, red
// ones first; those that could not be judged in both are not among them.
func (r *Report) Turned() []ComparisonRow {
	var turned []ComparisonRow
	for _, c := range r.Compare {
		if c.LightBefore != c.LightNow && judged(c.LightBefore) && judged(c.LightNow) {
			turned = append(turned, c)
		}
	}
	slices.SortStableFunc(turned, func(x, y ComparisonRow) int { return cmp.Compare(urgency(y.LightNow), urgency(x.LightNow)) })
	return turned
}

// judged tells whether a project's figures were verified.
func judged(l plan.Light) bool { return l != plan.Unlit && l != plan.Unverified }

// Course says how a project went from last quarter to this: 30%→45%, 仍未启动.
func (c ComparisonRow) Course() string {
	switch {
	case c.Before != c.After:
		return c.Before + "→" + c.After
	case strings.HasSuffix(c.After, "%"):
		return "仍为" + c.After
	}
	return "仍" + c.After
}

// movement sums up what happened since last quarter.
func (b *builder) movement() {
	m := &Movement{Approved: b.adjustedProjects()}
	for _, e := range b.entries {
		m.addTurn(e)
		m.Alike.add(e.lightBefore(), e.light())
	}
	goesOn := b.goesOn()
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		switch e := b.byNumber[s.Number]; {
		case !b.standingThen(s).stillLate:
		case e == nil:
			m.Doubted.leave(plan.Red, goesOn[s.Number])
		default:
			m.Doubted.add(plan.Red, e.light())
		}
	}
	b.addPaid(m)
	for _, c := range b.Compare {
		if c.Kind == kindLeft {
			m.Left++
		}
		if c.Kind == kindLeft || c.Kind == kindMerged {
			m.Late.leave(c.LightBefore, c.Kind == kindMerged)
		}
	}
	b.Movement = m
}

// goesOn are the numbers of last quarter's projects that others were made of.
func (b *builder) goesOn() map[string]bool {
	on := map[string]bool{}
	for _, e := range b.entries {
		for _, number := range e.From {
			on[number] = true
		}
	}
	return on
}

// addPaid counts what was paid since last quarter, over the projects of both
// quarters and across mergers and splits: what the ones had spent is not what
// the others spent since.
func (b *builder) addPaid(m *Movement) {
	goesOn := b.goesOn() // and those that stand as they did
	for _, e := range b.entries {
		paid := e.Project.Paid.Value()
		switch {
		case e.hasLast():
			if !e.Carried || e.Last.Late != nil {
				m.GoOn++
			}
			m.Paid += paid
			goesOn[e.Last.Number] = true
			switch since := paid - e.Last.Project.Paid.Value(); {
			case e.Carried && e.Last.Late != nil:
				m.PaidLate += since
			case e.Last.Quarter != b.pf.Previous.Quarter && !e.Carried:
				m.PaidAfter += since
			}
		case len(e.From) > 0 && e.light() != plan.Unverified:
			m.GoOn++
			m.Paid += paid
		case e.light() != plan.Unverified:
			m.First++
			m.FirstPaid += paid
		}
	}
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		switch paid := spent(s); {
		case goesOn[s.Number] && s.Number != "":
			m.Paid -= paid
		default:
			m.LeftPaid += paid
		}
	}
}

// spent is what last quarter's figures count as paid for a project.
func spent(s *filing.Standing) plan.Money {
	if s.Quarter.N == 0 {
		return 0
	}
	return s.Project.Paid.Value()
}

// addTurn counts what became of a project.
func (m *Movement) addTurn(e *ProjectRow) {
	switch kind := e.kind(); {
	case kind == kindNew && e.light() == plan.Done:
		m.New, m.NewDone = m.New+1, m.NewDone+1
	case kind == kindNew:
		m.New++
	case kind == kindMade:
		m.Merged++
	case kind == kindFinished:
		m.Finished++
	case e.wasDone() && e.light() != plan.Done:
		m.Reopened++
	case kind == kindFellBack:
		m.FellBack++
	case kind == kindStalled:
		m.Stalled++
	}
	m.Late.add(e.lightBefore(), e.light())
}

// leave counts a project that is no longer in the library, its light before.
func (m *LateMovement) leave(before plan.Light, merged bool) {
	if m.was(before); before.Late() && merged {
		m.Merged++
	} else if before.Late() {
		m.Out++
	}
}

func (m *LateMovement) was(before plan.Light) {
	switch before {
	case plan.Yellow:
		m.Yellow++
	case plan.Red:
		m.Red++
	}
}

// add counts a project's light before and now.
func (m *LateMovement) add(before, now plan.Light) {
	m.was(before)
	switch {
	case now.Late() && before.Late():
		m.Still++
	case now.Late():
		m.New++
	case !before.Late():
	case now == plan.Green:
		m.Recovered++
	case now == plan.Done:
		m.Done++
	case now == plan.Unverified:
		m.Doubtful++
	default:
		m.Out++
	}
}

// add compares a project's light before and now, where it had both.
func (m *AlikeMovement) add(before, now plan.Light) {
	switch {
	case !before.Lit() || !now.Lit():
	case now < before:
		m.Better++
	case now == before:
		m.Same++
	case before == plan.Yellow:
		m.Reddened++
		fallthrough
	default:
		m.Worse++
	}
}
