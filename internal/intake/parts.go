package intake

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// parcel is a project whose parts stand in the rows below it.
type parcel struct {
	row     int
	parts   []int // physical rows
	counted bool  // the project counts, and not its parts
	total   plan.Money
	sum     plan.Money
	known   bool // both can be read
}

var (
	wholeNumber = regexp.MustCompile(`^\d+$`)
	partNumber  = regexp.MustCompile(`^(?:[(（]?\d+[)）]|[①-⑳])$`)
)

// markParts finds projects with parts below them: 1 and then 1.1, 1.2, or
// 其中:. Where the project is complete, it counts and its parts do not; else
// they count, and it only sums them up.
func (f *finder) markParts(t *Table) {
	for i := 0; i < len(t.lines); i++ {
		if t.lines[i].kind != projectRow || t.lines[i].lone {
			continue
		}
		parts := f.partsBelow(t, i)
		if len(parts) == 0 {
			continue
		}
		p := parcel{row: t.lines[i].row.Number, counted: f.isComplete(t, t.lines[i].row)}
		p.total, p.known = t.amountIn(t.lines[i].row)
		for _, k := range parts {
			p.parts = append(p.parts, t.lines[k].row.Number)
			sum, known := t.amountIn(t.lines[k].row)
			p.sum, p.known = p.sum+sum, p.known && known
			if p.counted {
				t.lines[k].kind, t.lines[k].lone = partRow, false
			}
		}
		if !p.counted {
			t.lines[i].kind = partRow // L11 compares it, and not L07
		}
		t.parcels = append(t.parcels, p)
		i = parts[len(parts)-1]
	}
}

// partsBelow are the lines right below the i-th that are parts of it.
func (f *finder) partsBelow(t *Table, i int) (parts []int) {
	whole := t.textIn(t.lines[i].row, "no")
	among := false // 其中 has been said
	for k := i + 1; k < len(t.lines); k++ {
		l := t.lines[k]
		no, name := t.textIn(l.row, "no"), t.textIn(l.row, "name")
		said := strings.HasPrefix(name, "其中") || l.kind == otherRow && strings.HasPrefix(strings.Join(rowTexts(*l.row), ""), "其中")
		among = among || said
		switch {
		case l.kind == otherRow && said:
			if _, ok := t.amountIn(l.row); ok {
				parts = append(parts, k)
			}
			continue
		case l.kind != projectRow && l.kind != tailRow:
			return parts
		case said, among && no == "":
		case wholeNumber.MatchString(whole) && isPartOf(no, whole):
		default:
			return parts
		}
		if l.kind == projectRow {
			parts = append(parts, k)
		}
	}
	return parts
}

// isPartOf reports the number of a part of what has a number: 1.2, 1-2, (2).
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
func (f *finder) isComplete(t *Table, row *sheet.Row) bool {
	for _, key := range []string{"deadline", "lead", "status"} {
		if text := t.textIn(row, key); text == "" || f.words.Blank(text) {
			return false
		}
	}
	return true
}

// textIn is what stands under a column in a row.
func (t *Table) textIn(row *sheet.Row, key string) string {
	if _, ok := t.columns[key]; !ok {
		return ""
	}
	return t.fieldAt(key, row).raw
}

// amountIn is a row's total, as far as it can be read.
func (t *Table) amountIn(row *sheet.Row) (plan.Money, bool) {
	if _, ok := t.columns["total"]; !ok {
		return 0, false
	}
	f := t.fieldAt("total", row)
	m, refusal := values.ReadMoney(t.finder.plan, f.cell, f.shown(), t.money("total", row.Number), t.finder.date1904)
	return m.Amount.Money, refusal == nil && m.Amount.Kind == plan.Known
}

// How a pair of rows says which of them is the plan.
var (
	saysPlanRow   = []string{"计划", "计划数", "计划值", "目标", "目标值", "年度计划", "计划安排", "计划情况"}
	saysActualRow = []string{"实际", "实际数", "实际值", "完成", "完成数", "完成情况", "实际完成", "实绩", "实际情况", "执行"}
)

// markPairs finds tables that give each project two rows, what was planned and
// what came of it, told apart by a column that is none of the form's.
func (f *finder) markPairs(t *Table) {
	for _, c := range t.extra {
		if pairs := t.pairsBy(c.col); pairs != nil {
			for _, i := range pairs {
				t.lines[i].kind, t.lines[i].pair = projectRow, t.lines[i+1].row
				t.lines[i+1].kind, t.lines[i+1].lone = pairRow, false
			}
			t.pairs = len(pairs)
			return
		}
	}
}

// pairsBy are the lines that begin pairs by a column, nil where it tells rows
// apart in another way.
func (t *Table) pairsBy(col int) (pairs []int) {
	rows := 0
	for i := 0; i < len(t.lines); i++ {
		label := t.labelAt(i, col)
		switch {
		case label == "":
			continue
		case slices.Contains(saysPlanRow, label) && i+1 < len(t.lines) && slices.Contains(saysActualRow, t.labelAt(i+1, col)):
			pairs = append(pairs, i)
			i++
		default:
			return nil
		}
		rows++
	}
	return pairs
}

func (t *Table) labelAt(i, col int) string {
	if k := t.lines[i].kind; k == groupRow || k == totalRow || k == otherRow {
		return ""
	}
	c, _ := t.lines[i].row.At(col)
	text, _ := values.Clean(c.Text)
	return text
}

// markStruck finds rows that are struck through: their name is, or most of
// their cells are.
func (t *Table) markStruck() {
	for from := 0; from < len(t.sheet.Struck); {
		number, to, named := int(t.sheet.Struck[from].Row), from, false
		whole := 0
		for ; to < len(t.sheet.Struck) && int(t.sheet.Struck[to].Row) == number; to++ {
			k := t.sheet.Struck[to]
			if k.Whole() {
				whole++
				named = named || int(k.Col) == t.columns["name"].col
			}
		}
		if number > t.bottom && (t.end == 0 || number <= t.end) {
			if row := rowAt(t.sheet, number); named || whole > 0 && whole >= len(rowTexts(row)) {
				t.strike(number, t.sheet.Struck[from:to])
			}
		}
		from = to
	}
}

// struckLine is a row that is struck through.
type struckLine struct {
	row  int
	name string // what was struck
}

// strike leaves a struck row out, with what was struck.
func (t *Table) strike(number int, struck []sheet.Strike) {
	for i := range t.lines {
		if t.lines[i].row.Number == number {
			t.lines[i].kind, t.lines[i].lone = struckRow, false
		}
	}
	name := struck[0].Struck
	for _, k := range struck {
		if int(k.Col) == t.columns["name"].col {
			name = k.Struck
		}
	}
	t.struck = append(t.struck, struckLine{number, name})
}
