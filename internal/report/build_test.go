package report

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func wan(t *testing.T, s string) plan.Money {
	t.Helper()
	m, err := plan.ParseWan(s)
	require.NoError(t, err)
	return m
}

func TestBuildFigures(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{Date: plan.Day(2023, 7, 5)})

	form := r.Tracks[1]
	assert.Equal(t, "形态改善行动", form.Name)
	assert.Equal(t, 15, form.Tally.Projects)
	assert.Equal(t, 14, form.Tally.Verified())
	assert.Equal(t, []int{8, 2, 1, 3, 1}, []int{form.Tally.Green, form.Tally.Yellow, form.Tally.Red, form.Tally.NotDue, form.Tally.Unverified})
	assert.Equal(t, wan(t, "21927.85"), form.Tally.Total)
	assert.Equal(t, wan(t, "5417.75"), form.Tally.Paid)
	assert.Equal(t, "24.7", form.Tally.PaidRate.Tenths())
	assert.Equal(t, wan(t, "48"), form.Tally.CarriedTotal)

	require.Len(t, r.Late, 3)
	worst := r.Late[0]
	assert.Equal(t, "潍坊八村成片区改造示范项目", worst.Name)
	assert.Equal(t, plan.Red, worst.Light)
	assert.Equal(t, "22.7", worst.Due.Tenths())
	assert.Equal(t, "低于应达进度11.7个百分点，完成量仅为应达的48%", worst.Cause)
	assert.True(t, worst.Disagrees)
}

func TestEncodeRoundTrip(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{Date: plan.Day(2023, 7, 5)})
	data, err := Encode(r)
	require.NoError(t, err)
	back, err := Decode(data)
	require.NoError(t, err)
	again, err := Encode(back)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))
	empty, err := Encode(&Report{Carried: "<&>"})
	require.NoError(t, err)
	assert.Contains(t, string(empty), "\"late\": [],\n", "a list is never null")
	assert.Contains(t, string(empty), "\"carried\": \"<&>\",\n")
	for _, f := range reflect.ValueOf(back).Elem().Fields() {
		if f.Kind() == reflect.Slice && f.Len() == 0 {
			f.SetZero() // a list that holds nothing may be nil
		}
	}
	assert.Equal(t, r, back)
	assert.Regexp(t, `^[0-9a-f]{4}-[0-9a-f]{4}$`, Code(data))
}

func TestDecodeRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"no json":      "附件2",
		"other tool":   `{"tool":"excel","format":1}`,
		"later format": `{"tool":"jingpin","format":3}`,
	} {
		_, err := Decode([]byte(data))
		assert.ErrorIs(t, err, ErrFormat, name)
	}
}

func TestDecodeSaysWhatIsWrong(t *testing.T) {
	for data, want := range map[string]string{
		"":                                     "第1行写得不对，或者不完整",
		"{\"tool\":\"jingpin\",\n\"format\":1": "第2行写得不对，或者不完整",
		`{"tool":"jingpin","format":"one"}`:    "第1行写得不对，或者不完整",
		`{"tool":"jingpin","format":1,"overall":{"total":"99999999999999999"}}`: "有的数或日期写得不对",
		`{"tool":"jingpin","format":1,"leaders":[{"leader":"组长","rows":[3]}]}`:  "leaders里“组长”的rows指到第4个项目，而项目只有0个",
	} {
		_, err := Decode([]byte(data))
		assert.ErrorIs(t, err, ErrFormat, data)
		assert.ErrorContains(t, err, want, data)
	}
}

func TestLateOrder(t *testing.T) {
	r := Build(scenario(t, "all_late"), Options{})
	var got []string
	for _, l := range r.Late {
		got = append(got, l.Light.String()+l.Name+":"+l.Cause)
	}
	assert.Equal(t, []string{
		"进度滞后潍坊八村成片区改造示范项目:低于应达进度45.7个百分点，完成量仅为应达的19%",
		"进度滞后“楼长制”楼宇全覆盖:低于应达进度29.5个百分点，完成量仅为应达的40%",
		"进度滞后潍坊四村成片区改造示范项目:已过完成时限（2023年5月31日）仍未完成",
		"进度偏慢“七彩潍坊”特色道路打造:已过计划启动时间（2023年4月1日）仍未启动",
		"进度偏慢福康路道路改造:部门自评滞后",
		"进度偏慢竹园商贸区内部道路改造:领导小组办公室核定为进度偏慢",
	}, got)
	assert.Equal(t, "已约谈", r.Late[5].Overridden)
	assert.Equal(t, byYearRate, r.Late[1].Measure)
}

