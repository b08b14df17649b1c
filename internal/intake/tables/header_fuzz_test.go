package tables

import (
	"strings"
	"testing"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
)

func FuzzHeaders(f *testing.F) {
	for _, c := range headerCases {
		f.Add(c.header, 2023, 2)
	}
	h := headersOf.Of(plan.Builtin())
	f.Fuzz(func(t *testing.T, header string, year, n int) {
		q := plan.Quarter{Year: year % 3000, N: max(n, -n)%4 + 1}
		m := h.search(strings.Split(header, "|"), q).first()
		if m.rank == noMatch {
			assert.Empty(t, m.key)
			return
		}
		_, ok := plan.Builtin().Column(m.key)
		assert.True(t, ok, "%q means %q", header, m.key)
		_, _ = unitOf(strings.Split(header, "|"))
		_ = headersOf.Of(plan.Builtin()).knows(header)
	})
}

// FuzzLabels looks into texts for what lines below a header may be.
func FuzzLabels(f *testing.F) {
	for _, s := range []string{"一、形态改善行动", "（二）6、提高小区环境品质", "合计", "填表人：", "3=1+2", "单位：万元", "形态改善行动——提高小区环境品质"} {
		f.Add(s)
	}
	find := NewFinder(plan.Builtin(), &sheet.Workbook{}, plan.Quarter{}, false)
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = find.groupOf(s)
		_, _ = find.isFoot(s), find.totalWord(s)
		_, _ = isOrdinal(s), ordinalOf(s)
		_, _ = codeNumber(s), isUnitWord(s)
	})
}
