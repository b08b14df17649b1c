package rehearse

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// The syllables invented units are named with. The kinds do not end in 办, so
// that no two names are forms of one.
var (
	unitFirst = [...]string{"云", "松", "青", "锦", "和", "瑞", "嘉", "明", "泽", "华", "清", "文", "安", "宁", "春", "秋", "东", "西", "南", "北"}
	unitThen  = [...]string{"川", "岭", "禾", "溪", "庭", "苑", "桥", "湾", "渡", "台", "坊", "园", "塘", "浦", "泉", "林", "山", "泾", "港", "洲"}
	unitKinds = [...]string{
		"管理站", "服务站", "事务所", "建设所", "文化站", "平安站", "调解所", "管护所", "工作站", "活动站",
		"救助站", "卫生站", "养护站", "环卫所", "巡查站", "志愿站", "法务所", "托育站", "助餐站", "宣教站",
		"绿化站", "水务所", "物管站", "安监所", "统计所", "档案站",
	}
)

// MaxUnits is how many units can be given a name of their own.
const MaxUnits = len(unitFirst) * len(unitThen) * len(unitKinds)

// unitName is the i-th invented unit.
func unitName(i int) string {
	n := i / len(unitKinds)
	return unitFirst[n%len(unitFirst)] + unitThen[n/len(unitFirst)] + unitKinds[i%len(unitKinds)]
}

// subjects are what projects are about, by kind.
var subjects = map[string][]string{
	plan.KindWorks:     {"背街小巷改造", "雨污分流改造", "楼道照明更新", "非机动车棚改建", "消防管网更新", "沿街绿地提升", "无障碍坡道增设", "文化活动室修缮", "充电设施增设", "路面整治"},
	plan.KindService:   {"为老助餐服务", "法律咨询服务", "青少年阅读活动", "垃圾分类宣传", "消防疏散演练", "企业走访服务"},
	plan.KindMechanism: {"联席会议机制", "门责管理", "隐患排查", "民情研判", "志愿服务积分"},
}

var kinds = []string{plan.KindWorks, plan.KindWorks, plan.KindService, plan.KindMechanism}

