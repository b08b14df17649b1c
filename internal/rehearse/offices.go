package rehearse

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/adopt"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// sampleOffice is an invented office of another kind than a street's, with a
// plan of its own and a year of its units' reports.
type sampleOffice struct {
	folder string
	info   map[string]string // of 基本信息
	tracks map[int]string    // of the tasks up to that number
	leader string            // 分管领导 of all
	layout string            // that its units send
}

var sampleOffices = []sampleOffice{
	{
		folder: "区城管局",
		info: map[string]string{
			"计划名称": "云溪区城市管理局2024年重点任务", "计划简称": "城管重点任务", "街道": "云溪区城市管理局", "文号": "云城管〔2024〕3号", "印发日期": "2024-01-10",
			"领导小组": "云溪区城市管理局党组", "领导小组办公室": "云溪区城市管理局办公室", "表名": "云溪区城市管理局2024年重点任务进度表", "报告名": "云溪区城市管理局重点任务",
		},
		tracks: map[int]string{6: "市容提升", 12: "设施安全", 18: "绿化建设", 24: "执法规范", 30: "保障提效"}, leader: "分管副局长",
	},
	{
		folder: "清源镇",
		info: map[string]string{
			"计划名称": "清源镇2024年民生实事项目清单", "计划简称": "民生实事", "街道": "清源镇", "文号": "清政〔2024〕5号", "印发日期": "2024-01-15",
			"领导小组": "清源镇民生实事项目领导小组", "领导小组办公室": "清源镇民生实事项目领导小组办公室", "表名": "清源镇2024年民生实事项目进度表", "报告名": "清源镇民生实事项目",
		},
		tracks: map[int]string{5: "村镇面貌", 9: "为民服务", 12: "健康平安"}, leader: "分管副镇长", layout: "07-别名",
	},
	{
		folder: "望溪学区",
		info: map[string]string{
			"计划名称": "望溪学区2024年办学条件改善计划", "计划简称": "学区改善计划", "街道": "望溪学区", "文号": "望学〔2024〕1号", "印发日期": "2024-01-05",
			"领导小组": "望溪学区管理委员会", "领导小组办公室": "望溪学区办公室", "表名": "望溪学区2024年办学条件改善项目表", "报告名": "望溪学区办学条件改善",
		},
		tracks: map[int]string{3: "校舍安全", 6: "学生服务", 9: "教师发展"}, leader: "学区主任", layout: "13-日期格式",
	},
}

const sampleYear = 2024

// OfficeSamples are the samples of other offices: a folder each with its
// 方案.xlsx and, quarter by quarter, what its units have sent.
func OfficeSamples() ([]SampleFile, error) {
	_, all, err := records("offices.csv")
	if err != nil {
		return nil, err
	}
	var files []SampleFile
	for _, o := range sampleOffices {
		own := slices.DeleteFunc(slices.Clone(all), func(r csvRecord) bool { return r["office"] != o.folder })
		p, err := o.plan(own)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", o.folder, err)
		}
		definition, err := planBook(p).write()
		if err != nil {
			return nil, err
		}
		files = append(files, SampleFile{path.Join(o.folder, "方案.xlsx"), definition})
		for n := 1; n <= 4; n++ {
			fs, err := o.quarter(p, own, plan.Quarter{Year: sampleYear, N: n})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", o.folder, err)
			}
			files = append(files, fs...)
		}
	}
	return files, nil
}

// plan is the office's own definition.
func (o sampleOffice) plan(projects []csvRecord) (*plan.Plan, error) {
	tables := slices.Clone(plan.Builtin().Tables())
	for i, t := range tables {
		t.Rows = slices.Clone(t.Rows)
		switch t.Name {
		case "基本信息":
			for k, r := range t.Rows {
				value, own := o.info[r.Cells[0]]
				if r.Cells[0] == "起始年" || r.Cells[0] == "截止年" {
					value, own = strconv.Itoa(sampleYear), true
				}
				if own {
					t.Rows[k].Cells = []string{r.Cells[0], value, r.Cells[2]}
				}
			}
		case "栏目":
			examples := map[string]string{"start": "2024-03-01", "deadline": "2024-10-31"}
			at, example := slices.Index(t.Header, "代号"), slices.Index(t.Header, "样例")
			for k, r := range t.Rows {
				if value, ok := examples[r.Cells[at]]; ok && example < len(r.Cells) {
					t.Rows[k].Cells = slices.Clone(r.Cells)
					t.Rows[k].Cells[example] = value
				}
			}
		case "领导小组":
			t.Rows = []tabular.Row{{Number: 2, Cells: []string{"组长", "主要负责人", "全面负责"}}, {Number: 3, Cells: []string{"副组长", o.leader, "分管推进"}}}
		}
		tables[i] = t
	}
	l := adopt.Listing{Leader: o.leader}
	for _, r := range projects {
		no, err := strconv.Atoi(r["task"])
		if err != nil {
			return nil, err
		}
		l.Tasks = append(l.Tasks, adopt.ListedTask{Track: o.track(no), Name: r["name"], No: no})
		if !slices.Contains(l.Units, r["unit"]) {
			l.Units = append(l.Units, r["unit"])
		}
	}
	return adopt.Tables(tables, l)
}

