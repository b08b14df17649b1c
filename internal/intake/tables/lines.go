package tables

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// RowKind says what a row below the header is.
type RowKind uint8

const (
	blankRow   RowKind = iota
	ProjectRow         // a project, or a row that should be one
	GroupRow           // a track or task over the rows below it
	TotalRow           // 合计, 小计
	otherRow           // notes, signatures, codes, repeated headers
	AsideRow           // words or values that are no project, and no part of the form either
	TailRow            // texts that go on with the row above
	partRow            // a part of the project above, or the sum of those below
	pairRow            // what came of the plan in the row above
	struckRow          // struck through
)

// Line is one row below the header, sorted out.
type Line struct {
	Row    *sheet.Row
	Kind   RowKind
	Label  string // of a total row
	Labels []heading
	Lone   bool       // nothing but the project's name
	Pair   *sheet.Row // the row that says what came of this one's plan
}

// sorter sorts out a table's rows from the top down.
type sorter struct {
	*Finder
	t      *PlanTable
	atTop  bool  // nothing but parts of the header and totals since the last one
	inFoot bool  // notes or signatures have begun
	group  Group // the headings in force
}

// SortLines sorts out every row below the header.
func (t *PlanTable) SortLines() {
	f := t.finder
	s := sorter{Finder: f, t: t, atTop: true, group: *t.TitleGroup()}
	body := t.body()
	t.Lines = make([]Line, 0, len(body))
	for i := range body {
		l := s.line(&body[i])
		switch l.Kind {
		case GroupRow:
			for _, h := range l.Labels {
				s.group = s.group.Under(f.plan, h)
			}
			s.inFoot = false
		case ProjectRow:
			s.inFoot = false
		}
		if l.Kind != blankRow {
			t.Lines = append(t.Lines, l)
		}
	}
	t.Counted = t.countsInNames()
	t.markStruck()
	f.markPairs(t)
	f.markParts(t)
}

// countsInNames reports a table whose projects are counted before their names,
// all of them and without a gap: such a count is not part of the name, for the
// next quarter's may be another.
func (t *PlanTable) countsInNames() bool {
	last, n := 0, 0
	for _, l := range t.Lines {
		if l.Kind != ProjectRow {
			continue
		}
		name := t.TextIn(l.Row, "name")
		rest := withoutNumber(name)
		count, err := strconv.Atoi(strings.Trim(name[:len(name)-len(rest)], "().,:、．）（，： "))
		if err != nil || count != last+1 && count != 1 {
			return false
		}
		last = count
		n++
	}
	return n > 1
}

// Line says what one row is.
func (s *sorter) line(row *sheet.Row) Line {
	l := Line{Row: row}
	g := s.glance(s.t, *row)
	if g.n == 0 {
		return l
	}
	if s.t.again[row.Number] || s.repeatsHeader(g) {
		l.Kind, s.atTop = otherRow, true
		return l
	}
	if s.atTop && s.belongsToHeader(g) {
		l.Kind = otherRow
		return l
	}
	if label, ok := s.totalLabel(s.t, *row); ok {
		l.Kind, l.Label = TotalRow, label
		return l
	}
	s.atTop = false
	if g.n <= maxTitleCells && s.t.titles[lineText(*row)] {
		l.Kind = otherRow
		return l
	}
	if s.isSum(g) {
		l.Kind, l.Label = TotalRow, "合计"
		return l
	}
	if s.isFootRow(g) {
		l.Kind, s.inFoot = otherRow, true
		return l
	}
	if g.solid == 0 && strings.HasPrefix(s.nameOr(g), "其中") {
		l.Kind = otherRow
		return l
	}
	if l.Labels = s.headings(g); l.Labels != nil {
		l.Kind = GroupRow
		return l
	}
	l.Kind = s.ordinaryKind(g)
	l.Lone = l.Kind == ProjectRow && g.weight == 0
	return l
}

// ordinaryKind tells projects from what is left: a project is only what says
// something that a project has.
func (s *sorter) ordinaryKind(g glance) RowKind {
	switch {
	case !g.own && (!g.listed || s.own):
		return blankRow
	case !g.own:
		return AsideRow
	case s.saysNone(g), s.isSealRow(g), s.isNote(g), s.isFigureRow(g):
		return AsideRow
	case g.weight == 0 && !g.named:
		return AsideRow
	case g.weight == 0:
		return s.loneKind(g)
	case s.goesOn(g):
		return TailRow
	case !g.single():
		return ProjectRow
	case !g.named && (s.inFoot || !g.listed):
		return otherRow
	}
	return ProjectRow
}

