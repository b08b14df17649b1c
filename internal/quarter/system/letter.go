package system

import (
	"runtime"
	"strings"
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
