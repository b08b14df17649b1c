package system

import (
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
)

func TestLettersSuitTheSystem(t *testing.T) {
	assert.Equal(t, "管理办：\n请改正。\n", string(letterOn("linux", "管理办：\n请改正。\n")))
	assert.Equal(t, "\ufeff管理办：\r\n请改正。\r\n", string(letterOn("windows", "管理办：\n请改正。\n")))
}

func TestTextsAreReadAsEditorsSaveThem(t *testing.T) {
	const text = "数据截至：2023年6月25日\r\n"
	little, big := []byte("\xff\xfe"), []byte("\xfe\xff")
	for _, unit := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(unit), byte(unit>>8)), append(big, byte(unit>>8), byte(unit))
	}
	for name, file := range map[string]string{
		"UTF-8": text, "with a mark": "\ufeff" + text, "UTF-16": string(little), "the other way round": string(big),
		"GBK": "\xca\xfd\xbe\xdd\xbd\xd8\xd6\xc1\xa3\xba2023\xc4\xea6\xd4\xc225\xc8\xd5\r\n",
	} {
		assert.Equal(t, text, TextOf([]byte(file)), name)
	}
	assert.Empty(t, TextOf(nil))
}
