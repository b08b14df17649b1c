package plan

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
)

// FuzzQuarter reads quarters from any text; what was read says itself again.
func FuzzQuarter(f *testing.F) {
	for _, s := range []string{
		"2023Q2", "2023年第二季度", "2023年2季度", "２０２３年四季度", "2023-q1", "管理办2023年上半年推进表", "2023年前三季度", "二季度", "2023年5季度", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuarter(s)
		if err != nil {
			assert.Zero(t, q)
			return
		}
		assert.True(t, q.N >= 1 && q.N <= 4 && q.Year >= 2000 && q.Year < 2100, s)
		for _, form := range []string{q.String(), q.Chinese()} {
			again, err := ParseQuarter(form)
			assert.NoError(t, err)
			assert.Equal(t, q, again)
		}
	})
}

// FuzzBlank puts what says nothing into brackets: it says no more.
func FuzzBlank(f *testing.F) {
	for _, s := range []string{"无", "——", "(无)", "“无”", "~", "0", "无锡路", "\"", "N/A"} {
		f.Add(s)
	}
	p := Builtin()
	f.Fuzz(func(t *testing.T, s string) {
		if p.Blank(s) {
			bracketed := "（" + s + "）"
			long := len(bracketed) > 4*longestBlank || utf8.RuneCountInString(norm.NFKC.String(bracketed)) > longestBlank
			assert.True(t, p.MayBeBlank(s) && (p.Blank(bracketed) || long), "%q", s)
		}
	})
}
