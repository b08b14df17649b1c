package plan

import (
	"slices"
	"strings"

	"jingpin/internal/tabular"
)

// share is a number of percentage points of a whole.
func share(r *tabular.Reader, column string) Percent {
	v, err := ParsePercent(r.Text(column))
	if err != nil || v < 0 || v > Full {
		r.Fault(column, "“"+r.Text(column)+"”应为0至100的数字")
	}
	return v
}

// wan is an amount above nothing, in 万元.
func wan(r *tabular.Reader, column string) Money {
	m, err := ParseWan(r.Text(column))
	if err != nil || m <= 0 {
		r.Fault(column, "“"+r.Text(column)+"”应为大于0的数字")
	}
	return m
}

// maxNo is the highest number of a track or a task: project numbers begin with
// two digits of it.
const maxNo = 99

// no is the number of a track or a task.
func serial(r *tabular.Reader) int {
	n := r.Within("序号", 1, maxNo)
	r.Once("序号", Count(n))
	return n
}

// readInfo reads 基本信息, every line of which must be there.
func (p *Plan) readInfo(r *tabular.Reader) {
	i := &p.Info
	text := func(to *string) func() { return func() { *to = r.Must("值") } }
	whole := func(to *int, low, high int) func() { return func() { *to = r.Within("值", low, high) } }
	points := func(to *Percent) func() { return func() { *to = share(r, "值") } }
	lines := []struct {
		name string
		read func()
	}{
		{"计划名称", text(&i.Name)}, {"计划简称", text(&i.ShortName)}, {"街道", text(&i.Street)}, {"文号", text(&i.DocumentNo)},
		{"印发日期", text(&i.Issued)}, {"领导小组", text(&i.Group)}, {"领导小组办公室", text(&i.Office)}, {"表名", text(&i.FormTitle)},
		{"报告名", text(&i.ReportTitle)}, {"页眉", text(&i.Header)},
		{"起始年", whole(&i.FirstYear, earliestYear, latestYear)}, {"截止年", whole(&i.LastYear, earliestYear, latestYear)},
		{"报送日", whole(&i.ReportDay, 1, 31)}, {"进度偏慢阈值(百分点)", points(&i.SlackPoints)}, {"进度滞后完成比(%)", points(&i.RedRatio)},
		{"未启动宽限(天)", whole(&i.StartGrace, 0, 366)}, {"总投资上限(万元)", func() { i.TotalLimit = wan(r, "值") }},
		{"进度与支出偏差(百分点)", points(&i.SpendGap)}, {"单季增幅上限(百分点)", points(&i.JumpLimit)}, {"相近名称阈值(%)", points(&i.NearName)},
		{"最少进展字数", whole(&i.MinProgressLength, 0, 1000)}, {"模板版本", text(&i.TemplateVersion)},
	}
	seen := map[string]tabular.Row{}
	r.Each(func() {
		name := r.Text("项目")
		seen[name] = r.Row
		for _, line := range lines {
			if line.name == name {
				line.read()
				return
			}
		}
		r.Fault("项目", "没有“"+name+"”这一项")
	})
	for _, line := range lines {
		if seen[line.name].Number == 0 {
			r.Lack("缺少“" + line.name + "”一项")
		}
	}
	if i.LastYear < i.FirstYear || i.LastYear > i.FirstYear+maxYears {
		r.Row = seen["截止年"]
		r.Fault("值", "截止年应不早于起始年，也不晚于它"+Count(maxYears)+"年以上")
		i.LastYear = i.FirstYear
	}
}

// maxYears keeps the year columns of the form within a sheet one can use. A
// year beyond the others is a slip of the pen.
const (
	maxYears     = 15
	earliestYear = 2000
	latestYear   = 2100
)

