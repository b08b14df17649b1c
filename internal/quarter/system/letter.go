package system

import (
	"bytes"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// LetterEnding is that of letters, which are pasted into messages.
const LetterEnding = ".txt"

// Letter is a text as the system's editor shows it. On Windows that wants a mark
// and its own line ends, or the Chinese comes out as other characters.
func Letter(text string) []byte { return letterOn(runtime.GOOS, text) }

func letterOn(system, text string) []byte {
	if system != "windows" {
		return []byte(text)
	}
	return []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"))
}

// TextOf is the text of a file that was saved in an editor: with a mark or
// without, as UTF-8, as Windows' UTF-16 or, as older editors do, as GBK.
func TextOf(file []byte) string {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xfe")), bytes.HasPrefix(file, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case !utf8.Valid(file):
		from = simplifiedchinese.GB18030
	default:
		return strings.TrimPrefix(string(file), "\ufeff")
	}
	text, err := from.NewDecoder().Bytes(file)
	if err != nil {
		return string(file)
	}
	return string(text)
}
