package report

import (
	"cmp"
	"maps"
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
	byKind := map[string][]ComparisonRow{}
	for _, e := range b.entries {
		c := b.comparison(e)
		byKind[c.Kind] = append(byKind[c.Kind], c)
	}
	for s, e := range b.then() {
		if e == nil {
			c := b.comparisonLeft(s)
			byKind[c.Kind] = append(byKind[c.Kind], c)
		}
	}
	for _, k := range comparisonKinds {
		if rows := byKind[k]; len(rows) > 0 {
			b.Compare, b.Kinds = append(b.Compare, rows...), append(b.Kinds, KindCount{k, len(rows)})
		}
	}
	b.movement()
}

func (b *builder) comparison(e *ProjectRow) ComparisonRow {
	c := ComparisonRow{
		Kind: e.kind(), Named: e.named(), LightBefore: e.lightBefore(), LightNow: e.light(),
		After: when(e.light() != plan.Unverified, standingWord(&e.Project)),
	}
	if e.hasLast() {
		c.Before = standingWord(&e.Last.Project)
	}
	c.Note = b.comparisonNote(c.Kind, e)
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
	case p.Status != plan.StatusUnderWay && p.Status != plan.StatusPrep && p.Status != "":
		return p.Status
	case p.Progress == nil:
		return ""
	}
	return p.Progress.String() + "%"
}

func (b *builder) comparisonNote(kind string, e *ProjectRow) string {
	switch {
	case kind == kindMade:
		return "由" + b.titles(list(e.From)) + "合并或拆分而来"
	case kind == kindMaybe:
		return "可能由" + b.titles(list(e.MaybeFrom)) + "更名、合并或拆分而来，待批"
	case kind == kindAdvanced:
		return "提高" + points(e.gain())
	case kind == kindFellBack:
		return "降低" + points(-e.gain())
	case kind == kindStalled && e.Stalled > 1:
		return "连续" + plan.Count(e.Stalled) + "个季度无进展"
	case kind == kindStalled:
		return ""
	}
	return e.Because
}

// comparisonLeft is the row of what stood in last quarter's library and no longer
// does.
func (b *builder) comparisonLeft(s *filing.Standing) ComparisonRow {
	kind := kindLeft
	if b.goesOn[s.Number] {
		kind = kindMerged
	}
	return ComparisonRow{Kind: kind, Named: namedThen(s), Before: standingWord(&s.Project), LightBefore: s.Light, Note: b.whyLeft(s.Number)}
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
	for _, c := range b.Compare {
		m.addTurn(c)
		m.Late.add(c.LightBefore, c.LightNow, c.Kind == kindMerged)
		m.Alike.add(c.LightBefore, c.LightNow)
	}
	for s, e := range b.then() {
		switch {
		case !b.standingThen(s).stillLate:
		case e == nil:
			m.Doubted.add(plan.Red, plan.Unlit, b.goesOn[s.Number])
		default:
			m.Doubted.add(plan.Red, e.light(), false)
		}
	}
	b.addPaid(m)
	b.Movement = m
}

// addPaid counts what was paid since last quarter, over the projects of both
// quarters and across mergers and splits: what the ones had spent is not what
// the others spent since.
func (b *builder) addPaid(m *Movement) {
	both := maps.Clone(b.goesOn) // the numbers of last quarter's projects that others were made of, or that stand as they did
	for _, e := range b.entries {
		paid := e.Project.Paid.Value()
		switch {
		case e.hasLast():
			if !e.Carried || e.Last.Late != nil {
				m.GoOn++
			}
			m.Paid += paid
			both[e.Last.Number] = true
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
	for s := range b.then() {
		switch paid := s.Project.Paid.Value(); {
		case !s.HasFigures():
		case both[s.Number] && s.Number != "":
			m.Paid -= paid
		default:
			m.LeftPaid += paid
		}
	}
}

// addTurn counts what became of a project.
func (m *Movement) addTurn(c ComparisonRow) {
	switch {
	case c.Kind == kindNew:
		m.New++
		if c.LightNow == plan.Done {
			m.NewDone++
		}
	case c.Kind == kindMade:
		m.Merged++
	case c.Kind == kindFinished:
		m.Finished++
	case c.Kind == kindLeft:
		m.Left++
	case c.Kind == kindMerged:
	case c.LightBefore == plan.Done && c.LightNow != plan.Done:
		m.Reopened++
	case c.Kind == kindFellBack:
		m.FellBack++
	case c.Kind == kindStalled:
		m.Stalled++
	}
}

// add counts a project's light before and now, which is Unlit for one that is no
// longer in the library; merged tells one that goes on in others.
func (m *LateMovement) add(before, now plan.Light, merged bool) {
	switch before {
	case plan.Yellow:
		m.Yellow++
	case plan.Red:
		m.Red++
	}
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
	case merged:
		m.Merged++
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
