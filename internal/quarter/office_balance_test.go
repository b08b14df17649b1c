package quarter_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// term is one term of the equation of 报送情况.
type term struct {
	rows  int
	money plan.Money
}

func (t *term) add(money string) {
	t.rows++
	if v, err := plan.ParseWan(money); err == nil {
		t.money += v
	}
}

// The equation of 报送情况 is counted again from the workbook's own rows: those
// of 项目汇总表 that stand with this quarter's figures, and those of 未计入.
func TestFilingsBalance(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q2").withPrevious()
	r := d.merge()
	neither := r.conflict("X02", "沿街商铺")
	d.work(func(b *officeBook) { b.decide(neither, "都不计") })
	d.merge()
	workIn(t, d.path(quarter.DirResult, quarter.ResultBook), func(b *officeBook) {
		filings := b.table(form.PageFilings, "部门", "读出行数")
		unitOf := map[string]string{}
		for _, line := range filings {
			for _, file := range strings.Split(line["文件"], "\n") {
				unitOf[file] = line["部门"]
			}
		}
		counted, other, causes := map[string]*term{}, map[string]*term{}, map[string]map[string]int{}
		for _, line := range b.table(form.PageProjects, form.ColName, form.ColState) {
			if line[form.ColState] == "已报" {
				file, _, _ := strings.Cut(line[form.ColSource], "“")
				unit := unitOf[file]
				require.NotEmpty(t, unit, line[form.ColSource])
				termOf(counted, unit).add(line["总投资(总经费)"])
			}
		}
		total := regexp.MustCompile(`总投资\(总经费\)：([\d.]+)(?:；|$)`)
		for _, line := range b.table(form.PageLeftOut, "原因", "照原样") {
			unit := line[form.ColUnit]
			money := ""
			if m := total.FindStringSubmatch(line["照原样"]); m != nil {
				money = m[1]
			}
			termOf(other, unit).add(money)
			if causes[unit] == nil {
				causes[unit] = map[string]int{}
			}
			causes[unit][line["原因"]]++
		}
		columns := map[string]string{"错误": "待核实", "重复": "重复", "冲突未采用": "冲突未采用", "旧版": "旧版", "示例": "示例"}
		var read, in, out term
		for _, line := range filings {
			unit := line["部门"]
			if unit == "" || unit == "合计" {
				continue
			}
			rows, left := termOf(counted, unit), termOf(other, unit)
			assert.Equal(t, rows.rows, atoi(t, line["计入"]), unit)
			assert.Equal(t, rows.rows+left.rows, atoi(t, line["读出行数"]), unit)
			for cause, title := range columns {
				assert.Equal(t, causes[unit][cause], atoi(t, line[title]), "%s %s", unit, cause)
			}
			assert.Equal(t, rows.money, wan(t, line["计入总投资"]), unit)
			assert.Equal(t, left.money, wan(t, line["未计入总投资"]), unit)
			assert.Equal(t, rows.money+left.money, wan(t, line["读出总投资"]), unit)
			assert.Equal(t, "相等", line["行数核对"])
			read.rows += atoi(t, line["读出行数"])
			read.money += wan(t, line["读出总投资"])
			in.rows += rows.rows
			in.money += rows.money
			out.rows += left.rows
			out.money += left.money
		}
		last := filings[len(filings)-1]
		require.Equal(t, "合计", last["部门"])
		assert.Equal(t, read.rows, atoi(t, last["读出行数"]))
		assert.Equal(t, read.money, wan(t, last["读出总投资"]))
		assert.Equal(t, read, term{in.rows + out.rows, in.money + out.money})
		assert.Positive(t, out.rows)
	})
}

func termOf(parts map[string]*term, unit string) *term {
	if parts[unit] == nil {
		parts[unit] = &term{}
	}
	return parts[unit]
}

func wan(t *testing.T, s string) plan.Money {
	t.Helper()
	v, err := plan.ParseWan(s)
	require.NoError(t, err)
	return v
}
