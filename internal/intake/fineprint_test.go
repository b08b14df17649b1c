package intake_test

import (
	"bytes"
	"fmt"
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"
)

// plain is the form's columns on a sheet of the unit's own.
var plain = layout{name: "plain", levels: 2}

// finePrint is what the rules say of one row of the sound paper: severities
// that vary, the column they point at, and when they are silent.
var finePrint = []struct {
	about string
	row   int
	typed cells
	want  []string // RULE column severity
}{
	{"a rule is silent where its date cannot be read", 0, cells{"deadline": "年底前", "start": "2025-01-01"}, []string{"T02 deadline error"}},
	{"and where its amount cannot", 0, cells{"total": "约定后报", "funding": nil, "paid": 900}, []string{"M01 total error"}},
	{"and where its status cannot", 0, cells{"status": "差不多了", "progress": nil, "done": nil}, []string{"Q02 status error"}},
	{"and where its progress cannot", 0, cells{"status": "已完成", "progress": "过半"}, []string{"Q03 progress error"}},
	{"and where its task cannot", 0, cells{"task": "打造一流街区", "name": "西沟浜绿化"}, []string{"S04 task error"}},
	{"nor is a track asked for that the task might tell", 3, cells{"track": nil, "task": "打造一流街区"}, []string{"S04 task error"}},
	{"each column speaks for itself", 0, cells{"total": "约定后报", "paid": -1, "lead": nil, "status": nil}, []string{"M01 total error", "M02 paid error", "U04 lead error", "Q01 status error"}},

	{"sources of a hundredth too much are rounding", 0, cells{"total": 480.01}, []string{"M03 total warning"}},
	{"of more they are not", 0, cells{"total": 480.02}, []string{"M03 total error"}},
	{"sources of nothing are not held against a total", 0, cells{"city": 0, "district": 0, "street": 0, "social": 0}, nil},
	{"nor is a source that is to be settled", 0, cells{"district": "待定"}, []string{"M07 district info"}},
	{"nor are sources held against a total to be settled", 0, cells{"total": "待定"}, []string{"M07 total info"}},
	{"one source of nothing is a split", 0, cells{"city": 0, "district": nil, "street": nil, "social": nil}, nil},
	{"a total above the limit", service, cells{"total": 12345, "district": 12345}, []string{"M04 total warning"}},
	{"a round one at the limit", service, cells{"total": 10000, "district": 10000}, []string{"M04 total warning"}},
	{"in whatever unit it is typed", service, cells{"total": "1亿元", "district": 10000}, []string{"M04 total warning", "C03 total info"}},
	{"and none below", service, cells{"total": 9999, "district": 9999}, nil},
	{"a total of nothing needs no funding", 0, cells{"total": 0, "city": 0, "district": 0, "street": 0, "social": 0, "funding": nil, "paid": 0}, nil},
	{"money paid of a total to be settled", service, cells{"total": "待定", "district": nil, "paid": 99}, []string{"M07 total info"}},
	{"a blank source or paid means none", 0, cells{"city": nil, "paid": nil}, []string{"Q14 progress info"}},
	{"nothing there", 0, cells{"city": "无", "paid": "—"}, []string{"C03 city info", "C03 paid info", "Q14 progress info"}},

	{"未启动 gives its progress", service, cells{"status": "未启动", "progress": nil, "rate": nil, "paid": 0, "start": "2023-06-15"}, []string{"C03 progress info"}},
	{"已完成 gives its progress", 0, cells{"status": "已完成", "progress": nil, "paid": 480}, []string{"C03 progress info"}},
	{"暂缓 keeps last quarter's", 0, cells{"status": "暂缓", "progress": nil, "done": nil, "next": nil}, nil},
	{"取消 keeps last quarter's", 0, cells{"status": "取消", "progress": nil, "done": nil, "next": nil}, nil},
	{"前期 gives none", 0, cells{"status": "前期", "progress": "—"}, []string{"C03 progress info", "Q03 progress error"}},
	{"100 but 暂缓", service, cells{"status": "暂缓", "progress": 100}, []string{"Q05 progress warning"}},
	{"a remark behind the status", 0, cells{"status": "在建（滞后）"}, []string{"C03 status info"}},
	{"基本完成 is not 已完成", service, cells{"status": "基本完成", "progress": 100}, []string{"C03 status warning", "Q05 progress warning"}},
	{"a finished project needs no news", 0, cells{"status": "已完成", "progress": 100, "paid": 480, "done": nil, "next": nil}, nil},
	{"short news with a result are news", 0, cells{"done": "完成招标"}, nil},
	{"short news without are none", 0, cells{"done": "推进良好"}, []string{"Q12 done warning"}},
	{"nor are many empty phrases", 0, cells{"done": "按计划推进，正常推进，有序开展"}, []string{"Q12 done warning"}},
	{"however many", 0, cells{"done": "正常推进；有序推进、按计划实施。\n稳步推进，进展顺利，详见附件。"}, []string{"Q12 done warning"}},
	{"but one phrase that says something is news", 0, cells{"done": "按计划推进，有序开展，主体过半"}, nil},
	{"同上", 0, cells{"done": "同上。"}, []string{"Q12 done warning"}},
	{"无 is no news", 0, cells{"done": "无"}, []string{"C03 done info", "Q06 done warning"}},
	{"无 is no reason", 0, cells{"progress": 30, "problem": "无"}, []string{"C03 problem info", "Q10 problem warning"}},
	{"a service is judged by its year", service, cells{"rate": 10}, []string{"Q10 problem warning"}},
	{"a finished project is not late", 0, cells{"status": "已完成", "progress": 100, "paid": 480, "deadline": "2023-05-31", "y2024": nil}, nil},
	{"nor is a paused one", 0, cells{"status": "暂缓", "deadline": "2023-05-31", "y2024": nil}, nil},
	{"due today is not late", 0, cells{"deadline": "2023-06-30", "y2024": nil, "progress": 95, "paid": 400}, nil},
	{"31 days past its start", service, cells{"status": "未启动", "progress": 0, "rate": nil, "paid": 0, "start": "2023-05-30"}, nil},
	{"32 days", service, cells{"status": "未启动", "progress": 0, "rate": nil, "paid": 0, "start": "2023-05-29"}, []string{"Q09 start warning"}},
	{"of being late in two ways the first is told", service, cells{"status": "未启动", "progress": 0, "rate": nil, "paid": 0, "start": "2022-07-01", "deadline": "2023-05-31", "y2024": nil}, []string{"Q08 deadline warning"}},
	{"paid to be settled is not", 0, cells{"paid": "待定"}, []string{"M07 paid info"}},
	{"a service may be paid unlike its progress", service, cells{"paid": 5}, nil},

	{"targets after the deadline are one fault", 0, cells{"deadline": "2023-12-31", "y2025": "扫尾", "progress": 95, "paid": 400}, []string{"T06 y2024 warning"}},
	{"无 is no target", 0, cells{"y2025": "无"}, []string{"C03 y2025 info"}},
	{"not started needs no target for this year", service, cells{"status": "未启动", "progress": 0, "rate": nil, "paid": 0, "start": "2024-01-01", "y2022": nil, "y2023": nil}, nil},
	{"an open-ended start is none", 0, cells{"start": "长期"}, []string{"C03 start info"}},
	{"a service without an end is judged by its words", service, cells{"deadline": "长期", "rate": nil, "progress": 10}, []string{"C03 deadline info", "T07 deadline info"}},

	{"a start to be settled", 0, cells{"start": "待定", "progress": 60}, []string{"C03 start warning"}},
	{"the end of what has not ended", 0, cells{"finished": "未完成"}, []string{"C03 finished warning"}},
	{"the end of what has", 0, cells{"status": "已完成", "progress": 100, "paid": 480, "finished": "不久前"}, []string{"T02 finished error"}},

	{"a neighbourhood is no outsider", 0, cells{"partners": "潍坊四村居民区、各居民区"}, nil},
	{"two outsiders are one record", 0, cells{"partners": "区金融局、陆家嘴管理局"}, []string{"U09 partners info"}},
	{"a former name", 0, cells{"lead": "社区管理办公室"}, []string{"C03 lead info"}},
	{"a neighbourhood does not lead", 0, cells{"lead": "潍坊四村居民区"}, []string{"U05 lead error"}},
	{"the department's own view is free", 0, cells{"self": "还可以"}, []string{"C03 self warning"}},
	{"a rate that is none", 0, cells{"rate": "过半"}, []string{"C03 rate warning"}},
	{"older words of a choice", 0, cells{"priority": "重要", "funding": "争取中"}, []string{"C03 priority info", "C03 funding info"}},

	{"a dash before words runs nothing", 0, cells{"done": "-完成基础施工三处"}, nil},
	{"a plus does", 0, cells{"note": "+完成两场"}, []string{"C04 note warning"}},
	{"nor does a space before make it safe", 0, cells{"note": " \n=1+1"}, []string{"C04 note warning"}},
	{"eighteen digits as text", 0, cells{"note": "202306000000224471"}, nil},
	{"fifteen digits stored", 0, cells{"note": 202306000000224}, nil},
	{"a long fraction stored", 0, cells{"note": 1.0 / 3}, nil},
	{"a personal number stored as one", 0, cells{"note": 310115199001011000}, []string{"C06 note warning"}},
	{"a personal number where a unit stands", 0, cells{"lead": "某某13900000000"}, []string{"U05 lead error", "C06 lead warning"}},
	{"a personal number with an invisible character", 0, cells{"done": "电话139000\u200b00000，已联系并完成。"}, []string{"C03 done info", "C06 done warning"}},
	{"an error in the row's own number", 0, cells{"no": "#REF!"}, nil},
	{"progress and money just as far apart as they may be", 0, cells{"progress": 90, "paid": 240}, nil},
	{"a tenth of a point further", 0, cells{"progress": 90.1, "paid": 240}, []string{"Q14 progress info"}},
}