func TestFarBehind(t *testing.T) {
	for _, test := range []struct {
		due, actual plan.Percent
		light       plan.Light
		want        string
	}{
		{40 * plan.Point, 10 * plan.Point, plan.Yellow, ""},
		{40 * plan.Point, 10 * plan.Point, plan.Red, "完成量仅为应达的25%"},
		{40 * plan.Point, 0, plan.Red, "尚无进展"},
		{90 * plan.Point, plan.Point / 2, plan.Red, "完成量不足应达的1%"},
	} {
		assert.Equal(t, test.want, farBehind(plan.Verdict{Light: test.light, Due: test.due, Actual: test.actual}))
	}
}

func TestUnitRanking(t *testing.T) {
	r := Build(scenario(t, "all_late"), Options{})
	var first []string
	for _, u := range r.UnitRanking[:4] {
		first = append(first, u.Unit)
	}
	assert.Equal(t, []string{"城建中心(房管办)", "党建办", "管理办", "党政办"}, first)
	assert.Equal(t, "党政办", r.Units[0].Unit)
}

func TestCompare(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{})
	assert.Equal(t, []KindCount{
		{"新增", 1}, {"完成", 1}, {"推进", 22}, {"待核实", 2}, {"未报", 1}, {"未到启动时间", 3}, {"此前已完成", 1},
	}, r.Kinds)
	assert.Equal(t, ComparisonRow{
		Kind: "完成", Named: Named{"09-001", "博爱家园阵地优化", "服务办"}, Before: "35%", After: "已完成",
		LightBefore: plan.Green, LightNow: plan.Done,
	}, r.Compare[1])
	m := r.Movement
	assert.Equal(t, []int{1, 1, 27, 1}, []int{m.New, m.Finished, m.GoOn, m.First})
	assert.Equal(t, LateMovement{Red: 1, Still: 1, New: 2}, m.Late)

	r = Build(scenario(t, "new_year"), Options{})
	left := r.Compare[len(r.Compare)-1]
	assert.Equal(t, "已并入", left.Kind)
	assert.Equal(t, "“七彩潍坊”特色道路打造并入“美食崂山”特色道路打造（领导小组第3次会议）", left.Note)
	pf := scenario(t, "new_year")
	before := Build(pf, Options{}).Movement.Late
	for i := range pf.Previous.Standings {
		if s := &pf.Previous.Standings[i]; s.Number == left.Number {
			s.Light = plan.Red
		}
	}
	late := Build(pf, Options{}).Movement.Late
	assert.Equal(t, []int{before.Was() + 1, before.Out, 1}, []int{late.Was(), late.Out, late.Merged}, "what is merged is no 取消")

	r = Build(scenario(t, "first"), Options{})
	assert.Empty(t, r.Compare)
	assert.Nil(t, r.Movement)
	assert.Nil(t, r.LastOverall)
}

func TestKindOf(t *testing.T) {
	last := plan.Quarter{Year: 2023, N: 1}
	for _, test := range []struct {
		before, now string
		light       plan.Light
		want        string
	}{
		{plan.StatusUnderWay, plan.StatusUnderWay, plan.Green, kindStalled},
		{plan.StatusUnderWay, plan.StatusDone, plan.Done, kindFinished},
		{plan.StatusDone, plan.StatusDone, plan.Done, kindWasDone},
		{plan.StatusUnderWay, plan.StatusPaused, plan.Paused, kindPaused},
		{plan.StatusUnderWay, plan.StatusCancelled, plan.Cancelled, kindCancelled},
		{plan.StatusCancelled, plan.StatusCancelled, plan.Cancelled, kindCancelled},
		{plan.StatusPaused, plan.StatusUnderWay, plan.Green, kindResumed},
		{plan.StatusCancelled, plan.StatusUnderWay, plan.Red, kindResumed},
		{plan.StatusNotStarted, plan.StatusNotStarted, plan.NotDue, kindNotDue},
	} {
		e := &ProjectRow{Entry: &portfolio.Entry{
			Project: filing.Project{Status: test.now}, State: portfolio.Reported, Light: test.light,
			Last: &filing.Standing{Project: filing.Project{Status: test.before}, Quarter: last},
		}}
		if test.before == plan.StatusDone {
			e.Last.Light = plan.Done
		}
		assert.Equal(t, test.want, e.kind(), "%s to %s", test.before, test.now)
	}

	fresh := &ProjectRow{Entry: &portfolio.Entry{Project: filing.Project{Status: plan.StatusUnderWay}, State: portfolio.Reported, Light: plan.Green}}
	assert.Equal(t, kindNew, fresh.kind())
	fresh.MaybeFrom = []string{"06-001"}
	assert.Equal(t, kindMaybe, fresh.kind(), "it may be an old one")
}

