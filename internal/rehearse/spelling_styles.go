package rehearse

import (
	"fmt"
	"strings"

	"jingpin/internal/plan"
)

// The ways departments type amounts.

func yuan(m plan.Money) gridCell { return gridCell{value: int(m / plan.Yuan)} }

func qian(m plan.Money) gridCell { return gridCell{value: float64(m) / float64(plan.Qian)} }

func withWan(m plan.Money) gridCell { return text(thousands(m.Short()) + "万") }

func aboutWan(m plan.Money) gridCell {
	if m == 0 {
		return text("0")
	}
	return text("约" + m.Short() + "万元")
}

func textWan(m plan.Money) gridCell { return text(thousands(m.Short())) }

func wideWan(m plan.Money) gridCell { return text(wide(m.Short())) }

// thousands puts commas into the whole part of a number.
func thousands(s string) string {
	whole, frac, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		whole += "." + frac
	}
	return whole
}

// wide turns digits and marks into their full-width forms.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r + 0xFEE0
		}
		return r
	}, s)
}

// The ways departments type days. Each reads back as the same day when that is
// the first of a month for a start, or the end of its month, half or year for
// a deadline; other days are typed in full.

func realDate(format string, date1904 bool) func(plan.Date) gridCell {
	return func(d plan.Date) gridCell { return gridCell{value: serial(d, date1904), format: format} }
}

func dated(layout string) func(plan.Date) gridCell {
	return func(d plan.Date) gridCell { return text(d.Time().Format(layout)) }
}

func wideDay(d plan.Date) gridCell { return text(wide(d.Chinese())) }

func numberDay(d plan.Date) gridCell {
	y, m, day := d.Time().Date()
	return gridCell{value: y*10000 + int(m)*100 + day}
}

func monthStart(d plan.Date) gridCell {
	y, m, day := d.Time().Date()
	if day != 1 {
		return text(d.Chinese())
	}
	return text(fmt.Sprintf("%d年%d月", y, m))
}

func monthEnd(d plan.Date) gridCell {
	y, m, _ := d.Time().Date()
	if d != plan.MonthEnd(y, m) {
		return text(d.Chinese())
	}
	return text(fmt.Sprintf("%d年%d月底前", y, m))
}

// periodEnd names the longest period that ends on the day.
func periodEnd(d plan.Date) gridCell {
	y, m, _ := d.Time().Date()
	switch {
	case d != plan.MonthEnd(y, m):
		return text(d.Chinese())
	case m == 12:
		return text(fmt.Sprintf("%d年底前", y))
	case m == 6:
		return text(fmt.Sprintf("%d年上半年", y))
	case m%3 == 0:
		return text(fmt.Sprintf("%d年%s", y, plan.QuarterOf(d).Short()))
	}
	return text(fmt.Sprintf("%d年%d月", y, m))
}

// rangeEnd types a deadline as the span it ends.
func rangeEnd(d plan.Date) gridCell {
	y, m, _ := d.Time().Date()
	switch {
	case d != plan.MonthEnd(y, m):
		return text(d.Chinese())
	case m == 12:
		return text(fmt.Sprintf("2022—%d年", y))
	case m == 1:
		return text(fmt.Sprintf("%d年1月", y))
	}
	return text(fmt.Sprintf("%d年1月—%d月", y, m))
}

// The ways departments type progress.

func fraction(v plan.Percent) gridCell { return gridCell{value: v.Float() / 100, format: "0.0%"} }

// plainFraction types 45 % as 0.45, in a column of nothing but fractions.
func plainFraction(v plan.Percent) gridCell { return gridCell{value: v.Float() / 100} }

func percentSign(v plan.Percent) gridCell { return text(v.String() + "%") }

func widePercent(v plan.Percent) gridCell { return text(wide(v.String() + "%")) }

// roughly types one value as an estimate, another with a remark.
func roughly(v plan.Percent) gridCell {
	switch {
	case v == 0 || v == plan.Full:
		return text(v.String() + "%")
	case v%(2*plan.Point) == 0:
		return text("约" + v.String() + "%")
	}
	return text(v.String() + "%左右")
}

// The ways departments type names.

func fullName(u plan.Unit) string {
	if u.Full == "" {
		return u.Name
	}
	return u.Full
}

// officeName writes an office X办 out as X办公室.
func officeName(u plan.Unit) string {
	if stem, ok := strings.CutSuffix(u.Name, "办"); ok {
		return stem + "办公室"
	}
	return u.Name
}

func countedTrack(t plan.Track) string {
	return "(" + string([]rune("一二三四五六七八九十")[t.No-1]) + ")" + t.Name
}

func shortTrack(t plan.Track) string { return strings.TrimSuffix(t.Name, "行动") }

func countedTask(t plan.Task) string { return plan.Count(t.No) + "、" + t.Name }

// unseen adds the blanks and invisible characters that pasting leaves behind.
func unseen(s string) string { return "　" + s + " \u200b" }

// spaced puts blanks between the characters of a short header, as titles have
// them, and a line break into a long one.
func spaced(s string) string {
	r := []rune(s)
	if len(r) <= 4 {
		return strings.Join(strings.Split(s, ""), " ")
	}
	if i := strings.IndexRune(s, '('); i > 0 {
		return s[:i] + "\n" + wide(s[i:])
	}
	return string(r[:2]) + "\n" + string(r[2:])
}
