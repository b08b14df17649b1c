package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"jingpin/internal/tabular"
)

var builtin struct {
	once sync.Once
	plan *Plan
}

// Builtin is the definition embedded in the program.
func Builtin() *Plan {
	builtin.once.Do(func() {
		p, err := Parse(nil)
		if err != nil {
			panic(err) // the embedded tables are tested
		}
		builtin.plan = p
	})
	return builtin.plan
}

// Parse builds a plan from tables. A table that is not given is taken from
// the built-in definition. The error joins one Fault per cell that cannot be
// used; their messages are in Chinese.
func Parse(given []tabular.Table) (*Plan, error) {
	tables, err := builtinTables()
	if err != nil {
		return nil, err
	}
	for _, g := range given {
		if i := slices.IndexFunc(tables, func(t tabular.Table) bool { return t.Name == g.Name }); i >= 0 {
			tables[i] = g
		}
	}
	p := &Plan{
		tables: tables, digest: digestOf(digested(tables, given)), formDigest: digestOf(formTables(tables, true)), fullDigest: digestOf(formTables(tables, false)), builtin: given == nil,
		rows: map[string][]int{},
	}
	var faults []tabular.CellFault
	for _, t := range tables {
		p.read(t, &faults)
	}
	if len(faults) == 0 {
		p.build(&faults)
	}
	if len(faults) == 0 {
		p.verify(&faults)
	}
	if len(faults) > 0 {
		return nil, joinFaults(faults)
	}
	return p, nil
}

// ParseWorkbook is Parse for the tables of a workbook with sheets of these
// names. Of a whole definition no table may be missing, for the office goes by
// what it sees; nor where a sheet may be it under another name. A workbook of a
// few tables alone says no more than those: the others are the built-in ones,
// which is noted.
func ParseWorkbook(where string, sheets []string, given []tabular.Table) (*Plan, error) {
	var faults []tabular.CellFault
	var taken []string
	for _, name := range tableNames {
		other := renamed(name, sheets)
		switch {
		case slices.ContainsFunc(given, func(t tabular.Table) bool { return t.Name == name }):
		case slices.Contains(lateTables, name), 2*len(given) < len(tableNames) && other == "":
			taken = append(taken, name)
		case other == "":
			faults = append(faults, tabular.Table{Name: name, Where: where}.Fault("A1", "没有“"+name+"”这张工作表。删掉了的，请从程序写出的方案.xlsx里复制回来"))
		default:
			faults = append(faults, tabular.Table{Name: name, Where: where}.Fault("A1", "没有“"+name+"”这张工作表。“"+other+"”如果就是它，请把工作表的名称改回“"+name+"”"))
		}
	}
	p, err := Parse(given)
	if len(faults) > 0 {
		return nil, errors.Join(joinFaults(faults), err)
	}
	if err != nil {
		return nil, err
	}
	if len(taken) > 0 {
		p.notes = append([]tabular.CellFault{tabular.Table{Name: taken[0], Where: where}.Fault("A1", takenText(taken, "张表"))}, p.notes...)
	}
	return p, nil
}

// takenText says what is the built-in definition's.
func takenText(names []string, counter string) string {
	if len(names) > 1 {
		counter = "几" + counter
	}
	return "没有“" + strings.Join(names, "”“") + "”这" + counter + "，按程序自带的执行"
}

// renamed is the sheet that may be the one that is missing, "" for none.
func renamed(name string, sheets []string) string {
	nearest, share := "", Percent(0)
	for _, s := range sheets {
		if slices.Contains(tableNames, strings.TrimSpace(s)) || strings.HasPrefix(s, "_") || s == aboutSheet {
			continue
		}
		if now := similarity(Key(s), Key(name)); now > share && now >= Full/2 || strings.Contains(s, name) {
			nearest, share = s, now
		}
	}
	return nearest
}

// aboutSheet is the sheet of the definition that explains it.
const aboutSheet = "说明"

func joinFaults(faults []tabular.CellFault) error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = f
	}
	return errors.Join(errs...)
}

// Notes say what the program has put in place of what the definition leaves
// out, each with its place.
func (p *Plan) Notes() []tabular.CellFault { return p.notes }

// keepLists takes whole lists of words from the built-in definition where the
// table has none of theirs: the first definitions did not have them all.
func (p *Plan) keepLists(t tabular.Table) {
	if embedded(t) {
		return
	}
	has := map[string]bool{}
	for _, w := range p.Words {
		has[w.List] = true
	}
	var taken []string
	for _, w := range Builtin().Words {
		if has[w.List] {
			continue
		}
		if !slices.Contains(taken, w.List) {
			taken = append(taken, w.List)
		}
		p.Words = append(p.Words, w)
	}
	if len(taken) > 0 {
		p.notes = append(p.notes, t.Fault("A1", takenText(taken, "类")))
	}
}

