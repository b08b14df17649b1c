package rehearse_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// The simulated office: so many units of the built-in roster, over so many
// quarters from the plan's first on.
const (
	simulatedUnits    = 12
	simulatedQuarters = 8
)

// figures are what is known of a project: whole 万元 and whole points.
type figures struct {
	unit            string
	status          string
	progress        int
	total, paid     int
	start, deadline plan.Date
}

// work is a project as it really stands with its unit, and as the office has
// published it: the two differ while nothing readable has been sent.
type work struct {
	name   string // as the office knows it
	task   int
	now    figures // with its unit
	said   figures // published; without meaning before known
	known  bool    // it has figures
	number string  // once published
	fresh  bool    // published for the first time this quarter
	state  string  // 已报, 待核实, 未报
	light  string  // the office's own, "" for none
	ends   bool    // it is in the figures for the last time
	from   []*work // what it was made of, this quarter
}

// files says how a unit's report comes.
type files int

const (
	plainly files = iota
	never         // 未报
	broken        // bytes of no workbook
	twice         // a first version, then the right one
	tardy         // a week after the day
)

// quarterScript is one quarter: what each unit sends, and what the office does.
type quarterScript struct {
	quarter plan.Quarter
	how     map[string]files
	bad     map[*work]bool // its row has a cell that cannot be read
	ledger  []filing.Change
	rule    map[*work]string // 核定 of bad rows
	correct map[*work]int    // 累计进度 by the office
	light   map[*work]plan.Light
	new     int // projects sent for the first time
}

// world is the truth: simple arithmetic over what was sent and decided.
type world struct {
	r      *rand.Rand
	units  []plan.Unit
	works  []*work
	script quarterScript
	serial int
	last   map[string]int // paid by number at the end of the quarter before
	// sentBefore is what units send of projects whose figures the office changes.
	sentBefore map[*work]figures
}

func newWorld(seed uint64) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 16))}
	for _, u := range plan.Builtin().Units {
		if u.Reporting == plan.ReportsItself && len(w.units) < simulatedUnits {
			w.units = append(w.units, u)
		}
	}
	return w
}

func (w *world) chance(percent int) bool { return w.r.IntN(100) < percent }

// invent makes a project of a unit that nobody has sent yet.
func (w *world) invent(unit string, q plan.Quarter) *work {
	places := []string{"福山", "崂山", "南泉", "浦电", "竹园", "东昌", "商城", "世纪", "张杨", "源深", "民生", "桃林", "羽山", "栖山", "乳山", "博山"}
	kinds := []string{"道路改造", "绿化补种", "停车整治", "文化活动室装修", "电梯加装", "管网更新", "照明改造", "健身苑点建设", "垃圾房改造", "护栏更换"}
	w.serial++
	p := &work{name: fmt.Sprintf("%s%s%d期", places[w.r.IntN(len(places))], kinds[w.r.IntN(len(kinds))], w.serial), task: 1 + w.r.IntN(16)}
	start := q.First() + plan.Date(w.r.IntN(60))
	p.now = figures{unit: unit, status: plan.StatusUnderWay, progress: 1 + w.r.IntN(20), total: 10 * (1 + w.r.IntN(50)), start: start, deadline: start + plan.Date(200+w.r.IntN(600))}
	p.now.paid = p.now.total * p.now.progress / 200
	if p.now.deadline > plan.Day(2025, 12, 31) {
		p.now.deadline = plan.Day(2025, 12, 31)
	}
	return p
}

// advance is a quarter's work on a project.
func (w *world) advance(p *work) {
	f := &p.now
	if f.status != plan.StatusUnderWay {
		return
	}
	f.progress = min(100, f.progress+w.r.IntN(22))
	f.paid = max(f.paid, min(f.total, f.total*f.progress/110))
	if f.progress == 100 {
		f.status = plan.StatusDone
	}
}

