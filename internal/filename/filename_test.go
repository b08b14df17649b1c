package filename

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOf(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"管理办", "管理办"},
		{"城建中心(房管办)", "城建中心(房管办)"},
		{"../成果/汇总表", "_._成果_汇总表"},
		{`..\..\x`, `_._.._x`},
		{"/etc/passwd", "_etc_passwd"},
		{"C:管理办", "C_管理办"},
		{`a?b*<c>|"d"`, "a_b__c___d_"},
		{"一行\n两行\t", "一行_两行_"},
		{"管理\u202e办\u200b", "管理_办_"},
		{"CON", "_CON"},
		{"con.报表", "_con.报表"},
		{"Lpt1", "_Lpt1"},
		{"COM10", "COM10"},
		{"管理办...", "管理办"},
		{" 管理办 . ", "管理办"},
		{".隐藏", "_隐藏"},
		{"~$管理办", "_$管理办"},
		{"", "未命名"},
		{"..", "未命名"},
		{"管理\xff办", "管理_办"},
		{strings.Repeat("长", 80), strings.Repeat("长", 60)},
		{"a" + strings.Repeat("长", 80), "a" + strings.Repeat("长", 59)},
	} {
		got := Of(c.name)
		assert.Equal(t, c.want, got, "%q", c.name)
		assert.Equal(t, got, Of(got), "a name stays")
		assert.True(t, Unfit(c.name) == "" || got != c.name, "%q: %s", c.name, Unfit(c.name))
	}
}

func TestInStaysInItsFolder(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"管理办.xlsx", "退回/管理办.xlsx"},
		{"../成果/汇总表.xlsx", "退回/_._成果_汇总表.xlsx"},
		{`..\汇总表.xlsx`, `退回/_._汇总表.xlsx`},
		{"..", "退回/未命名"},
		{"/汇总表.xlsx", "退回/_汇总表.xlsx"},
	} {
		assert.Equal(t, filepath.FromSlash(c.want), In("退回", c.name), "%q", c.name)
	}
}

// Whatever something is called, a file can be called after it, in its folder.
func FuzzOf(f *testing.F) {
	for _, seed := range []string{"管理办", "../成果/汇总表", "CON", "a?b*", "一行\n两行", strings.Repeat("长", 90), "..", "\xff."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := Of(s)
		require.Equal(t, name, Of(name))
		require.True(t, utf8.ValidString(name))
		require.LessOrEqual(t, len(name), mostBytes+1)
		require.Equal(t, "退回", filepath.Dir(In("退回", name+".xlsx")))
		require.Equal(t, "退回", filepath.Dir(In("退回", s)))
		path := In(t.TempDir(), name+"-退回说明.txt")
		require.NoError(t, os.WriteFile(path, nil, 0o600))
	})
}
