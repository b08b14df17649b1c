package plan

import (
	"slices"
	"time"
)

// Light is how a project stands at the data date.
type Light uint8

// The lights and the buckets without one, in the order tables list them.
const (
	Unlit      Light = iota // not judged
	Done                    // 已完成
	Green                   // 推进顺利
	Yellow                  // 进度偏慢
	Red                     // 进度滞后
	NotDue                  // 未到启动时间
	Paused                  // 暂缓
	Cancelled               // 取消
	Unverified              // 数据待核实
)

var lightWords = []string{"", "已完成", "推进顺利", "进度偏慢", "进度滞后", "未到启动时间", "暂缓", "取消", "数据待核实"}

// String is the light's word.
func (l Light) String() string { return lightWords[l] }

// Lamp is a late light as departments are told it: 红灯（进度滞后）.
func (l Light) Lamp() string {
	colours := map[Light]string{Yellow: "黄灯", Red: "红灯"}
	return colours[l] + "（" + l.String() + "）"
}

// ParseLight reads a light's word; ok is false for any other text.
func ParseLight(s string) (l Light, ok bool) {
	i := slices.Index(lightWords, s)
	return Light(max(i, 0)), i > 0
}

// Lit reports a project that is judged by its light: the denominator of the
// share that is late. 已完成 is not under way any more and has its own bucket.
func (l Light) Lit() bool { return l == Green || l == Yellow || l == Red }

// Late reports yellow and red.
func (l Light) Late() bool { return l == Yellow || l == Red }

// MarshalText writes the light's word.
func (l Light) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the light's word; any other text is Unlit.
func (l *Light) UnmarshalText(b []byte) error {
	*l, _ = ParseLight(string(b))
	return nil
}

// The canonical status words.
const (
	StatusNotStarted = "未启动"
	StatusPrep       = "前期"
	StatusUnderWay   = "在建"
	StatusDone       = "已完成"
	StatusPaused     = "暂缓"
	StatusCancelled  = "取消"
)

// The project kinds that are judged by the year's target, and the
// department's own word for being late.
const (
	KindService   = "服务类"
	KindMechanism = "机制类"
	KindWorks     = "工程类"
	SelfLate      = "滞后"
)

// The lists that code asks, and FundingNone, the funding of what costs nothing.
const (
	ListStatus   = "项目状态"
	ListCategory = "项目类别"
	ListFunding  = "资金落实"
	FundingNone  = "无需资金"
)

// Case is what a light is judged by.
type Case struct {
	Kind, Status, Self string
	Start, Deadline    Date // Start may be none
	FirstTarget        int  // first year with a target, 0 if none
	OpenEnded          bool // the deadline was typed as 长期, 持续推进 …
	Progress           Percent
	YearRate           *Percent // 本年目标完成率, nil if not given
	Concrete           bool     // the progress text says something
}

// Verdict is a light with the figures behind it. Due and Actual are zero
// where no expected progress applies; Timed says whether one does.
type Verdict struct {
	Light  Light   `json:"light"`
	Due    Percent `json:"due"`
	Actual Percent `json:"actual"`
	Timed  bool    `json:"timed"`
	Yearly bool    `json:"yearly,omitempty"` // Actual is the year's rate, not the progress
}

// Shortfall is how far the project is behind, in points; negative when ahead.
func (v Verdict) Shortfall() Percent { return v.Due - v.Actual }

// Judge gives a case its light at the data date under the plan's thresholds.
func (p *Plan) Judge(c Case, asOf Date) Verdict {
	switch c.Status {
	case StatusPaused:
		return Verdict{Light: Paused}
	case StatusCancelled:
		return Verdict{Light: Cancelled}
	case StatusDone:
		return Verdict{Light: Done}
	}
	start := p.StartOf(c)
	if c.Status == StatusNotStarted && asOf < start {
		return Verdict{Light: NotDue}
	}
	v := p.expected(c, start, asOf)
	v.Light = p.lightOf(c, v, start, asOf)
	return v
}

// expected is where the case should be at the data date, and where it is.
func (p *Plan) expected(c Case, start, asOf Date) Verdict {
	yearly := c.Kind == KindService || c.Kind == KindMechanism
	switch {
	case yearly && c.YearRate != nil:
		from := max(start, Day(asOf.Year(), time.January, 1))
		to := min(c.Deadline, Day(asOf.Year(), time.December, 31))
		return Verdict{Due: Elapsed(from, to, asOf), Actual: *c.YearRate, Timed: true, Yearly: true}
	case yearly && c.OpenEnded:
		return Verdict{Actual: c.Progress}
	}
	return Verdict{Due: Elapsed(start, c.Deadline, asOf), Actual: c.Progress, Timed: true}
}

func (p *Plan) lightOf(c Case, v Verdict, start, asOf Date) Light {
	behind := v.Shortfall() > p.Info.SlackPoints
	overdue := asOf > c.Deadline
	switch {
	case overdue, v.Timed && behind && belowRatio(v.Actual, v.Due, p.Info.RedRatio):
		return Red
	case v.Timed && behind,
		c.Status == StatusNotStarted && int(asOf-start) > p.Info.StartGrace,
		c.Self == SelfLate,
		!v.Timed && !c.Concrete:
		return Yellow
	}
	return Green
}

// belowRatio reports actual < ratio of due, without rounding.
func belowRatio(actual, due, ratio Percent) bool {
	return int64(actual)*int64(Full) < int64(due)*int64(ratio)
}

// StartOf is the project's start: as planned, else 1 January of the first
// year with a target, else the plan's first day.
func (p *Plan) StartOf(c Case) Date {
	switch {
	case c.Start != 0:
		return c.Start
	case c.FirstTarget != 0:
		return Day(c.FirstTarget, time.January, 1)
	}
	return p.Info.First()
}

// Elapsed is the share of the days from start to end that have passed at
// asOf, to a tenth of a point, by the formula the workbook uses:
// INT((2000*e+d)/(2*d))/10. A span of no days is 0 before it, 100 from it on.
func Elapsed(start, end, asOf Date) Percent {
	d, e := int64(end-start), int64(asOf-start)
	if d <= 0 {
		if asOf < max(start, end) {
			return 0
		}
		return Full
	}
	e = min(max(e, 0), d)
	return Percent((2000*e+d)/(2*d)) * (Point / 10)
}
