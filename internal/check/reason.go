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

// says reports a text with a phrase of the plan's that is read so: the parts of
// it stand one behind the other, and # in one is a figure.
func says(p *plan.Plan, read, text string) bool {
	return text != "" && slices.ContainsFunc(p.Phrases(listReasons, read), func(written string) bool {
		return holds(text, strings.Split(written, "…"), len(text))
	})
}

// holds reports the parts in a text, the first of them so many bytes from its
// beginning at most.
func holds(text string, parts []string, within int) bool {
	for from := 0; ; {
		start, end := find(text[from:], parts[0])
		if start < 0 || from+start > within {
			return false
		}
		from += end
		if len(parts) == 1 || holds(text[from:], parts[1:], longestBetween) {
			return true
		}
	}
}

// find is where a text has the first of a part, -1 for nowhere.
func find(text, part string) (start, end int) {
	behind, figure := strings.CutPrefix(part, "#")
	for {
		i := strings.Index(text[end:], behind)
		if i < 0 {
			return -1, 0
		}
		start, end = end+i, end+i+len(behind)
		if !figure {
			return start, end
		}
		if start > 0 && text[start-1] >= '0' && text[start-1] <= '9' {
			return start - 1, end
		}
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
