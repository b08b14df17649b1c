package plan

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filename"
	"jingpin/internal/tabular"
)

// What one cell of the definition alone cannot show: that nothing is missing
// which code goes by, that the tables agree with one another, and that what
// people are shown agrees with what is reckoned with.

// verify checks the definition once its tables are read.
func (p *Plan) verify(faults *[]tabular.CellFault) {
	for _, name := range []string{ListTracks, ListTasks, ListUnits} {
		if t := p.table(name); !slices.ContainsFunc(t.Rows, filled) {
			*faults = append(*faults, t.Fault("A1", "这张表是空的，至少要有一行"))
		}
	}
	p.verifyColumns(tabular.NewReader(p.table("栏目"), faults))
	p.verifyWords(faults)
	p.verifyTitles(tabular.NewReader(p.table("基本信息"), faults))
	p.verifyUnits(tabular.NewReader(p.table(ListUnits), faults))
	examples := tabular.NewReader(p.table("栏目"), faults)
	examples.Notes = &p.notes
	p.verifyExamples(examples)
}

func (p *Plan) table(name string) tabular.Table {
	t, _ := first(p.tables, func(t tabular.Table) bool { return t.Name == name })
	return t
}

func filled(r tabular.Row) bool { return strings.TrimSpace(strings.Join(r.Cells, "")) != "" }

// verifyColumns finds columns that the built-in definition has not, that are
// declared twice or as another type than there, and those that are missing.
func (p *Plan) verifyColumns(r *tabular.Reader) {
	builtin := tabular.NewReader(r.Table, nil)
	if !embedded(r.Table) {
		builtin = tabular.NewReader(Builtin().table(r.Table.Name), nil)
	}
	needs := map[string]Column{}
	builtin.Each(func() {
		needs[builtin.Text("代号")] = Column{Type: builtin.Text("类型"), List: builtin.Text("选项")}
	})
	declared := map[string]bool{}
	r.Each(func() {
		key := r.Text("代号")
		need, known := needs[key]
		switch {
		case key == "": // said already
			return
		case !known:
			r.Fault("代号", "程序不认得代号“"+key+"”，这一栏填了也不会有人读；代号不能自己编")
			return
		case declared[key]:
			r.Fault("代号", "“"+key+"”写了两行")
		case r.Text("类型") != need.Type:
			r.Fault("类型", "“"+r.Text("栏目")+"”的类型应为“"+need.Type+"”")
		}
		declared[key] = true
		if free := need.List == "" || need.Type == TypeUnits; !free && r.Text("选项") != need.List {
			r.Fault("选项", "“"+r.Text("栏目")+"”的选项应为“"+need.List+"”")
		}
	})
	builtin.Each(func() {
		key := builtin.Text("代号")
		if !declared[key] && !slices.Contains(lateColumns, key) {
			r.Lack("缺少“" + strings.ReplaceAll(builtin.Text("栏目"), yearMark+"年", "各年") + "”一栏（代号" + key + "）：检查、亮灯和报告要用它")
		}
	})
}

// builtinKey is the key of the column that the built-in definition heads so, ""
// for none.
func builtinKey(header string) string {
	c, _ := first(Builtin().Columns, func(c Column) bool { return c.Header == header })
	return c.Key
}

// verifyWords finds words that code goes by and the definition has lost.
func (p *Plan) verifyWords(faults *[]tabular.CellFault) {
	t := p.table("词表")
	for _, l := range fixedWords {
		for _, word := range l.words {
			kept := slices.ContainsFunc(p.Words, func(w Word) bool { return w.List == l.list && w.Written == word && w.Read == word })
			if !kept {
				*faults = append(*faults, t.Fault("A1", "“"+l.list+"”里缺少“"+word+"”这一项（写法、读作都是它）：亮灯和统计要用它"))
			}
		}
	}
}