func (p *Plan) readTasks(r *tabular.Reader) {
	r.Each(func() {
		t := Task{No: serial(r), Name: r.Must("名称"), Aliases: r.List("别名")}
		i := slices.IndexFunc(p.Tracks, func(k Track) bool { return k.Name == r.Text("专项行动") })
		if i < 0 {
			r.Fault("专项行动", "专项行动表里没有“"+r.Text("专项行动")+"”")
		} else {
			t.Track = p.Tracks[i].No
		}
		p.Tasks = append(p.Tasks, t)
		p.place(r)
	})
}

func (p *Plan) readCommitments(r *tabular.Reader) {
	r.Each(func() {
		c := Commitment{Task: r.Number("重点任务"), Name: r.Must("事项")}
		if _, ok := p.TaskNo(c.Task); !ok {
			r.Fault("重点任务", "重点任务表里没有第"+r.Text("重点任务")+"项")
		}
		for _, alternative := range tabular.Split(r.Must("匹配词")) {
			var keys []string
			for _, w := range strings.Split(alternative, "+") {
				keys = append(keys, Key(w))
			}
			c.Match = append(c.Match, keys)
		}
		p.Commitments = append(p.Commitments, c)
	})
}

func (p *Plan) readUnits(r *tabular.Reader) {
	r.Each(func() {
		u := Unit{
			No: len(p.Units) + 1, Name: r.Must("名称"), Full: r.Text("全称"), Aliases: r.List("别名"),
			Reporting: r.Must("报送方式"), Collector: r.Text("汇总单位"), Leader: r.Text("分管领导"),
		}
		collected := strings.HasPrefix(u.Reporting, "由") && strings.HasSuffix(u.Reporting, "汇总")
		if !collected && !slices.Contains([]string{ReportsItself, ReportsIfLead, ReportsNot}, u.Reporting) {
			r.Fault("报送方式", "应为单独报送、有牵头项目才报、不报或由××汇总")
		}
		if collected && u.Collector == "" {
			u.Collector = strings.TrimSuffix(strings.TrimPrefix(u.Reporting, "由"), "汇总")
		}
		p.Units = append(p.Units, u)
		p.place(r)
	})
}

func (p *Plan) readColumns(r *tabular.Reader) {
	r.Each(func() {
		c := Column{
			Key: r.Must("代号"), Header: r.Must("栏目"), Parent: r.Text("上级表头"), Type: r.Must("类型"),
			Required: Required(r.Must("必填")), List: r.Text("选项"), Aliases: r.List("别名"),
			Input: r.Text("填写说明"), Example: r.Text("样例"), traits: r.List("属性"),
		}
		if r.Text("列宽") != "" {
			c.Width = r.Within("列宽", 1, 255)
		}
		if c.Required != Must && c.Required != Should && c.Required != Optional {
			r.Fault("必填", "应为必填、应填或否")
		}
		if c.Type != TypeYear {
			p.Columns = append(p.Columns, c)
			p.place(r)
			return
		}
		p.splitYearAliases(&c)
		for _, year := range p.yearColumns(c) {
			p.Columns = append(p.Columns, year)
			p.place(r)
		}
	})
}

// splitYearAliases keeps aliases that name a year with the year columns; those
// that name none stand for the year of the report.
func (p *Plan) splitYearAliases(c *Column) {
	var dated []string
	for _, a := range c.Aliases {
		if strings.Contains(a, yearMark) {
			dated = append(dated, a)
		} else {
			p.YearAliases = append(p.YearAliases, a)
		}
	}
	c.Aliases = dated
}

// yearMark stands for the year in the year columns' line.
const yearMark = "{年}"

// yearColumns is one column per plan year made from the table's one line.
func (p *Plan) yearColumns(c Column) []Column {
	var cs []Column
	for _, y := range p.Years() {
		year := Count(y)
		k := c
		k.Key, k.Year = YearKey(y), y
		k.Header = strings.ReplaceAll(c.Header, yearMark, year)
		k.Input = strings.ReplaceAll(c.Input, yearMark, year)
		k.Aliases = nil
		for _, a := range c.Aliases {
			k.Aliases = append(k.Aliases, strings.ReplaceAll(a, yearMark, year))
		}
		cs = append(cs, k)
	}
	return cs
}
