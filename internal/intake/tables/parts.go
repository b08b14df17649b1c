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

// Parcel is a project whose parts stand in the rows below it.
type Parcel struct {
	Row     int
	Parts   []int // physical rows
	Counted bool  // the project counts, and not its parts
	Total   plan.Money
	Sum     plan.Money
	Known   bool // both can be read
}

var (
	wholeNumber = regexp.MustCompile(`^\d+$`)
	hanziWhole  = regexp.MustCompile(`^[一二三四五六七八九十]+$`)
	partNumber  = regexp.MustCompile(`^(?:[(（]?\d+[)）]|[(（][一二三四五六七八九十]+[)）]|[①-⑳]|[(（]?[a-zA-Z][)）.]?)$`)
	// nameNumber is the number of a part that stands before its name.
	nameNumber = regexp.MustCompile(`^(\d+[.．-]\d+)[^\d.．-]`)
	dashed     = regexp.MustCompile(`^[-–—―－]+[^-–—―－]`)
)

// markParts finds projects with parts below them: 1 and then 1.1, 1.2, or
// 其中:. Where the project is complete, it counts and its parts do not; else
// they count, and it only sums them up.
func (f *Finder) markParts(t *PlanTable) {
	for i := 0; i < len(t.Lines); i++ {
		if t.Lines[i].Kind != ProjectRow || t.Lines[i].Lone {
			continue
		}
		parts := f.partsBelow(t, i)
		if len(parts) == 0 {
			continue
		}
		p := Parcel{Row: t.Lines[i].Row.Number, Counted: f.isComplete(t, t.Lines[i].Row)}
		p.Total, p.Known = t.amountIn(t.Lines[i].Row)
		for _, k := range parts {
			p.Parts = append(p.Parts, t.Lines[k].Row.Number)
			sum, known := t.amountIn(t.Lines[k].Row)
			p.Sum, p.Known = p.Sum+sum, p.Known && known
			if p.Counted {
				t.Lines[k].Kind, t.Lines[k].Lone = partRow, false
			}
		}
		if !p.Counted {
			t.Lines[i].Kind = partRow // L11 compares it, and not L07
		}
		t.Parcels = append(t.Parcels, p)
		i = parts[len(parts)-1]
	}
}

// partsBelow are the lines right below the i-th that are parts of it.
func (f *Finder) partsBelow(t *PlanTable, i int) (parts []int) {
	whole := strings.TrimRight(t.TextIn(t.Lines[i].Row, "no"), "、.．")
	among := false // 其中 has been said
	for k := i + 1; k < len(t.Lines); k++ {
		l := t.Lines[k]
		no, name := t.TextIn(l.Row, "no"), t.TextIn(l.Row, "name")
		said := strings.HasPrefix(name, "其中") || l.Kind == otherRow && strings.HasPrefix(strings.Join(RowTexts(*l.Row), ""), "其中")
		among = among || said
		switch {
		case l.Kind == otherRow && said:
			if _, ok := t.amountIn(l.Row); ok {
				parts = append(parts, k)
			}
			continue
		case l.Kind != ProjectRow && l.Kind != TailRow:
			return parts
		case said, among && no == "":
		case no == "" && l.Kind == ProjectRow && whole != "" && isNamedPart(name, whole):
		case isWholeNumber(whole) && isPartOf(no, whole):
		case hanziWhole.MatchString(whole) && no == strconv.Itoa(len(parts)+1): // 一 over 1, 2, 3
		default:
			return parts
		}
		if l.Kind == ProjectRow {
			parts = append(parts, k)
		}
	}
	return parts
}

// isWholeNumber reports the number of what may have parts.
func isWholeNumber(no string) bool { return wholeNumber.MatchString(no) || hanziWhole.MatchString(no) }

// isNamedPart reports the name of a part of what has a number, without a number
// of its own: 1.2 东段, ——东段.
func isNamedPart(name, whole string) bool {
	if m := nameNumber.FindStringSubmatch(name); m != nil {
		return isPartOf(m[1], whole)
	}
	return dashed.MatchString(name)
}

// isPartOf reports the number of a part of what has a number: 1.2, 1-2, (2),
// (二).
func isPartOf(no, whole string) bool {
	if partNumber.MatchString(no) {
		return true
	}
	no = values.Narrow(no)
	if rest, ok := strings.CutPrefix(no, whole); ok && len(rest) > 1 && (rest[0] == '.' || rest[0] == '-') {
		return wholeNumber.MatchString(rest[1:])
	}
	return partNumber.MatchString(no)
}