// next makes the script of a quarter, and says what has to come of it.
func (w *world) next(q plan.Quarter) {
	w.script = quarterScript{quarter: q, how: map[string]files{}, bad: map[*work]bool{}, rule: map[*work]string{}, correct: map[*work]int{}, light: map[*work]plan.Light{}}
	s := &w.script
	w.last, w.sentBefore = map[string]int{}, map[*work]figures{}
	for _, p := range w.works {
		if p.known {
			w.last[p.number] = p.said.paid
		}
	}
	w.works = slices.DeleteFunc(w.works, func(p *work) bool { return p.ends })
	for _, p := range w.works {
		p.light, p.fresh, p.from = "", false, nil
		w.advance(p)
	}
	for _, u := range w.units {
		how := plainly
		switch n := w.r.IntN(100); {
		case n < 8:
			how = never
		case n < 15:
			how = broken
		case n < 25:
			how = twice
		case n < 33:
			how = tardy
		}
		s.how[u.Name] = how
	}
	for _, u := range w.units {
		if w.sends(u.Name) && w.chance(55) {
			p := w.invent(u.Name, q)
			p.fresh = true
			w.works = append(w.works, p)
			s.new++
		}
	}
	w.change()
	for _, p := range w.works {
		if w.sends(p.now.unit) && p.now.status == plan.StatusUnderWay && !p.fresh && p.from == nil && !p.ends && w.chance(8) {
			s.bad[p] = true
		}
	}
	w.publish()
	w.decide()
}

func (w *world) sends(unit string) bool {
	return w.script.how[unit] != never && w.script.how[unit] != broken
}

// change makes approved changes of the plan, of projects whose units report.
func (w *world) change() {
	s := &w.script
	note := func(c filing.Change) {
		c.Basis, c.Approved = fmt.Sprintf("会议纪要第%d期", len(s.ledger)+1), s.quarter.Last()-10
		s.ledger = append(s.ledger, c)
	}
	for _, p := range slices.Clone(w.works) {
		if p.fresh || p.ends || !p.known || p.number == "" || !w.sends(p.now.unit) || p.now.status != plan.StatusUnderWay || !w.chance(12) {
			continue
		}
		switch w.r.IntN(5) {
		case 0:
			old := p.name
			p.name += "（调整）"
			note(filing.Change{Kind: filing.ChangeName, Old: p.number, Before: old, After: p.name})
		case 1:
			to := w.units[w.r.IntN(len(w.units))].Name
			if w.sends(to) && to != p.now.unit {
				note(filing.Change{Kind: filing.ChangeTransfer, Old: p.number, Before: p.now.unit, After: to})
				p.now.unit = to
			}
		case 2:
			p.now.status = plan.StatusCancelled
			p.ends = true
			note(filing.Change{Kind: filing.ChangeCancel, Old: p.number})
		case 3:
			w.merge(p, note)
		default:
			w.split(p, note)
		}
	}
}

// merge makes one project of two of the same task and unit.
func (w *world) merge(p *work, note func(filing.Change)) {
	i := slices.IndexFunc(w.works, func(o *work) bool {
		return o != p && o.known && o.number != "" && !o.fresh && !o.ends && o.now.unit == p.now.unit && o.now.status == plan.StatusUnderWay && o.from == nil
	})
	if i < 0 {
		return
	}
	o := w.works[i]
	made := w.invent(p.now.unit, w.script.quarter)
	made.task, made.now.start, made.now.deadline = p.task, min(p.now.start, o.now.start), max(p.now.deadline, o.now.deadline)
	made.now.total, made.now.paid, made.now.progress = p.now.total+o.now.total, p.now.paid+o.now.paid, min(p.now.progress, o.now.progress)
	made.from = []*work{p, o}
	note(filing.Change{Kind: filing.ChangeMerge, Old: p.number + pickOf(w.r, "、", "，", ";", " ", "\n") + o.number, After: made.name})
	w.replace([]*work{p, o}, made)
}