// TestPaidAfterDoubtIsTold says apart what was paid by a project that was
// 待核实 last quarter: it may be older.
func TestPaidAfterDoubtIsTold(t *testing.T) {
	pf := scenario(t, "turns")
	before := Build(pf, Options{}).Movement
	i := slices.IndexFunc(pf.Entries, func(e portfolio.Entry) bool { return e.Project.Name == "潍坊八村成片区改造示范项目" })
	pf.Entries[i].Last.Light, pf.Entries[i].Last.Quarter = plan.Unverified, pf.Previous.Quarter.Add(-1)
	m := Build(pf, Options{}).Movement
	assert.Equal(t, before.Paid, m.Paid)
	assert.Equal(t, wan(t, "30"), m.PaidAfter)
	assert.Equal(t, before.GoOn, m.GoOn)

	// What was reported after the seal is not this quarter's, and is what is known.
	e := &pf.Entries[i]
	e.State, e.Carried, e.Light, e.Known, e.StillLate = portfolio.Missing, true, plan.Unverified, plan.Yellow, true
	e.Last.Late = &filing.LateReport{Project: e.Project, Light: plan.Yellow, Quarter: pf.Previous.Quarter}
	r := Build(pf, Options{})
	assert.Equal(t, []plan.Money{0, wan(t, "30")}, []plan.Money{r.Movement.PaidAfter, r.Movement.PaidLate})
	assert.Equal(t, pf.Previous.Quarter, r.StillLate[0].Quarter)
	assert.Nil(t, r.Projects[i].Last.Late, "the report keeps no more of last quarter than how far a project was")
	assert.NotNil(t, e.Last.Late)
	b := newBuilder(pf)
	b.Report = r
	r.Movement.Paid = plan.Wan
	assert.Equal(t, "本季度完成1万元（含2023年四季度定稿后补报30万元）", b.paidSince())
}

// TestMovementReconciles counts from last quarter's figures to this one's.
func TestMovementReconciles(t *testing.T) {
	r := Build(scenario(t, "turns"), Options{})
	m := r.Movement
	assert.Equal(t, []int{1, 1, 1, 1, 1, 2}, []int{m.New, m.NewDone, m.Finished, m.Reopened, m.FellBack, m.Stalled})
	assert.Equal(t, LateMovement{Red: 1, New: 2, Recovered: 1}, m.Late)
	for seed := range uint64(30) {
		pf := randomScene(t, seed)
		r := Build(pf, Options{})
		if m = r.Movement; m == nil {
			continue
		}
		assert.Equal(t, r.LastOverall.Late(), m.Late.Was(), "seed %d", seed)
		assert.Equal(t, m.Late.Was(), m.Late.Still+m.Late.Recovered+m.Late.Done+m.Late.Doubtful+m.Late.Out, "seed %d", seed)
		assert.Equal(t, r.Overall.Paid, r.LastOverall.Paid+m.Paid+m.FirstPaid-m.LeftPaid, "seed %d", seed)
		assert.Equal(t, r.Overall.Late(), m.Late.Still+m.Late.New, "seed %d", seed)
	}
}

// All that left take what they had spent with them.
func TestLeftPaidIsASum(t *testing.T) {
	var m Movement
	first := plan.Quarter{Year: 2023, N: 1}
	b := &builder{pf: &portfolio.Portfolio{Previous: &filing.Library{Standings: []filing.Standing{
		{Quarter: first, Number: "01-001", Project: filing.Project{Paid: plan.Exactly(3 * plan.Wan)}},
		{Quarter: first, Project: filing.Project{Paid: plan.Exactly(4 * plan.Wan)}},
	}}}}
	b.addPaid(&m)
	assert.Equal(t, Movement{LeftPaid: 7 * plan.Wan}, m)
}

