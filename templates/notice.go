package templates

import (
	"embed"
	"io/fs"
	"strings"
)

// notice holds the licences of the modules that the program is built from.
//
//go:embed NOTICE.txt
var notice string

//go:embed fonts/OFL-*.txt
var fontLicences embed.FS

// unmodified says what was done to the fonts.
const unmodified = "The font files are packed in the program, unmodified: what is packed can be restored byte for byte."

// Notice is the licences of everything the program is built from, fonts
// included.
func Notice() (string, error) {
	var b strings.Builder
	b.WriteString(notice)
	names, err := fs.Glob(fontLicences, "fonts/OFL-*.txt")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		text, err := fontLicences.ReadFile(name)
		if err != nil {
			return "", err
		}
		face := strings.TrimSuffix(strings.TrimPrefix(name, "fonts/OFL-"), ".txt")
		b.WriteString("\n==== " + face + " ====\n\n" + unmodified + "\n\n" + strings.TrimSpace(string(text)) + "\n")
	}
	return b.String(), nil
}
