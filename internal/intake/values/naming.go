package values

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// IsCaption reports a text that only says what stands in the next cell: 专项行动:.
func IsCaption(text string) bool {
	text = Narrow(text)
	return strings.HasSuffix(text, ":") && captions.ReplaceAllString(text, "") == ""
}

// captions are what may stand before a track's or task's name.
var captions = regexp.MustCompile(`^(?:[二三四五六七八九十]+大)?(?:专项行动|重点任务|行动|任务)[0-9一二三四五六七八九十]*[、.,:]?`)

// countOf is a count of projects, as it stands behind a heading.
var countOf = regexp.MustCompile(`[-,;:.]*共?计?[0-9]+[个项]?(?:项目|任务|项|个)$`)

// IsCount reports a count of projects and nothing else.
func IsCount(text string) bool { return countOf.ReplaceAllString(Narrow(text), "") == "" }

// namings are what a text may be called that names a track or a task: as it
// stands, its first sentence alone, without its remark in brackets, a count,
// its number or its caption.
func namings(s string) []string {
	names := []string{s}
	for _, f := range []func(string) string{
		func(s string) string { s, _, _ = strings.Cut(s, "。"); return s },
		Outside,
		func(s string) string { return countOf.ReplaceAllString(Narrow(s), "") },
		func(s string) string {
			return strings.TrimLeft(norm.NFKC.String(s), "★☆*●◆■ (第0123456789一二三四五六七八九十).、,:项")
		},
		func(s string) string { return captions.ReplaceAllString(Narrow(s), "") },
	} {
		if t := f(names[len(names)-1]); t != "" && t != names[len(names)-1] {
			names = append(names, t)
		}
	}
	return names
}
