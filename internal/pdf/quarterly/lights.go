package quarterly

import (
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// The inks of lights: each differs from the others in shape or pattern too,
// for those who print in black and white.
var (
	blue  = layout.Color{R: 31, G: 78, B: 121}
	green = layout.Color{R: 84, G: 130, B: 53}
	amber = layout.Color{R: 176, G: 112, B: 0}
	red   = layout.Color{R: 192, G: 0, B: 0}
)

// signs are the shapes that stand before a light's word.
var signs = map[plan.Light]layout.Sign{
	plan.Done:      {Shape: layout.Diamond, Color: blue},
	plan.Green:     {Shape: layout.Disc, Color: green},
	plan.Yellow:    {Shape: layout.Triangle, Color: amber},
	plan.Red:       {Shape: layout.Square, Color: red},
	plan.NotDue:    {Shape: layout.Ring, Color: layout.Grey},
	plan.Paused:    {Shape: layout.Dash, Color: layout.Grey},
	plan.Cancelled: {Shape: layout.Dash, Color: layout.Grey},
	// What could not be verified has no light either.
	plan.Unverified: {Shape: layout.Dash, Color: layout.Grey},
}

// lightCell is a light's word with its sign.
func lightCell(l plan.Light) layout.Cell {
	return layout.Cell{Text: l.String(), Sign: signs[l], Strong: l.Late()}
}

// headBreaks are the words of long heads at which they break.
var headBreaks = strings.NewReplacer("已完成", "已\n完成", "推进顺利", "推进\n顺利", "进度偏慢", "进度\n偏慢", "进度滞后", "进度\n滞后",
	"未到启动时间", "未到\n启动", "暂缓或取消", "暂缓\n取消", "数据待核实", "待\n核实")

// headOf is a bucket's word as it stands above a narrow column.
func headOf(b report.Bucket) string { return headBreaks.Replace(b.Word) }

var (
	white     = layout.Color{R: 255, G: 255, B: 255}
	leaf      = layout.Color{R: 169, G: 208, B: 142}
	sand      = layout.Color{R: 255, G: 230, B: 153}
	rose      = layout.Color{R: 240, G: 140, B: 140}
	lightGrey = layout.Color{R: 217, G: 217, B: 217}
	darkGrey  = layout.Color{R: 90, G: 90, B: 90}
)

// fills paint the buckets in pictures, by their words.
var fills = map[string]layout.Fill{
	"已完成":    {Color: blue, Ink: blue},
	"推进顺利":   {Color: leaf, Ink: green},
	"进度偏慢":   {Color: sand, Pattern: layout.Rising, Ink: amber},
	"进度滞后":   {Color: rose, Pattern: layout.Crossed, Ink: red},
	"未到启动时间": {Color: white, Ink: layout.Grey},
	"暂缓或取消":  {Color: white, Pattern: layout.Vertical, Ink: layout.Grey},
	"数据待核实":  {Color: lightGrey, Pattern: layout.Dotted, Ink: darkGrey},
}
