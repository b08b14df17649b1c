package values

import (
	"testing"

	"jingpin/internal/plan"
)

// BenchmarkCells reads cells as departments mostly fill them in, without the
// memory that intake keeps of texts.
func BenchmarkCells(b *testing.B) {
	p := plan.Builtin()
	states := NewStatuses(p)
	for name, read := range map[string]func(){
		"plain money": func() {
			_, _ = ReadMoney(p, numberCell("1084.35", "#,##0.00"), "1084.35", MoneyColumn{Unit: plan.Wan}, false)
		},
		"written money": func() {
			_, _ = ReadMoney(p, textCell("约150万元"), "约150万元", MoneyColumn{Unit: plan.Wan}, false)
		},
		"plain share":      func() { _, _ = ReadShare(p, numberCell("45", ""), "45", false) },
		"written share":    func() { _, _ = ReadShare(p, textCell("45%(滞后)"), "45%(滞后)", false) },
		"stored date":      func() { _, _ = ReadDate(p, numberCell("45107", "yyyy-mm-dd"), "2023-06-30", Ends, 0, false) },
		"written date":     func() { _, _ = ReadDate(p, textCell("2023年6月底前"), "2023年6月底前", Ends, 0, false) },
		"known status":     func() { _, _ = states.Read("在建") },
		"composed status":  func() { _, _ = states.Read("主体结构施工") },
		"shown date":       func() { Shown(numberCell("45107", "yyyy-mm-dd"), false) },
		"shown number":     func() { Shown(numberCell("1084.35", "#,##0.00"), false) },
		"blank or no text": func() { p.Blank("第4处休憩点进场施工。") },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read()
			}
		})
	}
}