// A change approved on last quarter's data date was in last quarter's figures.
func TestApprovedSinceLastQuarter(t *testing.T) {
	day := plan.Day(2023, 3, 31)
	b := &builder{pf: &portfolio.Portfolio{
		Previous: &filing.Library{Quarter: plan.Quarter{Year: 2023, N: 1}, AsOf: day}, Quarter: plan.Quarter{Year: 2023, N: 2},
		Approved: []filing.Change{{Approved: day}, {Approved: day + 1}, {}, {Approved: day + 1, Quarter: plan.Quarter{Year: 2023, N: 1}}},
	}}
	assert.Equal(t, []filing.Change{{Approved: day + 1}, {}}, b.approvedNow())
}

func TestTurned(t *testing.T) {
	var got []string
	for _, c := range Build(scenario(t, "turns"), Options{}).Turned() {
		got = append(got, c.LightNow.String()+c.Name+c.Course())
	}
	assert.Equal(t, []string{
		"进度滞后福康路道路改造仍未启动", "进度偏慢潍坊四村成片区改造示范项目45%→40%", "已完成“楼长制”楼宇全覆盖95%→已完成",
		"推进顺利楼宇党群服务站提升未启动→60%", "推进顺利潍坊八村成片区改造示范项目8%→60%", "推进顺利“美食崂山”特色道路打造已完成→90%",
	}, got)
}

func TestLateBeforeAndAlike(t *testing.T) {
	said := func(m Movement) string {
		b := &builder{Report: &Report{
			Meta: Meta{Quarter: plan.Quarter{Year: 2023, N: 2}, Previous: plan.Quarter{Year: 2023, N: 1}}, Movement: &m,
		}}
		return b.changeText()
	}
	for want, m := range map[string]Movement{
		"一季度末进度滞后的3个项目，1个已合并或拆分，2个转为暂缓、取消等。": {Late: LateMovement{Red: 3, Merged: 1, Out: 2}},
		"": {},
		"一季度末进度滞后的4个项目，1个恢复正常，1个仍为偏慢或滞后，2个待核实。同口径比较，两个季度均纳入研判的36个项目中，好转1个、转差1个、未变34个。": {
			Late: LateMovement{Red: 4, Recovered: 1, Still: 1, Doubtful: 2}, Alike: AlikeMovement{Better: 1, Worse: 1, Same: 34},
		},
		"一季度末滞后待核实的3个项目，1个核实为推进顺利，2个仍待核实。": {Doubted: LateMovement{Red: 3, Recovered: 1, Doubtful: 2}},
		"一季度末进度偏慢和滞后的2个项目，现待核实。":           {Late: LateMovement{Red: 1, Yellow: 1, Doubtful: 2}},
		"一季度末进度偏慢的1个项目，现已完成。同口径比较，两个季度均纳入研判的5个项目亮灯未变。": {
			Late: LateMovement{Yellow: 1, Done: 1}, Alike: AlikeMovement{Same: 5},
		},
	} {
		assert.Equal(t, want, said(m))
	}
}

// TestEqualTotalsOfDifferentKinds says that a project went from yellow to red
// where the number of late ones is the same.
func TestEqualTotalsOfDifferentKinds(t *testing.T) {
	pf := scenario(t, "all_late")
	for i := range pf.Entries {
		if e := &pf.Entries[i]; e.Last != nil && e.Light == plan.Red {
			e.Last.Light = plan.Yellow
		}
	}
	text := prose(Build(pf, Options{}))
	assert.Contains(t, text, "由进度偏慢转为进度滞后")
	assert.NotContains(t, text, "持平")
}

