package portfolio

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// What the office may say of columns whose amounts are as large as if they had
// been typed in 元.
const (
	chooseYuan = "按元算"
	chooseWan  = "按万元算"
)

// misread are columns of a table whose amounts are probably in 元, and the rows
// under them.
type misread struct {
	file  *file
	found *filing.Finding // at their header
	keys  []string
	heads []string // as they stand
	rows  []*row
}

// settleAmounts puts the columns that are probably in 元 before the office. As
// long as it has not decided, none of their rows counts; then all do, with the
// amounts as they were meant.
func (m *merger) settleAmounts() {
	for _, f := range m.files {
		if f.dropped {
			continue
		}
		settled := false
		var converted []*row
		for i := range f.Findings {
			w := &f.Findings[i]
			if w.Rule != filing.MagnitudeRule || w.Severity != plan.Error || w.Key != "" || w.Cell == "" {
				continue
			}
			c := m.misreadAt(f, w)
			if len(c.rows) == 0 {
				continue
			}
			choice := m.offerUnits(c)
			decided(w, choice)
			settled = settled || choice != ""
			if choice == chooseYuan {
				m.convert(c)
				converted = append(converted, c.rows...)
			}
		}
		if settled {
			m.accept(f, converted)
			m.coverRows(f)
			m.completeRows(f)
		}
	}
}

// misreadAt are the columns that the finding is about. A sheet may hold several
// tables, one below the other.
func (m *merger) misreadAt(f *file, w *filing.Finding) misread {
	c := misread{file: f, found: w, keys: []string{m.plan.KeyTitled(w.Column)}, heads: []string{w.Value}}
	for _, also := range w.AlsoMend {
		c.keys, c.heads = append(c.keys, m.plan.KeyTitled(also.Column)), append(c.heads, also.Value)
	}
	var heads []int // of the tables from there on
	for _, s := range f.Sheets {
		if s.Name == w.Sheet && s.HeaderRow >= w.Row {
			heads = append(heads, s.HeaderRow)
		}
	}
	slices.Sort(heads)
	for i := range f.rows {
		src := f.rows[i].Project.Source
		above, below := len(heads) > 0 && src.Row <= heads[0], len(heads) > 1 && src.Row >= heads[1]
		if src.Sheet == w.Sheet && !above && !below {
			c.rows = append(c.rows, &f.rows[i])
		}
	}
	return c
}

// offerUnits offers both units to the office and returns its choice.
func (m *merger) offerUnits(c misread) string {
	at := filing.Source{File: c.found.File, Sheet: c.found.Sheet, Row: c.found.Row}
	inYuan := Side{Label: chooseYuan, Unit: c.file.Unit, Source: at, Values: []filing.Typed{{Column: "填的单位", Value: "元"}}}
	inWan := Side{Label: chooseWan, Unit: c.file.Unit, Source: at, Values: []filing.Typed{{Column: "填的单位", Value: "万元"}}}
	var stake plan.Money
	digest := sha256.New()
	for i, key := range c.keys {
		var sum plan.Money
		for _, r := range c.rows {
			sum += r.Project.Amount(key).Value()
			io.WriteString(digest, r.Project.Amount(key).String()+"\x00") // writing to a hash does not fail
		}
		if key == plan.KeyTotal {
			stake = sum / yuanInWan
		}
		inYuan.Values = append(inYuan.Values, filing.Typed{Column: c.heads[i] + "合计", Value: (sum / yuanInWan).Short() + "万元"})
		inWan.Values = append(inWan.Values, filing.Typed{Column: c.heads[i] + "合计", Value: sum.Short() + "万元"})
	}
	return m.offer(Conflict{
		Rule: filing.MagnitudeRule, Key: filing.RowID(c.file.Unit).Case(at.Sheet, strings.Join(c.keys, "、"), hex.EncodeToString(digest.Sum(nil)[:6])),
		Title: c.title(), Sides: []Side{inYuan, inWan}, Choices: []string{chooseYuan, chooseWan}, Stake: stake,
	}, func(choice string) string {
		if choice == "" {
			return "这张表的项目都没有计入"
		}
		return "这张表的项目" + choice + "计入"
	})
}

// title says what the office decides about.
func (c misread) title() string {
	columns := "一栏"
	if len(c.keys) > 1 {
		columns = "等" + plan.Count(len(c.keys)) + "栏"
	}
	return c.file.Unit + "的" + plan.Quote(c.heads[0]) + columns + "，共" + plan.Count(len(c.rows)) + "行"
}

// yuanInWan is how many 元 a 万元 has.
const yuanInWan = plan.Wan / plan.Yuan

// convert makes 万元 of the amounts in 元. A cell that names its own unit says
// what it means.
func (m *merger) convert(c misread) {
	for _, r := range c.rows {
		p := r.correct()
		for _, key := range c.keys {
			if a := p.Amount(key); a.Kind == plan.Known && !strings.ContainsAny(typedAt(r, m.plan.Title(key)), "元万亿") {
				a.Money /= yuanInWan
			}
		}
	}
}