// Tables are the definition's tables as they were read.
func (p *Plan) Tables() []tabular.Table { return p.tables }

// Digest is a short fingerprint of everything in the definition.
func (p *Plan) Digest() string { return p.digest }

// FormDigest is a short fingerprint of what shapes the form that departments
// fill in. Rules, exceptions, other ways of writing a choice and what only
// reports show are not in it: an office may change those while forms are out.
func (p *Plan) FormDigest() string { return p.formDigest }

// lateTables are those that the first definitions did not have: where one is
// not given, the program's is no part of the office's definition.
var lateTables = []string{"栏目别名"}

// digested are the tables that make the definition the one it is.
func digested(all, given []tabular.Table) []tabular.Table {
	return slices.DeleteFunc(slices.Clone(all), func(t tabular.Table) bool {
		return given != nil && embedded(t) && slices.Contains(lateTables, t.Name)
	})
}

// The digests of definitions that earlier programs had built in. Those who use
// the built-in definition have gone on with this program's.
var (
	formerDigests     = []string{"6488c19bf245"}
	formerFormDigests = []string{"17aaa9d4c2e6"}
)

// Follows reports whether what was checked by the definition with that digest
// may be merged with what is checked by this one.
func (p *Plan) Follows(digest string) bool {
	return digest == p.digest || p.builtin && slices.Contains(formerDigests, digest)
}

// FollowsForm reports whether a form of the definition with that digest is
// still one of this.
func (p *Plan) FollowsForm(digest string) bool {
	return digest == p.formDigest || digest == p.fullDigest || p.builtin && slices.Contains(formerFormDigests, digest)
}

// formInfo are the lines of 基本信息 that a form prints or reckons with.
var formInfo = []string{
	"计划名称", "文号", "表名", "起始年", "截止年", "进度偏慢阈值(百分点)", "进度滞后完成比(%)", "未启动宽限(天)", "最少进展字数", "模板版本",
}

// formTables are the tables that shape the form, as far as they do: of words,
// those that can be chosen.
func formTables(all []tabular.Table, chosen bool) []tabular.Table {
	var tables []tabular.Table
	for _, t := range all {
		switch t.Name {
		case "基本信息":
			tables = append(tables, t.Only("项目", formInfo))
		case "专项行动", "重点任务", "部门", "栏目":
			tables = append(tables, t)
		case "词表":
			if chosen {
				t.Rows = slices.DeleteFunc(slices.Clone(t.Rows), func(r tabular.Row) bool { return len(r.Cells) < 3 || r.Cells[1] != r.Cells[2] })
			}
			tables = append(tables, t)
		}
	}
	return tables
}

func digestOf(tables []tabular.Table) string {
	h := sha256.New()
	for _, t := range tables {
		fmt.Fprintf(h, "%q%q", t.Name, t.Header)
		for _, r := range t.Rows {
			fmt.Fprintf(h, "%q", trimTail(r.Cells))
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// trimTail drops blank cells at a row's end: a workbook does not keep them.
func trimTail(row []string) []string {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}

func (p *Plan) read(t tabular.Table, faults *[]tabular.CellFault) {
	switch t.Name {
	case "基本信息":
		p.readInfo(tabular.NewReader(t, faults, "项目", "值"))
	case "专项行动":
		r := tabular.NewReader(t, faults, "序号", "名称", "别名")
		r.Each(func() {
			p.Tracks = append(p.Tracks, Track{serial(r), r.Must("名称"), r.List("别名")})
			p.place(r)
		})
	case "重点任务":
		p.readTasks(tabular.NewReader(t, faults, "序号", "名称", "专项行动", "别名"))
	case "计划明确事项":
		p.readCommitments(tabular.NewReader(t, faults, "重点任务", "事项", "匹配词"))
	case "部门":
		p.readUnits(tabular.NewReader(t, faults, "名称", "全称", "别名", "报送方式", "汇总单位", "分管领导"))
	case "栏目":
		p.readColumns(tabular.NewReader(t, faults, "栏目", "代号", "类型", "必填"))
	case "栏目别名":
		p.readHeaderForms(tabular.NewReader(t, faults, "写法", "栏目", "条件"))
	case "词表":
		r := tabular.NewReader(t, faults, "类别", "写法", "读作")
		r.Each(func() {
			p.Words = append(p.Words, Word{r.Must("类别"), r.Must("写法"), r.Text("读作"), r.Text("备注")})
		})
		p.keepLists(t)
	case "规则":
		p.readRules(tabular.NewReader(t, faults, "代号", "级别", "启用", "标题", "提示", "怎么改"))
	case "领导小组":
		r := tabular.NewReader(t, faults, "职务", "人选(职务)")
		r.Each(func() { r.Must("职务") }) // nobody goes by it yet
	case "核准例外":
		p.readExceptions(tabular.NewReader(t, faults, "规则", "单位", "项目", "批准人", "理由", "有效期至"))
	}
}
