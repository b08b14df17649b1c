package form

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filing"
)

// noteAnswer heads what the department may write below our text in a note.
const noteAnswer = "部门答复："

// NoteText is the note on a cell with findings; list is the sheet with the list
// of them. What has been answered already stands at its end.
func NoteText(list string, findings []filing.Finding) string {
	var lines, answers []string
	for _, f := range findings {
		lines = append(lines, f.Severity.Word()+" "+f.Rule, f.Message)
		if f.Hint != "" {
			lines = append(lines, noteHint+f.Hint)
		}
		if f.Suggest != "" {
			lines = append(lines, "建议值："+f.Suggest+"，可以在“"+list+"”里选“"+AcceptWord+"”")
		}
		if f.Answer != "" && !slices.Contains(answers, f.Answer) {
			answers = append(answers, f.Answer)
		}
	}
	return NoteMark + strings.Join(lines, "\n") + "\n" + noteAnswer + strings.Join(answers, "；")
}

const noteHint = "怎么改："

// The lines of a note that the list does not have word for word.
var (
	noteRule    = regexp.MustCompile(`^(?:必须改|请核实) ([A-Z]\d{2})`)
	noteSuggest = regexp.MustCompile(`^建议值：.*，可以在“.*”里选“` + AcceptWord + `”`)
)

// Noted reads a note: the findings among those listed that it is about, and
// what the department has written into it, "" for nothing. A text that is no
// note of ours, or that is about findings unknown to the list, has neither:
// our own words must never be taken for the department's.
func Noted(text string, listed []Listed) (about []Listed, words string) {
	before, text, found := strings.Cut(strings.ReplaceAll(text, "\r\n", "\n"), NoteMark)
	if !found {
		return nil, ""
	}
	ours, after, _ := strings.Cut(text, "\n"+noteAnswer)
	theirs := []string{before}
	var known []Listed // of the rule whose lines these are
	for line := range strings.SplitSeq(ours, "\n") {
		rest := line
		if m := noteRule.FindStringSubmatch(line); m != nil {
			known = slices.DeleteFunc(slices.Clone(listed), func(l Listed) bool { return l.Rule != m[1] || l.Message == "" || !strings.Contains(ours, l.Message) })
			if len(known) == 0 {
				return nil, ""
			}
			about = append(about, known...)
			rest = line[len(m[0]):]
		} else if m := noteSuggest.FindString(line); m != "" {
			rest = line[len(m):]
		} else {
			for _, l := range known {
				for _, own := range []string{l.Message, noteHint + l.Hint} {
					if cut, ok := strings.CutPrefix(line, own); ok && len(cut) < len(rest) {
						rest = cut
					}
				}
			}
		}
		theirs = append(theirs, rest)
	}
	theirs = append(theirs, after)
	for i := range theirs {
		theirs[i] = strings.Join(strings.Fields(theirs[i]), " ")
	}
	theirs = slices.DeleteFunc(theirs, func(s string) bool { return s == "" })
	return about, strings.Join(theirs, "；")
}