// split makes two projects of one.
func (w *world) split(p *work, note func(filing.Change)) {
	one, two := w.invent(p.now.unit, w.script.quarter), w.invent(p.now.unit, w.script.quarter)
	for i, made := range []*work{one, two} {
		made.task, made.from = p.task, []*work{p}
		made.now = p.now
		made.now.total, made.now.paid = p.now.total/2, p.now.paid/2
		if i == 1 {
			made.now.total, made.now.paid = p.now.total-one.now.total, p.now.paid-one.now.paid
		}
	}
	note(filing.Change{Kind: filing.ChangeSplit, Old: p.number, After: one.name + pickOf(w.r, "、", "；", "\n") + two.name})
	w.replace([]*work{p}, one, two)
}

func (w *world) replace(old []*work, made ...*work) {
	w.works = slices.DeleteFunc(w.works, func(p *work) bool { return slices.Contains(old, p) })
	w.works = append(w.works, made...)
}

func pickOf(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// publish says what the reports come to before the office has decided anything.
func (w *world) publish() {
	for _, p := range w.works {
		switch how := w.script.how[p.now.unit]; {
		case how == never:
			p.state = "未报"
		case how == broken || w.script.bad[p]:
			p.state = "待核实"
		default:
			p.state, p.said, p.known = "已报", p.now, true
		}
	}
}

// decide has the office correct, decide and set lights.
func (w *world) decide() {
	s := &w.script
	for _, p := range w.works {
		switch {
		case s.bad[p]:
			switch w.r.IntN(3) {
			case 0:
				s.rule[p] = filing.RulingListed
				progress := p.said.progress
				w.sentBefore[p] = p.now
				p.state, p.said = "已报", p.now
				p.said.progress, p.now.progress = progress, progress
			case 1:
				s.rule[p] = filing.RulingCarried
			}
		case p.state != "已报" || p.ends || p.fresh || p.from != nil:
		case p.said.status == plan.StatusUnderWay && w.chance(10):
			w.sentBefore[p] = p.now
			s.correct[p] = max(1, min(99, p.said.progress+w.r.IntN(9)-4))
			p.said.progress, p.now.progress = s.correct[p], s.correct[p]
		case p.said.status == plan.StatusUnderWay && w.chance(8):
			s.light[p] = []plan.Light{plan.Green, plan.Yellow, plan.Red}[w.r.IntN(3)]
			p.light = s.light[p].String()
		}
	}
}

// lightOf is the light a project has to have: by the days that have passed, ten
// points of patience, and four fifths.
func (w *world) lightOf(p *work) string {
	f := &p.said
	switch {
	case p.known && f.status == plan.StatusDone:
		return "已完成"
	case p.state != "已报":
		return "数据待核实"
	case p.light != "":
		return p.light
	case f.status == plan.StatusCancelled:
		return "取消"
	}
	asOf := w.script.quarter.Last()
	days, gone := int(f.deadline-f.start), min(max(int(asOf-f.start), 0), int(f.deadline-f.start))
	due := (2000*gone + days) / (2 * days) // tenths of a point
	switch {
	case asOf > f.deadline:
		return "进度滞后"
	case due-10*f.progress <= 100:
		return "推进顺利"
	case 100*10*f.progress < redShare*due:
		return "进度滞后"
	}
	return "进度偏慢"
}

// savedAt is when a unit's file was saved.
func (w *world) savedAt(how files) time.Time {
	at := w.script.quarter.Last().Time().Add(-10 * 24 * time.Hour)
	if how == tardy {
		at = at.Add(25 * 24 * time.Hour)
	}
	return at
}

// sentBy are the projects in a unit's file.
func (w *world) sentBy(unit string) []*work {
	var list []*work
	for _, p := range w.works {
		if p.now.unit == unit {
			list = append(list, p)
		}
	}
	return list
}

// title is a project's name as it is compared.
func title(name string) string { return strings.NewReplacer("（", "(", "）", ")").Replace(name) }
