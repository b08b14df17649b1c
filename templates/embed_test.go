package templates

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var headers = map[string]string{
	"基本信息":   "项目,值,说明",
	"专项行动":   "序号,名称,别名",
	"重点任务":   "序号,名称,专项行动,别名",
	"计划明确事项": "重点任务,事项,匹配词",
	"部门":     "名称,全称,别名,报送方式,汇总单位,分管领导",
	"栏目":     "栏目,上级表头,代号,类型,必填,选项,别名,填写说明,样例,列宽,属性",
	"栏目别名":   "写法,栏目,条件,说明",
	"词表":     "类别,写法,读作,备注",
	"规则":     "代号,级别,启用,标题,提示,怎么改,含义,正例,反例,栏目,依据栏目,可调整",
	"领导小组":   "职务,人选(职务),分工",
	"核准例外":   "规则,单位,项目,批准人,理由,有效期至",
}

// record is one row of a table by column name.
type record map[string]string

func (r record) list(column string) []string {
	return strings.FieldsFunc(r[column], func(c rune) bool { return c == '、' })
}

func table(t *testing.T, name string) []record {
	t.Helper()
	f, err := Plan.Open("plan/" + name + ".csv")
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll() // every row as wide as the header
	require.NoError(t, err, name)
	var records []record
	for _, row := range rows[1:] {
		r := record{}
		for i, h := range rows[0] {
			r[h] = row[i]
		}
		records = append(records, r)
	}
	return records
}

// index is the table's rows by the value of one column, which must be unique.
func index(t *testing.T, name, column string) map[string]record {
	t.Helper()
	m := map[string]record{}
	for _, r := range table(t, name) {
		assert.NotContains(t, m, r[column], "%s: %s twice", name, column)
		m[r[column]] = r
	}
	return m
}

// letters is what a name is told apart by: two spellings that differ in
// punctuation alone are one name.
func letters(s string) string {
	kept := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
	if kept == "" {
		return s
	}
	return kept
}

func TestTables(t *testing.T) {
	files, err := fs.Glob(Plan, "plan/*.csv")
	require.NoError(t, err)
	assert.Len(t, files, len(headers))
	for _, file := range files {
		raw, err := fs.ReadFile(Plan, file)
		require.NoError(t, err)
		require.True(t, utf8.Valid(raw), file)
		name := strings.TrimSuffix(path.Base(file), ".csv")
		first, _, _ := strings.Cut(string(raw), "\n")
		assert.Equal(t, headers[name], first, name)
		for i, r := range table(t, name) {
			for column, cell := range r {
				assert.Equal(t, strings.TrimSpace(cell), cell, "%s row %d %s is padded", name, i+2, column)
				assert.False(t, strings.HasPrefix(cell, "="), "%s row %d %s reads as a formula", name, i+2, column)
			}
		}
	}
}

func TestTracksAndTasks(t *testing.T) {
	tracks := index(t, "专项行动", "名称")
	assert.Len(t, tracks, 6)
	tasks := table(t, "重点任务")
	require.Len(t, tasks, 16)
	for i, task := range tasks {
		assert.Equal(t, strconv.Itoa(i+1), task["序号"])
		assert.Contains(t, tracks, task["专项行动"])
	}
}

func TestNamesAreUnambiguous(t *testing.T) {
	for _, c := range []struct {
		table string
		names []string // the columns that hold names
	}{
		{"专项行动", []string{"名称", "别名"}},
		{"重点任务", []string{"名称", "别名"}},
		{"部门", []string{"名称", "全称", "别名"}},
		{"栏目", []string{"栏目", "别名"}},
	} {
		owner := map[string]int{}
		for i, r := range table(t, c.table) {
			for _, column := range c.names {
				for _, name := range r.list(column) {
					if old, ok := owner[letters(name)]; ok {
						assert.Equal(t, old, i, "%s: %s names two rows", c.table, name)
					}
					owner[letters(name)] = i
				}
			}
		}
	}
}

func TestCommitments(t *testing.T) {
	tasks := index(t, "重点任务", "序号")
	covered := map[string]bool{}
	commitments := index(t, "计划明确事项", "事项")
	assert.GreaterOrEqual(t, len(commitments), 50)
	for name, c := range commitments {
		assert.Contains(t, tasks, c["重点任务"], name)
		covered[c["重点任务"]] = true
		require.NotEmpty(t, c.list("匹配词"), name)
		for _, alternative := range c.list("匹配词") {
			for _, word := range strings.Split(alternative, "+") {
				assert.GreaterOrEqual(t, utf8.RuneCountInString(letters(word)), 2, "%s: %q matches too much", name, alternative)
			}
		}
	}
	assert.Len(t, covered, len(tasks), "every task has a commitment")
}

func TestUnits(t *testing.T) {
	var roster []string
	for _, u := range table(t, "部门") {
		roster = append(roster, u["名称"])
	}
	assert.Equal(t, strings.Fields(`党政办 党建办 管理办 服务办 平安办 信访办 自治办 宣统文化办 营商办 人大办 监察办
		总工会 团工委 妇联 司法所 派出所 市场监督管理所 社区卫生服务中心 综合行政执法队(城管中队)
		社区事务受理中心 社区党群服务中心 城运中心(应急管理中心) 城建中心(房管办) 各居民区`), roster)
	known := index(t, "部门", "名称")
	for name, u := range known {
		switch collector := u["汇总单位"]; collector {
		case "":
			assert.Contains(t, []string{"单独报送", "有牵头项目才报", "不报"}, u["报送方式"], name)
		default:
			assert.Equal(t, "由"+collector+"汇总", u["报送方式"], name)
			assert.Contains(t, known, collector)
		}
		assert.NotContains(t, u["别名"], "城管大队", "another body")
		assert.Contains(t, u["分管领导"], "副组长", "%s: a role, no name", name)
	}
}