// isFigureRow reports a figure worked out of the rows above that is no sum: their
// average, or their share.
func (s *sorter) isFigureRow(g glance) bool {
	return g.solid == 0 && g.texts == 0 && workedOut.MatchString(values.Narrow(s.nameOr(g)))
}

var workedOut = regexp.MustCompile(`^(?:总体|全部|总|各项目|加权|算术|简单|综合)*(?:平均|均值|累计|占比|同比|环比|最高|最低|最大|最小|中位|众数|标准差|个数|计数|数量|完成率)[^,，。]{0,8}$`)

// nameOr is what stands under the name, else what the row says first.
func (s *sorter) nameOr(g glance) string {
	if !g.named {
		return g.first
	}
	c, _ := g.row.At(s.t.Columns["name"].Col)
	name, _ := values.Clean(c.Text)
	return name
}

// loneKind tells a project's name by itself from other words under its column: it
// is one of the plan's or of last quarter's, whatever it looks like, or looks
// like one.
func (s *sorter) loneKind(g glance) RowKind {
	name := s.nameOr(g)
	if s.known[plan.Key(name)] || s.isPromised(name) {
		return ProjectRow
	}
	if _, unit := s.words.Lead(name); !unit && !s.inFoot && !s.t.wide[g.row.Number] && !isSeal(name) && looksLikeName(name) {
		return ProjectRow
	}
	return AsideRow
}

// isPromised reports the name of what the plan's text names.
func (f *Finder) isPromised(name string) bool {
	key := plan.Key(name)
	return slices.ContainsFunc(f.plan.Commitments, func(c plan.Commitment) bool { return plan.Key(c.Name) == key })
}

// goesOn reports texts without a name or a number right under a project: they
// go on with its own.
func (s *sorter) goesOn(g glance) bool {
	last := len(s.t.Lines) - 1
	if last < 0 || g.named || g.texts < g.weight || g.solid > 0 {
		return false
	}
	above := s.t.Lines[last]
	if above.Kind != ProjectRow && above.Kind != TailRow || above.Row.Number != g.row.Number-1 {
		return false
	}
	for _, key := range []string{"no", "name"} {
		if c, ok := g.row.At(s.t.Columns[key].Col); ok && SaysSomething(c) {
			return false
		}
	}
	_, merged := s.t.MergeAt(g.row.Number, s.t.Columns["name"].Col)
	return !merged || s.t.sharesRow(g.row.Number)
}

// sharesRow reports a row into which all that a project has but once reaches from
// above: it is that project's, and no second one of its name.
func (t *PlanTable) sharesRow(row int) bool {
	for _, key := range []string{"name", "deadline", "total", "status", "progress"} {
		c, has := t.Columns[key]
		if m, merged := t.MergeAt(row, c.Col); has && (!merged || m.Top == row) {
			return false
		}
	}
	return true
}

// noProjects is how a department writes that it has no projects.
var noProjects = regexp.MustCompile(`^(?:本(?:部门|单位|办|科室|街道|季度|季|期|月|年度?))*(?:暂|暂时|目前|均|尚)?(?:无|没有|未)` +
	`(?:新增|增加|牵头|重点|相关|涉及|其他|在建|续建|需要?|要|报|年度|季度|的)*(?:项目|任务|工作|变化|变动|调整|新增|内容|正文|事项|情况|数据)`)

// saysNone reports a row by which a department says that it has no projects.
func (s *sorter) saysNone(g glance) bool {
	if g.single() {
		text := values.Narrow(g.first)
		return s.words.Blank(text) || noProjects.MatchString(text)
	}
	c, _ := g.row.At(s.t.Columns["name"].Col)
	if name, _ := values.Clean(c.Text); name == "" || !s.words.Blank(name) {
		return false
	}
	return !slices.ContainsFunc(g.row.Cells, func(c sheet.Cell) bool {
		text, _ := values.Clean(c.Text)
		return text != "0" && s.t.KeyAt[int(c.Col)] != "no" && !s.words.Blank(text)
	})
}