// TestFinishedAreNamedFirst tells finished projects before those that gained
// more, and quotes no words that a rule found hollow.
func TestFinishedAreNamedFirst(t *testing.T) {
	said := func(pf *portfolio.Portfolio) string {
		for _, p := range Build(pf, Options{}).Sections[3].Paragraphs {
			if p.ID == "四-1-1" {
				return p.Text
			}
		}
		return ""
	}
	pf := scenario(t, "turns")
	assert.Contains(t, said(pf), "深化楼宇党建方面，“楼长制”楼宇全覆盖已完成，覆盖全部楼宇")
	pf.Entries = slices.DeleteFunc(pf.Entries, func(e portfolio.Entry) bool { return e.Project.Name != "楼宇党群服务站提升" })
	require.Len(t, pf.Entries, 1)
	assert.Contains(t, said(pf), "（上年末未启动），按计划推进。")
	pf.Findings = append(pf.Findings, filing.Finding{Rule: "Q12", Column: "本季度进展情况", Key: pf.Entries[0].Project.Key()})
	assert.Contains(t, said(pf), "楼宇党群服务站提升累计进度60%（上年末未启动）。")
}

// TestDisagreementIsToldOnce in a late project's own paragraph, or in the list
// of those that are not late.
func TestDisagreementIsToldOnce(t *testing.T) {
	pf := scenario(t, "turns")
	for i := range pf.Entries {
		pf.Entries[i].Project.Self = plan.SelfLate
		if pf.Entries[i].Light.Late() {
			pf.Entries[i].Project.Self = "按计划"
		}
	}
	text := prose(Build(pf, Options{}))
	assert.Contains(t, text, "部门自评偏慢或滞后、研判为推进顺利的项目6个：“人文共同体”项目（自评“滞后”）")
	assert.Equal(t, 2, strings.Count(text, "部门自评“按计划”。"))
	assert.Equal(t, 6, strings.Count(text, "自评“滞后”"))
}

func TestDue(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{})
	require.Len(t, r.Due, 1)
	assert.Equal(t, "2023年9月", r.Due[0].Month)
	assert.Empty(t, r.Due[0].Next, "last quarter's plan is not this quarter's")
	var counts []int
	for _, q := range r.Charts.Timeline {
		counts = append(counts, len(q.Projects))
	}
	assert.Equal(t, []int{1, 6, 0, 3}, counts)
}

func TestFilings(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{Sources: []InputFile{{Path: "2023Q1/汇总表.xlsx", SHA256: "abc"}}})
	states := map[string]string{}
	for _, f := range r.Filings {
		states[f.Unit] = f.State
	}
	assert.Equal(t, "迟报3天", states["团工委"])
	assert.Equal(t, "未报", states["信访办"])
	assert.Equal(t, "由自治办汇总", states["各居民区"])
	assert.Equal(t, "不需报送", states["监察办"])
	assert.Equal(t, 30, r.Balance.Rows.Read)
	assert.Equal(t, 2, r.Balance.Errors)
	assert.Equal(t, "2023Q1/汇总表.xlsx", r.Inputs[len(r.Inputs)-1].Path)
}

func TestFilingSavedLongAfter(t *testing.T) {
	u := portfolio.UnitState{Sent: true, DaysLate: plausibleDays + 1}
	assert.Equal(t, "已报", timeliness(u))
	u.DaysLate--
	assert.Equal(t, "迟报92天", timeliness(u))
}

// TestLeadersReadNoCodes has what is wrong with a row in words.
func TestLeadersReadNoCodes(t *testing.T) {
	for _, test := range []struct {
		state         portfolio.State
		because, want string
	}{
		{portfolio.Unverified, "管理办.xlsx第7行：完成时限超出计划（T03）、金额读不出来（M01），已连续2个季度沿用2023年第一季度数据", "填报有误：完成时限超出计划、金额读不出来，已连续2个季度沿用2023年第一季度数据"},
		{portfolio.Unverified, "牵头部门不一致（甲、乙），待核定", "牵头部门不一致（甲、乙），待核定"},
		{portfolio.Missing, "自治办没有报送", "自治办没有报送"}, {portfolio.Reported, "", ""},
	} {
		assert.Equal(t, test.want, (&ProjectRow{Entry: &portfolio.Entry{State: test.state, Because: test.because}}).why())
	}
	pf := scenario(t, "all_late")
	pf.Entries[0].Contested = []string{"甲", "乙"}
	assert.Contains(t, prose(Build(pf, Options{})), "，牵头待核定）")
}