// yearSpan is the plan's years in a title: 2022—2025.
var yearSpan = regexp.MustCompile(`(20\d\d)年?\s*[-—–－~～至到]+\s*(20\d\d)`)

// verifyTitles finds titles that name other years than the plan has, and a day
// of issue that is none.
func (p *Plan) verifyTitles(r *tabular.Reader) {
	years := Count(p.Info.FirstYear) + "—" + Count(p.Info.LastYear)
	r.Each(func() {
		switch name := r.Text("项目"); name {
		case "计划名称", "表名", "报告名":
			m := yearSpan.FindStringSubmatch(r.Text("值"))
			if m != nil && m[1]+"—"+m[2] != years {
				r.Fault("值", "“"+name+"”写的是"+m[1]+"—"+m[2]+"，起始年和截止年却是"+years+"，请改成一致")
			}
		case "印发日期":
			if _, err := ParseDate(r.Text("值")); r.Text("值") != "" && err != nil {
				r.Fault("值", "“"+r.Text("值")+"”应写成2023-02-06的样子")
			}
		}
	})
}

// verifyUnits finds units whose name can be no file's: each unit's form and
// return is a file of its name.
func (p *Plan) verifyUnits(r *tabular.Reader) {
	r.Each(func() {
		if why := filename.Unfit(r.Text("名称")); why != "" {
			r.Fault("名称", "“"+r.Text("名称")+"”"+why+"，不能用作文件名；下发和退回的表都以部门名称作文件名")
		}
	})
}

// verifyExamples finds examples that their own column would refuse. Those that
// name units of another roster are left out of the form, and that is noted.
func (p *Plan) verifyExamples(r *tabular.Reader) {
	r.Each(func() {
		example := r.Text("样例")
		if example == "" {
			return
		}
		refuse := func(why string) { r.Fault("样例", "“"+r.Text("栏目")+"”的样例“"+example+"”"+why) }
		switch r.Text("类型") {
		case TypeMoney:
			if a := (Amount{}); a.UnmarshalText([]byte(example)) != nil {
				refuse("不是金额")
			}
		case TypePercent:
			if v, err := ParsePercent(example); err != nil || v < 0 || v > Full {
				refuse("不是0到100的数")
			}
		case TypeStart, TypeDeadline:
			if d, err := ParseDate(example); err != nil {
				refuse("应写成2023-12-31的样子")
			} else if d < p.Info.First() || d > p.Info.Last() {
				refuse("不在计划期内（" + Count(p.Info.FirstYear) + "—" + Count(p.Info.LastYear) + "年）")
			}
		case TypeChoice:
			if !p.isChoice(r.Text("选项"), example) {
				refuse("不在可选的内容里")
			}
		case TypeUnit:
			p.exampleUnit(r, r.Text("代号"), example, p.Units[0].Name)
		case TypeUnits:
			known := slices.DeleteFunc(tabular.Split(example), func(name string) bool { _, ok := p.Unit(name); return !ok })
			if len(known) < len(tabular.Split(example)) {
				p.exampleUnit(r, r.Text("代号"), "", strings.Join(known, "、"))
			}
		}
	})
}

// exampleUnit puts units of this roster into an example that names others: the
// roster is what offices change first.
func (p *Plan) exampleUnit(r *tabular.Reader, key, unit, instead string) {
	if _, ok := p.Unit(unit); ok {
		return
	}
	p.Columns[p.index.columns[key]].Example = instead
	if instead != "" {
		r.Note("样例", "样例“"+r.Text("样例")+"”不在部门表里，填报说明的例子改用“"+instead+"”")
	}
}

// isChoice reports a word that a list offers.
func (p *Plan) isChoice(list, word string) bool {
	var ok bool
	switch list {
	case ListTracks:
		_, ok = p.Track(word)
	case ListTasks:
		_, ok = p.Task(word)
	default:
		ok = slices.Contains(p.Canonical(list), word)
	}
	return ok
}