// track is the track of a task.
func (o sampleOffice) track(task int) string {
	last := 1000
	for upTo := range o.tracks {
		if task <= upTo {
			last = min(last, upTo)
		}
	}
	return o.tracks[last]
}

// planBook is a definition as a workbook of plain tables.
func planBook(p *plan.Plan) *book {
	b := &book{}
	for _, t := range p.Tables() {
		g := &grid{name: t.Name}
		for i, h := range t.Header {
			g.put(1, i+1, text(h))
		}
		for k, r := range t.Rows {
			for i, v := range r.Cells {
				if v != "" {
					g.put(k+2, i+1, text(v))
				}
			}
		}
		b.sheets = append(b.sheets, g)
	}
	return b
}

// quarter is what the units sent in one quarter.
func (o sampleOffice) quarter(p *plan.Plan, projects []csvRecord, q plan.Quarter) ([]SampleFile, error) {
	l := layouts[0]
	if i := slices.IndexFunc(layouts, func(l sheetLayout) bool { return l.name == o.layout }); i >= 0 {
		l = layouts[i]
	}
	l.foot = append(slices.Clone(l.foot), "", invented)
	var files []SampleFile
	for _, u := range p.Units {
		sub := &submission{
			path: u.Name + ".xlsx", unit: u.Name, layout: l, saved: q.Last().String() + "T02:00:00Z",
			in: filled{unit: u.Name, quarter: q, asOf: q.Last()},
		}
		for _, r := range projects {
			if r["unit"] != u.Name {
				continue
			}
			pr, err := o.project(p, r, q)
			if err != nil {
				return nil, err
			}
			sub.in.rows = append(sub.in.rows, typedRow{project: pr})
		}
		f, _, err := sub.build(p)
		if err != nil {
			return nil, err
		}
		f.Path = path.Join(o.folder, q.String(), f.Path)
		files = append(files, f)
	}
	return files, nil
}

// project is a project as its unit reports it at a quarter's end: at its pace,
// in percent of what is due.
func (o sampleOffice) project(p *plan.Plan, r csvRecord, q plan.Quarter) (filing.Project, error) {
	pr := filing.Project{
		Name: r["name"], Content: r["content"], Kind: r["kind"], Unit: r["unit"], Lead: r["unit"], Leader: o.leader, Person: "部门负责人",
		Priority: "重点", Targets: map[int]string{sampleYear: "全部完成"}, Funding: "已落实",
	}
	if err := fillTask(p, &pr, r["task"]); err != nil {
		return pr, err
	}
	if err := fill(&pr, []string{"start", "deadline", "total"}, r); err != nil {
		return pr, err
	}
	zero := plan.Exactly(0)
	pr.City, pr.District, pr.Street, pr.Social, pr.Paid = zero, zero, pr.Total, zero, zero
	if pr.Total.Value() == 0 {
		pr.Funding = "无需资金"
	}
	pace, err := strconv.Atoi(r["pace"])
	if err != nil {
		return pr, err
	}
	due := int(plan.Elapsed(pr.Start, pr.Deadline, q.Last()) / plan.Point)
	now := due * pace / 100
	switch {
	case pr.Start > q.Last():
		pr.Status, pr.Progress = plan.StatusNotStarted, points(0)
		return pr, nil
	case now >= 100:
		pr.Status, pr.Progress, pr.Finished, pr.Paid = plan.StatusDone, points(100), pr.Deadline, pr.Total
		pr.Done = "全部完成并通过验收。"
		return pr, nil
	}
	pr.Status, pr.Progress, pr.Self = plan.StatusUnderWay, points(max(now, 1)), "按计划"
	pr.Paid = round(share(&pr, int64(now*8/10)))
	pr.Done = strings.Replace(r["done"], "%d", strconv.Itoa(5+now*3), 1)
	pr.Next = "继续推进，按期完成。"
	if pace < 100 && now < due {
		pr.Self, pr.Problem = "偏慢", "前期手续用时较长，已增加人手赶进度。"
	}
	if pr.Kind != plan.KindWorks {
		pr.Rate = points(max(now, 1))
	}
	return pr, nil
}