func TestWords(t *testing.T) {
	read := map[string]string{}
	for _, w := range table(t, "词表") {
		written, _, several := strings.Cut(w["写法"], "/")
		if !several || strings.HasSuffix(w["类别"], "用语") {
			written = w["写法"]
		}
		key := w["类别"] + "/" + letters(written)
		assert.NotContains(t, read, key, "written twice")
		read[key] = w["读作"]
	}
	for key, canonical := range read {
		list, _, _ := strings.Cut(key, "/")
		if strings.HasSuffix(list, "用语") {
			continue // what small words do is no word of theirs
		}
		assert.Equal(t, canonical, read[list+"/"+letters(canonical)], "%s is read as a word that is not itself listed", key)
	}
	for _, unknown := range []string{"推进困难", "差不多了"} {
		assert.NotContains(t, read, "项目状态/"+unknown)
	}
	assert.NotContains(t, read, "待定金额/测算后另报")
}

func choices(t *testing.T) map[string][]string {
	t.Helper()
	lists := map[string][]string{}
	for _, name := range []string{"专项行动", "重点任务", "部门"} {
		for _, r := range table(t, name) {
			lists[name] = append(lists[name], r["名称"])
		}
	}
	for _, w := range table(t, "词表") {
		if w["写法"] == w["读作"] {
			lists[w["类别"]] = append(lists[w["类别"]], w["写法"])
		}
	}
	return lists
}

func TestColumns(t *testing.T) {
	lists := choices(t)
	types := strings.Fields("编号 文本 长文本 选择 年度计划 起始期 截止期 单位 单位列表 金额 百分比 计算")
	var keys, must []string
	for _, c := range table(t, "栏目") {
		keys = append(keys, c["代号"])
		if c["必填"] == "必填" {
			must = append(must, c["代号"])
		}
		assert.Contains(t, types, c["类型"], c["栏目"])
		assert.Contains(t, []string{"必填", "应填", "否"}, c["必填"], c["栏目"])
		assert.NotEmpty(t, c["填写说明"], c["栏目"])
		assert.LessOrEqual(t, utf8.RuneCountInString(c["填写说明"]), 120, c["栏目"])
		if c["选项"] != "" {
			require.Contains(t, lists, c["选项"], c["栏目"])
			for _, v := range c.list("样例") {
				assert.Contains(t, lists[c["选项"]], v, "example of %s", c["栏目"])
			}
		}
		width, err := strconv.Atoi(c["列宽"])
		assert.NoError(t, err, c["栏目"])
		assert.Greater(t, width, 4, c["栏目"])
		for _, trait := range c.list("属性") {
			assert.Contains(t, strings.Fields("计划 季度 锁定 可改 逐季 上季 累计"), trait, c["栏目"])
		}
	}
	assert.Equal(t, strings.Fields(`id no track task name sub content kind priority year start deadline lead partners
		leader person total city district street social funding status progress rate self finished done paid problem expected
		ask answer_by next next_target note due light`), keys)
	assert.Equal(t, strings.Fields("track task name deadline lead total status progress"), must)
}

func TestWorkedExampleAddsUp(t *testing.T) {
	columns := index(t, "栏目", "代号")
	example := func(key string) string { return columns[key]["样例"] }
	amount := func(key string) int {
		n, err := strconv.Atoi(example(key))
		require.NoError(t, err, key)
		return n
	}
	assert.Equal(t, amount("total"), amount("city")+amount("district")+amount("street")+amount("social"))
	assert.LessOrEqual(t, amount("paid"), amount("total"))
	assert.True(t, strings.HasPrefix(example("name"), "示例"))
	assert.Equal(t, example("track"), index(t, "重点任务", "名称")[example("task")]["专项行动"])
	assert.Less(t, example("start"), example("deadline"))
}

// nameDigests are the first six bytes of the SHA-256 of each name in the
// plan's attachment 1. The definition speaks of roles; names change.
const nameDigests = `
	0323297b3416 06c865be7804 0905443d2705 0c6e5fe88046 10ce241d6a0f 16af75a84957
	21216935a9a1 2364d1232177 25707fb80b27 30d25c8c9c52 32b8845f43e4 35780bf2da97
	363a68755ba6 36b05d0fe960 43ae6b2446f5 484cc2d776f7 4c4e452f228c 599ae0438504
	5b3f6cdc3a38 5cbaab32876d 6699edfb2b6a 69da305da600 6e5f1202006c 6f2af3f0cd24
	70e2e02a0acc 731a0e42f5a1 76ccde8b7ebb 82f08cdba64e 8e614f125c3e 91ee7c5be954
	995a0cbdf052 9fe253e09644 a211527ddafe a387c6a9c4f3 bd349fddb9dd c06eca5525b9
	c162cdc97cd3 d5b456efd3da e066c1470cb0 e1534f8c423e e3414521cd9e e5265ce71157`

func TestNoPersonIsNamed(t *testing.T) {
	for name := range headers {
		raw, err := fs.ReadFile(Plan, "plan/"+name+".csv")
		require.NoError(t, err)
		text := []rune(string(raw))
		for i := range text {
			for n := 2; n <= 3 && i+n <= len(text); n++ {
				sum := sha256.Sum256([]byte(string(text[i : i+n])))
				assert.NotContains(t, nameDigests, hex.EncodeToString(sum[:6]), "%s names %s", name, string(text[i:i+n]))
			}
		}
	}
}