// invention makes up one unit's projects. The same seed makes the same ones.
type invention struct {
	*rand.Rand
	plan    *plan.Plan
	unit    plan.Unit
	quarter plan.Quarter
	asOf    plan.Date
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// rows are so many projects without faults, sorted by task. No two projects of
// a campaign have one name; those about one subject differ in their numbers.
func (v *invention) rows(count int) []typedRow {
	tasks := make([]plan.Task, count)
	for i := range tasks {
		tasks[i] = pick(v.Rand, v.plan.Tasks)
	}
	slices.SortStableFunc(tasks, func(a, b plan.Task) int { return a.No - b.No })
	rows := make([]typedRow, count)
	for i, t := range tasks {
		rows[i] = typedRow{project: v.project(t, i+1)}
	}
	return rows
}

// project makes up the n-th project: most under way and in time, some waiting,
// paused or done.
func (v *invention) project(task plan.Task, n int) filing.Project {
	kind := pick(v.Rand, kinds)
	name := fmt.Sprintf("%s%d号%d期", pick(v.Rand, subjects[kind]), v.unit.No, n)
	p := filing.Project{
		Name: name, Content: "实施" + name + "，改善居民生活和办事条件。", Kind: kind, Unit: v.unit.Name, Lead: v.unit.Name,
		Priority: pick(v.Rand, v.plan.Canonical("轻重缓急")), Leader: v.unit.Leader, Person: "部门负责人", Note: "演练数据",
	}
	setTask(v.plan, &p, task)
	v.schedule(&p)
	v.fund(&p)
	switch k := v.IntN(100); {
	case k < 6:
		v.wait(&p)
	case k < 12:
		v.finish(&p)
	case k < 15:
		v.pause(&p)
	default:
		v.advance(&p)
	}
	v.addPartners(&p)
	return p
}

// schedule gives a start before the data date and a deadline after it, both
// within the plan, and targets for the years between.
func (v *invention) schedule(p *filing.Project) {
	first, last := v.plan.Info.First(), v.plan.Info.Last()
	start := max(first, v.asOf-plan.Date(v.IntN(500)))
	y, m, _ := start.Time().Date()
	p.Start = plan.Day(y, m, 1)
	end := min(last, v.asOf+plan.Date(30+v.IntN(700)))
	y, m, _ = end.Time().Date()
	p.Deadline = plan.MonthEnd(y, m)
	p.Targets = map[int]string{}
	for year := p.Start.Year(); year <= p.Deadline.Year(); year++ {
		p.Targets[year] = fmt.Sprintf("完成%d处", 1+v.IntN(9))
	}
	if p.Kind != plan.KindWorks && v.IntN(12) == 0 {
		p.OpenEnded, p.Deadline = true, last
		for year := p.Start.Year(); year <= last.Year(); year++ {
			p.Targets[year] = "常态"
		}
	}
}

// fund gives a total and its sources, in round amounts.
func (v *invention) fund(p *filing.Project) {
	switch {
	case p.Kind == plan.KindMechanism && v.IntN(2) == 0:
		zero := plan.Exactly(0)
		p.Total, p.City, p.District, p.Street, p.Social, p.Paid = zero, zero, zero, zero, zero, zero
		p.Funding = "无需资金"
	case v.IntN(40) == 0:
		p.Total, p.Funding = plan.Amount{Kind: plan.Pending}, "尚未落实"
		p.Paid = plan.Exactly(0)
	default:
		district := plan.Money(v.IntN(400)) * plan.Wan
		street := plan.Money(1+v.IntN(300))*plan.Wan + plan.Money(v.IntN(100))*plan.Wan/100
		social := plan.Money(v.IntN(3)*10) * plan.Wan
		p.City, p.District, p.Street, p.Social = plan.Exactly(0), plan.Exactly(district), plan.Exactly(street), plan.Exactly(social)
		p.Total = plan.Exactly(district + street + social)
		p.Funding = pick(v.Rand, []string{"已落实", "已落实", "部分落实"})
	}
}

// advance puts a project under way, a little before or behind what is due but
// within the slack.
func (v *invention) advance(p *filing.Project) {
	p.Status, p.Self = plan.StatusUnderWay, "按计划"
	due := plan.Elapsed(p.Start, p.Deadline, v.asOf)
	p.Progress = v.near(due)
	if p.Kind != plan.KindWorks {
		from, to := plan.Day(v.asOf.Year(), 1, 1), plan.Day(v.asOf.Year(), 12, 31)
		p.Rate = v.near(plan.Elapsed(max(from, p.Start), min(to, p.Deadline), v.asOf))
	}
	p.Paid = round(share(p, int64(*p.Progress/plan.Point)*9/10))
	p.Done = fmt.Sprintf("累计完成%d处，本季度新完成%d处。", 3+v.IntN(40), 1+v.IntN(9))
	p.Next = fmt.Sprintf("再完成%d处。", 1+v.IntN(9))
}

// near is a whole number of percent, at most five below what is due, and below
// 100 in any case.
func (v *invention) near(due plan.Percent) *plan.Percent {
	n := int(due/plan.Point) - 5 + v.IntN(12)
	return points(min(max(n, int(due/plan.Point)-9, 1), 98))
}

// wait puts a project's start after the data date, where the plan leaves room.
func (v *invention) wait(p *filing.Project) {
	last := v.plan.Info.Last()
	if v.asOf >= last-nearEnd {
		v.advance(p)
		return
	}
	y, m, _ := (v.asOf + plan.Date(35+v.IntN(200))).Time().Date()
	p.Start, p.Deadline, p.OpenEnded = plan.Day(y, m, 1), last, false
	p.Targets = map[int]string{last.Year(): "完成"}
	p.Status, p.Progress, p.Paid = plan.StatusNotStarted, points(0), plan.Exactly(0)
}

func (v *invention) finish(p *filing.Project) {
	p.Status, p.Self, p.Progress, p.Paid = plan.StatusDone, "提前", points(100), plan.Exactly(p.Total.Value())
	y, m, _ := (v.asOf - 20).Time().Date()
	p.Finished = plan.MonthEnd(y, m-1)
	p.Done = fmt.Sprintf("%d处全部完成并通过验收。", 3+v.IntN(40))
}

func (v *invention) pause(p *filing.Project) {
	v.advance(p)
	p.Status, p.Self, p.Rate, p.Next = "暂缓", "", nil, ""
	p.Problem = "方案与上级规范衔接，暂缓实施。"
}

// addPartners names up to two other units, and now and then an outside body or
// the lead itself.
func (v *invention) addPartners(p *filing.Project) {
	for range v.IntN(3) {
		u := pick(v.Rand, v.plan.Units).Name
		if u != p.Lead && !slices.Contains(p.Partners, u) {
			p.Partners = append(p.Partners, u)
		}
	}
	switch v.IntN(30) {
	case 0:
		p.Partners = append(p.Partners, "区水务局")
	case 1:
		p.Partners = append(p.Partners, p.Lead)
	}
}

// round drops what is below 0.01 万元, so that every layout can type it.
func round(a plan.Amount) plan.Amount {
	const step = plan.Wan / 100
	a.Money -= a.Money % step
	return a
}