func TestFinePrint(t *testing.T) {
	for _, c := range finePrint {
		t.Run(c.about, func(t *testing.T) {
			in := sound()
			maps.Copy(in.rows[c.row], c.typed)
			pg := plain.lay(t, in)
			var want []string
			for _, w := range c.want {
				var code, key, severity string
				_, err := fmt.Sscan(w, &code, &key, &severity)
				require.NoError(t, err)
				want = append(want, fmt.Sprint(code, " ", pg.at(c.row, key), " ", severity))
			}
			sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
			assert.ElementsMatch(t, want, findings(t, sub))
			for _, f := range sub.Findings {
				assert.NotContains(t, fmt.Sprint(f), "13900000000")
				assert.NotContains(t, fmt.Sprint(f), "310115199001011000")
			}
		})
	}
}

// A resident's number is found wherever it is typed, and nothing that is kept
// or said of the file holds it, whether the row counts or not.
func TestPersonalNumbersAreNotKept(t *testing.T) {
	slowtest.Long(t)
	for _, c := range plan.Builtin().Columns {
		if c.Type == plan.TypeMoney || c.Type == plan.TypeComputed || c.Key == "no" {
			continue
		}
		for _, deadline := range []any{sound().rows[0]["deadline"], "年底前"} {
			for _, number := range []string{"13900000000", "139000\u200b00000", "139 0000 0000", "１３９００００００００"} {
				in := sound()
				in.rows[0]["deadline"] = deadline
				in.rows[0][c.Key] = "营商办、张某" + number
				pg := plain.lay(t, in)
				sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
				var kept bytes.Buffer
				require.NoError(t, stream.Write(&kept, sub))
				assert.NotContains(t, kept.String(), number, c.Key)
				assert.NotContains(t, kept.String(), "13900000000", c.Key)
				assert.Contains(t, findings(t, sub), "C06 "+pg.at(0, c.Key)+" warning")
			}
		}
	}
}