// codeMarks are what a code row under a header counts with.
const codeMarks = "甲乙丙丁戊己庚辛壬癸"

// belongsToHeader reports a row that goes on with the header: codes, units,
// remarks in brackets, or children of a header that is not merged.
func (s *sorter) belongsToHeader(g glance) bool {
	if isCodeRow(RowTexts(g.row)) || s.t.takesUnits(g.row) {
		return true
	}
	if g.n == 1 && g.own && !g.named && g.solid == 0 && !g.figures && !s.names(g.first) {
		return true // a child without brothers
	}
	if g.n < 2 || s.headings(g) != nil {
		return false
	}
	remarks, orphans := 0, 0
	for _, c := range g.row.Cells {
		text, _ := values.Clean(c.Text)
		if c.Kind != sheet.Text || text == "" {
			continue
		}
		if values.Outside(text) == "" {
			remarks++
		}
		if len(s.t.head(int(c.Col)).levels) == 0 {
			orphans++
		}
	}
	return remarks == g.n || orphans > 0 && !g.named && g.solid == 0 && !hasFigures(g.row)
}

// takesUnits reads a row of nothing but units under the header: 万元, %.
func (t *PlanTable) takesUnits(row sheet.Row) bool {
	units := map[string]plan.Money{}
	for _, c := range row.Cells {
		text, _ := values.Clean(c.Text)
		if text == "" {
			continue
		}
		if !isUnitWord(text) {
			return false
		}
		u, money := values.UnitNamed(unitWord(text))
		if key := t.KeyAt[int(c.Col)]; key != "" && money {
			units[key] = u
		}
	}
	for key, u := range units {
		c := t.Columns[key]
		c.unit = u
		t.Columns[key] = c
	}
	return true
}

// unitWord is a unit without what people put about it: (万元), 单位：%.
func unitWord(text string) string { return strings.Trim(values.Narrow(text), "()[]【】单位:") }

// isUnitWord reports a text that is a unit and nothing else.
func isUnitWord(text string) bool {
	word := unitWord(text)
	_, money := values.UnitNamed(word)
	return money || word == "%" || word == "个" || word == "项"
}

// isCodeRow reports a row like 甲 乙 1 2 3 … or A B C D …: at least four codes,
// the numbers rising by one, behind a word for them or a dash or neither.
func isCodeRow(texts []string) bool {
	if len(texts) > 0 && codeLabel.MatchString(values.Narrow(texts[0])) {
		texts = texts[1:]
	}
	if len(texts) < minCodes {
		return false
	}
	if isAlphabet(texts) {
		return true
	}
	last := 0
	for _, s := range texts {
		s = values.Narrow(s)
		if len([]rune(s)) == 1 && strings.Contains(codeMarks, s) {
			continue
		}
		n := codeNumber(s)
		if n == 0 || last != 0 && n != last+1 {
			return false
		}
		last = n
	}
	return last != 0
}

// isAlphabet reports A B C ….
func isAlphabet(texts []string) bool {
	for i, s := range texts {
		if values.Narrow(s) != string(rune('A'+i)) {
			return false
		}
	}
	return true
}

// minCodes is how many codes make a row of them.
const minCodes = 4

// codeLabel is what the first cell of a code row may say instead of a code.
var codeLabel = regexp.MustCompile(`^(?:栏次|栏目|行次|代码|编码|列号|-+)$`)

// codeNumber reads 3, (3) and 3=1+2 as 3; 0 for anything else.
func codeNumber(s string) int {
	s, _, _ = strings.Cut(s, "=")
	s = strings.Trim(s, "()")
	n := 0
	for _, d := range s {
		if d < '0' || d > '9' || n > 999 {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	return n
}

// repeatsHeader reports a row that says again what the header says, as a
// printed page does: at least three header texts in their columns.
func (s *sorter) repeatsHeader(g glance) bool {
	if g.n < 3 || hasFigures(g.row) {
		return false
	}
	same := 0
	for _, c := range g.row.Cells {
		text, _ := values.Clean(c.Text)
		if text != "" && slices.Contains(s.t.head(int(c.Col)).levels, text) {
			same++
		}
	}
	return same >= 3 && same*2 > g.n
}