func TestRowKeys(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{})
	for _, p := range r.Projects {
		switch {
		case p.Carried:
			assert.Equal(t, "2023Q1!"+p.Number, p.RowKey)
			assert.Contains(t, p.SourceRef, "2023年第一季度")
		default:
			assert.Regexp(t, `^0{12}!项目计划表!\d+$`, p.RowKey)
		}
	}
}

func TestChangeWords(t *testing.T) {
	b := &builder{plan: plan.Builtin(), room: rooms[0], names: map[string]string{"06-001": "潍坊四村改造", "06-002": "潍坊八村改造", "06-003": "外立面"}}
	for _, test := range []struct {
		change filing.Change
		want   string
	}{
		{filing.Change{Kind: "新增", New: "06-003"}, "新增外立面"},
		{filing.Change{Kind: "更名", Old: "06-001", Before: "四村", After: "潍坊四村改造"}, "四村更名为潍坊四村改造"},
		{filing.Change{Kind: "调整时限", Old: "06-001", Before: "2025-06-30", After: "2025年底", Basis: "专题会议。"}, "潍坊四村改造完成时限由2025年6月30日调整为2025年底（专题会议）"},
		{filing.Change{Kind: "调整资金", Old: "06-001", Before: "150", After: "待定"}, "潍坊四村改造总投资由150万元调整为待定"},
		{filing.Change{Kind: "拆分", Old: "06-001", New: "06-002、06-003"}, "潍坊四村改造拆分为潍坊八村改造、外立面"},
		{filing.Change{Kind: "合并", Old: "06-001", New: "06-002"}, "潍坊四村改造并入潍坊八村改造"},
		{filing.Change{Kind: "移交", Old: "06-001", Before: "管理办", After: "服务办"}, "潍坊四村改造由管理办移交服务办"},
		{filing.Change{Kind: "暂缓", Old: "06-001", Before: "在建", After: "暂缓"}, "潍坊四村改造暂缓"},
		{filing.Change{Kind: "取消", Old: "06-099"}, "06-099取消"},
	} {
		assert.Equal(t, test.want, b.changeWords(test.change))
	}
	claim := filing.Change{Kind: "移交", Old: "06-001", Before: "管理办", After: "服务办"}
	assert.Equal(t, []string{"潍坊四村改造的牵头部门由管理办填成服务办"}, b.changeList([]filing.Change{claim}, b.claimWords), "nothing is transferred without approval")
	claim = filing.Change{Kind: "调整资金", Old: "06-001", Before: "9000", After: "10000"}
	assert.Equal(t, []string{"潍坊四村改造总投资由9000万元调整为1亿元"}, b.changeList([]filing.Change{claim}, b.claimWords))
}

func TestStandInsAreTold(t *testing.T) {
	pf := scenario(t, "one")
	pf.Entries[0].StandsIn = true
	text := prose(Build(pf, Options{}))
	assert.Contains(t, text, "数据核实。牵头部门没有填报、暂按其他部门填报的数据计入的项目1个（“美食崂山”特色道路打造）。")
	assert.Contains(t, text, "1个项目牵头部门没有填报，暂按其他部门填报的数据计入。")
	assert.NotContains(t, text, "已核实")
}

// TestOpenConflictsAreNoFacts says what is at stake, and not that all is
// verified.
func TestOpenConflictsAreNoFacts(t *testing.T) {
	pf := scenario(t, "one")
	pf.Entries[0].Contested = []string{"管理办", "服务办"}
	pf.Conflicts = []portfolio.Conflict{
		{Rule: "X02", Stake: wan(t, "480")}, {Rule: "X02", Choice: "采用甲"}, {Rule: "X03", Stake: wan(t, "700")}, {Rule: "X09"},
	}
	text := prose(Build(pf, Options{}))
	for _, want := range []string{
		"共有项目1个，另有3项待核定。",
		"另有1个项目牵头部门不一致，涉及480万元，暂按二季度末牵头部门统计，待核定。疑似重复1组，涉及700万元，核定前均计入，待核定。",
		"同一项目有两种数据、待领导小组办公室核定的1项。",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "已核实")
	pf.Entries[0].State = portfolio.Unverified
	assert.Contains(t, prose(Build(pf, Options{})), "本季度数据暂未计入，待核定。")
}