// A department that fills in 下季度计划 nowhere is asked for it only where a
// project is late.
func TestNextStepsAreAskedForWhereOthersTellThem(t *testing.T) {
	in := sound()
	for _, r := range in.rows {
		r["next"] = nil
	}
	maps.Copy(in.rows[1], cells{"progress": 20, "problem": "居民意见不一。"})
	pg := plain.lay(t, in)
	sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"Q13 " + pg.at(1, "next") + " warning"}, findings(t, sub))
}

// A column that every row ought to fill in and the sheet does not have is told
// once.
func TestAbsentColumnsAreToldOnce(t *testing.T) {
	in := sound()
	in.without = []string{"content", "y2022", "y2023", "y2024", "y2025", "funding", "next"}
	pg := plain.lay(t, in)
	sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
	at := address(pg.columns["name"], pg.top)
	assert.ElementsMatch(t, []string{"P02 " + at + " warning", "T05 " + at + " warning"}, findings(t, sub))
}

// Where some of the source columns are missing, the rest of a total may stand
// in them; more than the total may not.
func TestSomeSourceColumns(t *testing.T) {
	in := sound()
	in.without = []string{"city", "social"}
	sub := read(t, "管理办.xlsx", plain.lay(t, in).bytes(t), intake.Options{Quarter: quarter})
	assert.Empty(t, findings(t, sub))
	in = sound()
	in.without = []string{"city", "social"}
	in.rows[0]["total"] = 440
	sub = read(t, "管理办.xlsx", plain.lay(t, in).bytes(t), intake.Options{Quarter: quarter})
	assert.Len(t, findings(t, sub), 1)
}

