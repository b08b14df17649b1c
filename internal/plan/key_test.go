package plan

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"golang.org/x/text/unicode/norm"
)

func TestKey(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " 管 理 办\n": "管理办", "城建中心（房管办）": "城建中心房管办", "“云梯+电瓶车梯阻”系统": "云梯电瓶车梯阻系统",
		"ＡＰＰ推广１２３": "app推广123", "浦城路“we来坊”": "浦城路we来坊", "——……": "", "①期": "1期",
	} {
		assert.Equal(t, want, Key(in), in)
	}
}

// The short way gives what normalising every text would give.
func FuzzKey(f *testing.F) {
	for _, s := range []string{"管理办", "“we来坊”（一期）", "ＡＢＣ", "a\u0301", "…—《》", "㎡①"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, norm.NFKC.String(s))
		assert.Equal(t, want, Key(s))
	})
}
