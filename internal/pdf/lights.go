package pdf

import (
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// The inks of lights: each differs from the others in shape or pattern too,
// for those who print in black and white.
var (
	blue  = Color{31, 78, 121}
	green = Color{84, 130, 53}
	amber = Color{176, 112, 0}
	red   = Color{192, 0, 0}
)

// signs are the shapes that stand before a light's word.
var signs = map[plan.Light]Sign{
	plan.Done:      {Diamond, blue},
	plan.Green:     {Disc, green},
	plan.Yellow:    {Triangle, amber},
	plan.Red:       {Square, red},
	plan.NotDue:    {Ring, grey},
	plan.Paused:    {Dash, grey},
	plan.Cancelled: {Dash, grey},
	// What could not be verified has no light either.
	plan.Unverified: {Dash, grey},
}

// lightCell is a light's word with its sign.
func lightCell(l plan.Light) Cell { return Cell{Text: l.String(), Sign: signs[l], Strong: l.Late()} }

// A bucket is what projects are counted in, as tables and charts show it.
type bucket struct {
	head  string
	count func(report.Tally) int
	late  bool
	fill  Fill
}

// headBreaks are the words of long heads at which they break.
var headBreaks = strings.NewReplacer("推进顺利", "推进\n顺利", "进度偏慢", "进度\n偏慢", "进度滞后", "进度\n滞后",
	"未到启动时间", "未到启动\n时间", "暂缓或取消", "暂缓或\n取消", "数据待核实", "数据\n待核实")

// broken is the bucket's head as it stands above a narrow column.
func (b bucket) broken() string { return headBreaks.Replace(b.head) }

var buckets = []bucket{
	{"已完成", func(t report.Tally) int { return t.Done }, false, Fill{Color: blue, Ink: blue}},
	{"推进顺利", func(t report.Tally) int { return t.Green }, false, Fill{Color: Color{169, 208, 142}, Ink: green}},
	{"进度偏慢", func(t report.Tally) int { return t.Yellow }, true, Fill{Color: Color{255, 230, 153}, Pattern: Rising, Ink: amber}},
	{"进度滞后", func(t report.Tally) int { return t.Red }, true, Fill{Color: Color{240, 140, 140}, Pattern: Crossed, Ink: red}},
	{"未到启动时间", func(t report.Tally) int { return t.NotDue }, false, Fill{Color: Color{255, 255, 255}, Ink: grey}},
	{"暂缓或取消", func(t report.Tally) int { return t.Stopped }, false, Fill{Color: Color{255, 255, 255}, Pattern: Vertical, Ink: grey}},
	{"数据待核实", func(t report.Tally) int { return t.Unverified }, false, Fill{Color: Color{217, 217, 217}, Pattern: Dotted, Ink: Color{90, 90, 90}}},
}