// isComplete reports a row with all that only a project has.
func (f *Finder) isComplete(t *PlanTable, row *sheet.Row) bool {
	for _, key := range []string{"deadline", "lead", "status"} {
		if text := t.TextIn(row, key); text == "" || f.words.Blank(text) {
			return false
		}
	}
	return true
}

// TextIn is what stands under a column in a row.
func (t *PlanTable) TextIn(row *sheet.Row, key string) string {
	if _, ok := t.Columns[key]; !ok {
		return ""
	}
	return t.FieldAt(key, row).Raw
}

// amountIn is a row's total, as far as it can be read.
func (t *PlanTable) amountIn(row *sheet.Row) (plan.Money, bool) {
	if _, ok := t.Columns["total"]; !ok {
		return 0, false
	}
	f := t.FieldAt("total", row)
	m, refusal := values.ReadMoney(t.finder.plan, f.Cell, f.Shown(), t.Money("total", row.Number), t.finder.date1904)
	return m.Amount.Money, refusal == nil && m.Amount.Kind == plan.Known
}

// How a pair of rows says which of them is the plan.
var (
	saysPlanRow   = []string{"计划", "计划数", "计划值", "目标", "目标值", "年度计划", "计划安排", "计划情况"}
	saysActualRow = []string{"实际", "实际数", "实际值", "完成", "完成数", "完成情况", "实际完成", "实绩", "实际情况", "执行"}
)

// markPairs finds tables that give each project two rows, what was planned and
// what came of it, told apart by a column that is none of the form's.
func (f *Finder) markPairs(t *PlanTable) {
	for _, c := range t.Extra {
		if pairs := t.pairsBy(c.Col); pairs != nil {
			for _, i := range pairs {
				t.Lines[i].Kind, t.Lines[i].Pair = ProjectRow, t.Lines[i+1].Row
				t.Lines[i+1].Kind, t.Lines[i+1].Lone = pairRow, false
			}
			t.Pairs = len(pairs)
			t.Extra = slices.DeleteFunc(t.Extra, func(e FormColumn) bool { return e.Col == c.Col })
			return
		}
	}
}

// pairsBy are the lines that begin pairs by a column, nil where it tells rows
// apart in another way.
func (t *PlanTable) pairsBy(col int) (pairs []int) {
	rows := 0
	for i := 0; i < len(t.Lines); i++ {
		label := t.labelAt(i, col)
		switch {
		case label == "":
			continue
		case slices.Contains(saysPlanRow, label) && i+1 < len(t.Lines) && slices.Contains(saysActualRow, t.labelAt(i+1, col)):
			pairs = append(pairs, i)
			i++
		default:
			return nil
		}
		rows++
	}
	return pairs
}

func (t *PlanTable) labelAt(i, col int) string {
	if k := t.Lines[i].Kind; k == GroupRow || k == TotalRow || k == otherRow {
		return ""
	}
	c, _ := t.Lines[i].Row.At(col)
	text, _ := values.Clean(c.Text)
	return text
}

// markStruck finds rows that are struck through: their name is, or most of
// their cells are.
func (t *PlanTable) markStruck() {
	for from := 0; from < len(t.Sheet.Struck); {
		number, to, named := int(t.Sheet.Struck[from].Row), from, false
		whole := 0
		for ; to < len(t.Sheet.Struck) && int(t.Sheet.Struck[to].Row) == number; to++ {
			k := t.Sheet.Struck[to]
			if k.Whole() {
				whole++
			}
			named = named || int(k.Col) == t.Columns["name"].Col && values.Outside(k.Left) == ""
		}
		if number > t.Bottom && (t.end == 0 || number <= t.end) {
			if row := RowAt(t.Sheet, number); named || whole > 0 && whole >= len(RowTexts(row)) {
				t.strike(number, t.Sheet.Struck[from:to])
			}
		}
		from = to
	}
}

// struckLine is a row that is struck through.
type struckLine struct {
	Row  int
	Name string // what was struck
}

// strike leaves a struck row out, with what was struck.
func (t *PlanTable) strike(number int, struck []sheet.Strike) {
	for i := range t.Lines {
		if t.Lines[i].Row.Number == number {
			t.Lines[i].Kind, t.Lines[i].Lone = struckRow, false
		}
	}
	name := struck[0].Struck
	for _, k := range struck {
		if int(k.Col) == t.Columns["name"].Col {
			name = k.Struck
		}
	}
	t.Struck = append(t.Struck, struckLine{number, name})
}
