package check

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Some rules ask for a reason rather than for another value: of lateness (Q08,
// Q09, Q10), of what moved backwards, too fast or not at all (H01, H02, H03, H06,
// H09, H11), of an amount as large as few are (M04), of a number that is another
// unit's (P05). Where the row gives it, there is nothing left to ask. 问题 is the
// place for reasons, so whatever stands there is one; 备注 holds anything, so a
// remark has to speak of what is asked. What stood there last quarter explains
// nothing new.

// The list of the plan's vocabulary that holds the words of reasons, and what
// they are read as: a reason of something that happened or did not; that an
// amount is meant as it stands; that a project came from another unit.
const (
	listReasons    = "说明用语"
	readCause      = "原因"
	readMeant      = "金额属实"
	readTransfer   = "移交"
	longestBetween = 48 // bytes, of what … stands for: sixteen hanzi
)

// phrase is a way of saying such a thing, as the parts that stand one behind the
// other; # in one is a figure.
type phrase []string

// says reports a text with a phrase of the plan's that is read so.
func says(p *plan.Plan, read, text string) bool {
	return text != "" && slices.ContainsFunc(p.Phrases(listReasons, read), func(written string) bool {
		return phrase(strings.Split(written, "…")).isIn(text)
	})
}

// isIn reports the phrase in a text.
func (f phrase) isIn(text string) bool {
	for {
		_, after, ok := cutPart(text, f[0])
		if !ok {
			return false
		}
		if len(f) == 1 || f[1:].follows(after) {
			return true
		}
		text = after
	}
}

// follows reports the parts in a text, the first not far from its beginning.
func (f phrase) follows(text string) bool {
	before, after, ok := cutPart(text, f[0])
	for ok && len(before) <= longestBetween {
		if len(f) == 1 || f[1:].follows(after) {
			return true
		}
		var more string
		more, after, ok = cutPart(after, f[0])
		before += f[0] + more
	}
	return false
}

// cutPart cuts a text around the first place of a part.
func cutPart(text, part string) (before, after string, ok bool) {
	figure, rest := strings.CutPrefix(part, "#")
	if !rest {
		return strings.Cut(text, part)
	}
	from := 0
	for {
		i := strings.Index(text[from:], figure)
		if i < 0 {
			return text, "", false
		}
		at := from + i
		if at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
			return text[:at-1], text[at+len(figure):], true
		}
		from = at + len(figure)
	}
}

// givesReason reports a project that says why it is late.
func givesReason(p *plan.Plan, project *filing.Project) bool {
	return project.Problem != "" || Remark(p, project) != ""
}

// Remark is the project's remark where that says why something happened or did
// not, "" where it speaks of other things.
func Remark(p *plan.Plan, project *filing.Project) string {
	if says(p, readCause, project.Note) {
		return project.Note
	}
	return ""
}

// explained reports a project that says, and did not say last quarter already,
// why its figures moved as they did.
func (c *Comparison) explained() bool {
	now, last := c.now, &c.last.Project
	fresh := func(now, last string) bool { return now != "" && !sameText(now, last) }
	return fresh(now.Problem, last.Problem) || fresh(now.Note, last.Note) && says(c.plan, readCause, now.Note)
}

// confirms reports a project that says its amount is meant as it stands.
func confirms(p *plan.Plan, project *filing.Project) bool { return says(p, readMeant, project.Note) }

// saysTransfer reports a project that says which unit it came from.
func saysTransfer(p *plan.Plan, project *filing.Project) bool {
	return says(p, readTransfer, project.Note) || says(p, readTransfer, project.Problem)
}
