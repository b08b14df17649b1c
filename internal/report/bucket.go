package report

// A Bucket is what projects are counted in by how they stand. Every table,
// picture and sentence counts them in these.
type Bucket struct {
	Word  string // 进度偏慢: above columns and in legends
	Late  bool
	Count func(Tally) int
	said  string // in sentences, before the number
}

// Buckets are all buckets in order: each project of a tally is in one of them.
var Buckets = []Bucket{
	{"已完成", false, func(t Tally) int { return t.Done }, "已完成"},
	{"推进顺利", false, func(t Tally) int { return t.Green }, "推进顺利"},
	{"进度偏慢", true, func(t Tally) int { return t.Yellow }, "进度偏慢"},
	{"进度滞后", true, func(t Tally) int { return t.Red }, "进度滞后"},
	{"未到启动时间", false, func(t Tally) int { return t.NotDue }, "未到计划启动时间"},
	{"暂缓或取消", false, func(t Tally) int { return t.Stopped }, "暂缓或取消"},
	{"数据待核实", false, func(t Tally) int { return t.Unverified }, "数据待核实"},
}

// allWord says that all projects stand in one bucket.
func allWord(said string) string {
	switch said {
	case "暂缓或取消":
		return "均已暂缓或取消"
	case "数据待核实":
		return "数据均待核实"
	}
	return "均" + said
}
