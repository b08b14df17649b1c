package values

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/sheet"
)

// TestShown says what a person sees in a cell: never rounded, always scaled.
func TestShown(t *testing.T) {
	for _, c := range []struct{ stored, format, want string }{
		{"1084.35", "", "1084.35"},
		{"1084.3499999999999", "", "1084.35"},
		{"0.1234567890123456", "", "0.123456789012346"},
		{"1.5E6", "", "1500000"},
		{"86.54", "0", "86.54"},
		{"1234", "#,##0", "1234"},
		{"0.45", "0%", "45%"},
		{"0.4567", "0%", "45.67%"},
		{"9600", "0!.0000", "0.96"},
		{"-9600", "0!.0000", "-0.96"},
		{"0", "0!.0000", "0"},
		{"1500000", "0!.0,", "150"},
		{"45107", "yyyy-mm-dd", "2023-06-30"},
		{"45107", `yyyy"年"m"月"`, "2023年6月"},
		{"45107", `yyyy"年"`, "2023年"},
		{"45107", `m"月"d"日"`, "6月30日"},
		{"45107", `m"月"`, "6月"},
		{"45107", "dd", "30日"},
		{"45107", `yyyy"年"m"月底前"`, "2023年6月底前"},
		{"45107", `[$-804]"截至"yyyy\/m\/d`, "截至2023/6/30"},
		{"0", "h:mm", "0:00"},
		{"0.75", "h:mm", "18:00"},
		{"-1", "yyyy-mm-dd", "-1"},
	} {
		assert.Equal(t, c.want, Shown(numberCell(c.stored, c.format), false), c.stored+" "+c.format)
	}
	assert.Equal(t, "2023-06-30", Shown(numberCell("43645", "yyyy-mm-dd"), true), "1904")
	assert.Equal(t, "TRUE", Shown(sheet.Cell{Kind: sheet.Bool, Text: "1"}, false))
	assert.Equal(t, "FALSE", Shown(sheet.Cell{Kind: sheet.Bool, Text: "0"}, false))
}
