package values

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

// Whatever is accepted reads the same when its canonical form is typed, no
// figure of an accepted text is joined to another, and a refusal's suggestion is
// itself read.

func FuzzMoney(f *testing.F) {
	for _, c := range moneyTexts {
		f.Add(c.typed)
	}
	p := plan.Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		for _, unit := range []plan.Money{plan.Yuan, plan.Qian, plan.Wan, plan.Yi} {
			m, refusal := ReadMoney(p, textCell(s), s, MoneyColumn{Unit: unit}, false)
			if refusal != nil {
				assert.NotEmpty(t, refusal.First+s)
				if refusal.Likely != "" {
					_, again := ReadMoney(p, textCell(refusal.Likely), refusal.Likely, MoneyColumn{Unit: plan.Wan}, false)
					assert.Nil(t, again, "%q", s)
				}
				continue
			}
			again, refusal := ReadMoney(p, textCell(m.Amount.String()), m.Amount.String(), MoneyColumn{Unit: plan.Wan}, false)
			assert.Nil(t, refusal, "%q", s)
			assert.Equal(t, m.Amount, again.Amount, "%q", s)
			assert.False(t, unit == plan.Wan && m.Kind == plan.Known && !m.Note && !isPlainNumber(s), "%q is read in silence", s)
		}
		_, _ = ReadMoney(p, numberCell(s, s), s, MoneyColumn{Unit: plan.Wan}, false)
	})
}

func isPlainNumber(s string) bool {
	_, _, ok := (&amounts{text: newText(s)}).number(0)
	return ok
}

func FuzzDate(f *testing.F) {
	for _, c := range deadlines {
		f.Add(c.typed)
	}
	p := plan.Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		for _, use := range []Use{Ends, Starts} {
			d, refusal := ReadDate(p, textCell(s), s, use, 2023, false)
			if refusal != nil {
				assert.NotEmpty(t, refusal.First)
				if refusal.Likely != "" {
					_, again := ReadDate(p, textCell(refusal.Likely), refusal.Likely, use, 2023, false)
					assert.Nil(t, again, "%q", s)
				}
				continue
			}
			assert.LessOrEqual(t, d.Start, d.End, "%q", s)
			if d.Blank {
				continue
			}
			for _, day := range []plan.Date{d.Start, d.End} {
				again, refusal := ReadDate(p, textCell(day.String()), day.String(), use, 0, false)
				assert.Nil(t, refusal, "%q", s)
				assert.Equal(t, Period{day, day}, again.Period, "%q", s)
			}
		}
		_, _ = ReadDate(p, numberCell(s, ""), s, Ends, 0, true)
		_, _ = ReadDate(p, numberCell("45107", s), s, Ends, 0, false)
		TextPeriod(s)
	})
}

func FuzzShare(f *testing.F) {
	for _, c := range shareTexts {
		f.Add(c.typed)
	}
	p := plan.Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		v, refusal := ReadShare(p, textCell(s), s, false)
		switch {
		case refusal != nil:
			assert.NotEmpty(t, refusal.First+s)
			if refusal.Likely != "" {
				_, again := ReadShare(p, textCell(refusal.Likely), refusal.Likely, false)
				assert.Nil(t, again, "%q", s)
			}
		case !v.Blank:
			typed := v.Percent.String() + "%"
			again, refusal := ReadShare(p, textCell(typed), typed, false)
			assert.Nil(t, refusal, "%q", s)
			assert.Equal(t, v.Percent, again.Percent, "%q", s)
		}
		_, _ = ReadShare(p, numberCell(s, "0%"), s, false)
		_, _ = ReadShare(p, numberCell("0.5", s), s, false)
	})
}

func FuzzStatus(f *testing.F) {
	for _, all := range statusTexts {
		f.Add(all)
	}
	for _, w := range plan.Builtin().Words {
		if w.List == listStatus {
			f.Add(w.Written)
		}
	}
	s := NewStatuses(plan.Builtin())
	f.Fuzz(func(t *testing.T, typed string) {
		read, refusal := s.Read(typed)
		word := read.Word
		if refusal != nil {
			word = refusal.Likely
		}
		if word == "" {
			assert.True(t, refusal != nil || read.Blank, "%q", typed)
			return
		}
		again, refusal := s.Read(word)
		assert.Nil(t, refusal, "%q", typed)
		assert.Equal(t, StatusReading{Word: word}, again, "%q", typed)
	})
}

func FuzzUnits(f *testing.F) {
	for _, c := range unitLists {
		f.Add(c.typed)
	}
	p := plan.Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		seen := map[string]bool{}
		for _, name := range Bodies(p, s) {
			assert.NotEmpty(t, name, "%q", s)
			assert.False(t, seen[name], name)
			seen[name] = true
		}
		if u, ok := Lead(p, s); ok {
			again, _ := Lead(p, u.Name)
			assert.Equal(t, u, again, "%q", s)
		}
	})
}