func TestLongListsAreCut(t *testing.T) {
	r := Build(library(3000), Options{})
	require.Greater(t, len(r.Late), LateTold)
	late := r.Sections[1].Paragraphs
	assert.Len(t, late, 2+LateTold+1, "the opening, those that stand still, the worst, the rest")
	assert.Equal(t, "其余"+pieces(len(r.Late)-LateTold)+"项目见附件3。", late[len(late)-1].Text)
	for _, p := range r.Sections[3].Paragraphs {
		assert.Less(t, len(p.Text), 3000, p.ID)
	}
}

func TestAddUnsupported(t *testing.T) {
	pf := scenario(t, "one")
	pf.Entries[0].Project.Done = "福山路㙍弄施工"
	r := Build(pf, Options{})
	before := len(r.Findings)
	r.AddUnsupported(pf.Plan, []rune{'㙍', '😀'})
	found := slices.DeleteFunc(slices.Clone(r.Findings), func(f filing.Finding) bool { return f.Rule != "X10" })
	require.Len(t, found, 2)
	assert.Len(t, r.Findings, before+2)
	for _, f := range found {
		assert.Contains(t, f.Message, f.Value)
		assert.Equal(t, f.Value == "㙍", f.Project == "“美食崂山”特色道路打造", f.Value)
	}
}

// TestPaidNote checks the note's parts against the two libraries.
func TestPaidNote(t *testing.T) {
	assert.Empty(t, Build(scenario(t, "first"), Options{}).PaidNote)
	b := &builder{Report: &Report{
		Meta:     Meta{Quarter: plan.Quarter{Year: 2023, N: 2}, Previous: plan.Quarter{Year: 2023, N: 1}},
		Movement: &Movement{Paid: wan(t, "5"), GoOn: 2, FirstPaid: wan(t, "30"), LeftPaid: wan(t, "10")},
		Overall:  Tally{Paid: wan(t, "125")}, LastOverall: &Tally{Paid: wan(t, "100")},
	}}
	assert.Equal(t, "累计完成投资比一季度末增加25万元：本季度完成5万元，加上首次报送的项目30万元，减去移出汇总的项目10万元。", b.paidNote())
}

func TestCarriedNote(t *testing.T) {
	assert.Equal(t, "投资合计含3个项目沿用的上季度数据：总投资398万元，累计完成投资216万元。", Build(scenario(t, "normal"), Options{}).Carried)
	assert.Empty(t, Build(scenario(t, "first"), Options{}).Carried)
}

func TestEmptyTracksTakeOneSentence(t *testing.T) {
	for name, want := range map[string][]string{
		"empty": {"四-0"}, "one": {"四-0", "四-2-1", "四-2-3"},
	} {
		var ids []string
		for _, p := range Build(scenario(t, name), Options{}).Sections[3].Paragraphs {
			ids = append(ids, p.ID)
			assert.NotContains(t, p.Heading, "（", "one heading alone bears no number")
		}
		assert.Equal(t, want, ids)
	}
	assert.Equal(t, "甲暂无项目。", emptyTracks([]string{"甲"}, 6))
	assert.Equal(t, "甲、乙均暂无项目。", emptyTracks([]string{"甲", "乙"}, 6))
}

func TestUnreadableFileIsNotInTime(t *testing.T) {
	broken := &filing.Submission{Findings: []filing.Finding{{Rule: "F03", Severity: plan.Error}}}
	u := portfolio.UnitState{Sent: true, Submissions: []*filing.Submission{broken}}
	assert.Equal(t, "读不出来", timeliness(u))
	u.Submissions = append(u.Submissions, &filing.Submission{Rows: []filing.Row{{}}})
	assert.Equal(t, "按时", timeliness(u))
}

func TestRowsOfTheOfficeAreItsOwn(t *testing.T) {
	pf := scenario(t, "normal")
	pf.Strays.Submissions = []*filing.Submission{{Path: "办公室添加", ByOffice: true}}
	r := Build(pf, Options{})
	assert.Equal(t, pf.Plan.Info.Office, r.Filings[len(r.Filings)-1].Unit)
	pf.Strays.Attachments = []filing.Attachment{{Path: "照片.jpg"}}
	r = Build(pf, Options{})
	assert.Equal(t, unknownSender+"、"+pf.Plan.Info.Office, r.Filings[len(r.Filings)-1].Unit)
}