// The form as it is sent out, sheets and all, is a zero report; its printed
// totals are kept.
func TestAFreshForm(t *testing.T) {
	u, _ := plan.Builtin().Unit("管理办")
	b, err := forms.Write(plan.Builtin(), forms.Form{Unit: u, Quarter: quarter})
	require.NoError(t, err)
	sub := read(t, "管理办.xlsx", b, intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L08  info"}, findings(t, sub))
	assert.Equal(t, "管理办", sub.Unit)
	assert.Equal(t, quarter, sub.Quarter)

	p := reopen(t, b)
	foot := filing.Foot{Projects: 3, Total: plan.Exactly(480 * plan.Wan), Paid: plan.Exactly(240 * plan.Wan)}
	p.put(t, address(1, form.RowTotals), form.FootLine(foot))
	p.put(t, address(3, form.RowAttachment), form.ZeroTick)
	p.put(t, address(1, form.RowPeople), "填表人：某某　　　审核人：某某　　　联系电话：139 0000 0000")
	sub = read(t, "管理办.xlsx", p.bytes(t), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L08  info"}, findings(t, sub), "the foot is exempt from C06")
	assert.Equal(t, foot, sub.Foot)
}

// A fold of our own is not hidden; one of the department's is.
func TestFoldsOfOurForm(t *testing.T) {
	for _, l := range []layout{layouts[0], plain} {
		pg := l.lay(t, sound())
		name, err := excelize.ColumnNumberToName(pg.columns["partners"])
		require.NoError(t, err)
		require.NoError(t, pg.SetColOutlineLevel(pg.sheet, name, 1))
		require.NoError(t, pg.SetColVisible(pg.sheet, name, false))
		sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
		assert.Equal(t, l.name == "plain", len(findings(t, sub)) == 1, l.name)
	}
}

// A blank 下季度计划 is told where more than half of the other projects under
// way have one; half of them is not enough.
func TestNextStepsAreAskedForWhereMostTellThem(t *testing.T) {
	for _, c := range []struct {
		rows, blank int
		want        []string
	}{
		{3, 2, nil},
		{3, 1, []string{"next"}},
		{5, 3, nil},
		{5, 2, []string{"next", "next"}},
	} {
		in := sound()
		in.rows = in.rows[:c.rows]
		for _, r := range in.rows[:c.blank] {
			r["next"] = nil
		}
		pg := plain.lay(t, in)
		var want []string
		for i, key := range c.want {
			want = append(want, "Q13 "+pg.at(i, key)+" warning")
		}
		sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
		assert.ElementsMatch(t, want, findings(t, sub), "%d of %d", c.blank, c.rows)
	}
}
