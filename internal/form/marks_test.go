package form

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// problemRows are the cells of a 问题清单 of round 2.
func problemRows() [][]string {
	return [][]string{
		{"问题清单", "", "", "", "", "", "", "", "", "", "", RoundCaption, "2"},
		{"第2次检查"},
		nil,
		ProblemTitles(),
		{"1", "必须改", "表!H9", "小游园", "牵头部门", "城管大队", "…", "…", "城管中队", AcceptWord, "", "U05", "表", "11", "8", "U05|7|小游园|牵头部门"},
		{"2", "必须改", "表!H10", "长廊", "牵头部门", "绿化队", "…", "…", "管理办", "", "已经分管领导同意", "U05", "表", "12", "8", "U05|7|长廊|牵头部门"},
		{"3", "请核实", "表", "", "", "", "…", "…", "城管中队", AcceptWord, "", "L05", "表", "", "", "L05||"},
		{},
	}
}

func TestReadRound(t *testing.T) {
	round, ok := ReadRound(problemRows())
	require.True(t, ok)
	assert.Equal(t, 2, round.N)
	require.Len(t, round.Listed, 3)
	assert.Equal(t, []Listed{{
		Rule: "U05", Sheet: "表", Row: 11, Col: 8, Project: "小游园", Column: "牵头部门", Value: "城管大队", Message: "…", Hint: "…", Suggest: "城管中队", Accepted: true, ID: "U05|7|小游园|牵头部门",
	}}, round.Accepted(), "only a suggestion that was chosen and has a cell")
}

func TestReadRoundOfAnotherSheet(t *testing.T) {
	for name, rows := range map[string][][]string{
		"empty": nil, "ragged": {{}, {"问题清单"}}, "the consolidated workbook's": {{"问题清单"}, {""}, {"序号", "级别"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, ok := ReadRound(rows)
			assert.False(t, ok)
		})
	}
}

func TestHeadway(t *testing.T) {
	round, _ := ReadRound(problemRows())
	same := filing.Finding{Rule: "U05", Key: "7|长廊", Column: "牵头部门", Severity: plan.Error}
	fresh := filing.Finding{Rule: "T03", Key: "7|长廊", Column: "完成时限", Severity: plan.Error}
	answered := same
	answered.Answer, answered.Severity = "已经分管领导同意", plan.Note
	for _, c := range []struct {
		name string
		now  []filing.Finding
		want Headway
	}{
		{"nothing left", nil, Headway{Fixed: 3}},
		{"one left", []filing.Finding{same}, Headway{Fixed: 2, Left: 1}},
		{"one left, one new", []filing.Finding{same, fresh}, Headway{Fixed: 2, Left: 1, Fresh: 1}},
		{"the same fault twice is one old and one new", []filing.Finding{same, same}, Headway{Fixed: 2, Left: 1, Fresh: 1}},
		{"one answered", []filing.Finding{answered}, Headway{Fixed: 2, Answered: 1}},
		{"an old answer is nothing new", []filing.Finding{{Rule: "H11", Key: "7|长廊", Answer: "验收提前", Severity: plan.Note}}, Headway{Fixed: 3}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, round.Headway(c.now, true)) })
	}
	beyond := Round{Listed: []Listed{{Rule: "H11", ID: "H11|7|长廊|累计进度(%)"}, {Rule: "U05", ID: same.ID()}}}
	assert.Equal(t, Headway{Fixed: 1, Left: 1}, beyond.Headway([]filing.Finding{same}, true))
	assert.Equal(t, Headway{Left: 1}, beyond.Headway([]filing.Finding{same}, false), "not looked at is not put right")
	assert.Equal(t, "已改12处，已答复2处，还剩3处，新发现0处", Headway{Fixed: 12, Answered: 2, Left: 3}.String())
	assert.Equal(t, "已改12处，还剩3处，新发现1处", Headway{Fixed: 12, Left: 3, Fresh: 1}.String())
}

func TestFillFormulaIsKnownAgain(t *testing.T) {
	for _, s := range []plan.Severity{plan.Error, plan.Warning} {
		assert.True(t, IsFillFormula(FillFormula(s)))
	}
	assert.False(t, IsFillFormula(`LEN(A1)>0`))
}

func TestFootLine(t *testing.T) {
	foot := filing.Foot{Projects: 12, Total: plan.Exactly(1084*plan.Wan + 3500*plan.Yuan), Paid: plan.Exactly(0)}
	got, ok := ParseFoot(FootLine(foot))
	assert.True(t, ok)
	assert.Equal(t, foot, got)
	for _, text := range []string{"", "填表人：", "项目12个", "项目x个　总投资1万元　累计完成投资2万元"} {
		_, ok := ParseFoot(text)
		assert.False(t, ok, text)
	}
}

func TestSlotsOfARolledForm(t *testing.T) {
	p := plan.Builtin()
	plain, rolled := Slots(p, false), Slots(p, true)
	assert.Len(t, plain, len(p.Columns))
	assert.Len(t, rolled, len(p.Columns)+4, "status, progress, text and money paid")
	for i, s := range rolled {
		if s.Last {
			assert.Equal(t, s.Key, rolled[i+1].Key, "beside the column to fill in")
			assert.True(t, Ours(p, s.Header), s.Header)
		}
	}
	assert.False(t, Ours(p, "项目名称"))
}

func TestReadRoundTakesWhatThePeopleWrote(t *testing.T) {
	rows := problemRows()
	// A column inserted, a row over the list, an answer one cell too far to the left.
	for i := range rows {
		if len(rows[i]) > 3 {
			rows[i] = slices.Insert(rows[i], 3, "")
		}
	}
	rows[5][ProblemAccept] = "牵头部门没有变"
	round, ok := ReadRound(append([][]string{{"请各科室看一下"}}, rows...))
	require.True(t, ok)
	assert.Equal(t, 2, round.N)
	require.Len(t, round.Listed, 3)
	assert.Equal(t, []filing.Answer{{Finding: "U05|7|长廊|牵头部门", Value: "绿化队", Text: "已经分管领导同意；牵头部门没有变"}}, round.Answers())
	for word, want := range map[string]bool{
		"采纳建议": true, "同意采纳。": true, "已采纳": true, "按建议改": true, "采纳√": true, "OK": true,
		"√": true, " 同意。": true, "是": true, "采用": true, "不采纳": false, "否": false, "": false,
	} {
		rows := problemRows()
		rows[4][ProblemAccept-1] = word
		round, _ := ReadRound(rows)
		assert.Equal(t, want, round.Listed[0].Accepted, word)
		assert.Empty(t, round.Listed[0].Answer, word)
	}
}

func TestReturnedIsWhatTheDepartmentSeesTo(t *testing.T) {
	asked := []filing.Finding{{Rule: "T03", Severity: plan.Error}, {Rule: "H05", Severity: plan.Warning}}
	office := []filing.Finding{{Rule: "X02", Severity: plan.Error}, {Rule: "X07", Severity: plan.Warning}, {Rule: "C03", Severity: plan.Note}}
	assert.Equal(t, asked, Returned(slices.Concat(office, asked)))
	assert.Equal(t, Headway{Fresh: 2}, Round{N: 1}.Headway(slices.Concat(office, asked), true))
}
