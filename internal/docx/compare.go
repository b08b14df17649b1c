package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/report"
)

// ChangeKind is what happened to a paragraph on its way.
type ChangeKind string

// The kinds, as people are told.
const (
	Changed ChangeKind = "改写"
	Moved   ChangeKind = "移动"
	Gone    ChangeKind = "删去"
	Added   ChangeKind = "新增"
)

// DraftChange is one thing that is otherwise in a returned draft.
type DraftChange struct {
	Kind   ChangeKind
	Label  string // of the paragraph or, of one that was added, of the one before it
	Before string
	After  string
	// Kept says why the report stays as it is; "" for a change that is taken.
	Kept string
}

// Compare tells what is otherwise in a draft that came back, in its order,
// what was taken out at the end. Labelled is false for a draft whose labels are
// all lost: then only its texts can be compared, and nothing is taken. Sent are
// the labels of the paragraphs that stand in the draft as it was sent.
func Compare(r *report.Report, sent []string, back []DraftParagraph) (changes []DraftChange, labelled bool) {
	d := draftReader{report: r, known: map[string]*report.Paragraph{}, texts: map[string][]string{}}
	for i := range r.Sections {
		for j := range r.Sections[i].Paragraphs {
			p := &r.Sections[i].Paragraphs[j]
			if !slices.Contains(sent, p.ID) {
				continue
			}
			d.known[p.ID] = p
			d.order = append(d.order, p.ID)
		}
	}
	if !slices.ContainsFunc(back, func(b DraftParagraph) bool { return len(b.Labels) > 0 }) {
		return d.compareTexts(back), false
	}
	d.read(back)
	moved := d.moved()
	for _, label := range d.seen {
		d.compare(label, moved[label])
	}
	for _, label := range d.order {
		if _, seen := d.texts[label]; !seen && !d.known[label].Omitted {
			d.changes = append(d.changes, DraftChange{Kind: Gone, Label: label, Before: printed(d.known[label])})
		}
	}
	return d.changes, true
}

// TextKey identifies the text that the report makes of its data, whatever the
// office has rewritten of it: a draft of it can be compared with the report
// while the key is the same.
func TextKey(r *report.Report) string {
	sum := sha256.New()
	for _, s := range r.Sections {
		for i := range s.Paragraphs {
			p := &s.Paragraphs[i]
			fmt.Fprintf(sum, "%q %q %q\n", p.ID, p.Lead, generated(p))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// Drafts are the changes that are taken, as the office would have written them
// in 报告文稿.
func Drafts(r *report.Report, changes []DraftChange) []filing.Draft {
	var drafts []filing.Draft
	for _, c := range changes {
		if c.Kept != "" {
			continue
		}
		for _, s := range r.Sections {
			i := slices.IndexFunc(s.Paragraphs, func(p report.Paragraph) bool { return p.ID == c.Label })
			if i < 0 {
				continue
			}
			d := filing.Draft{Section: c.Label, Generated: generated(&s.Paragraphs[i]), Revised: c.After}
			if c.Kind == Gone {
				d.Revised = report.Omitted
			}
			drafts = append(drafts, d)
		}
	}
	return drafts
}

// generated is the paragraph's text as the report made it.
func generated(p *report.Paragraph) string {
	if p.Generated != "" {
		return p.Generated
	}
	return p.Text
}

// printed is the paragraph as it is printed, in one string.
func printed(p *report.Paragraph) string { return linesOf(p.Lead + strings.TrimSpace(p.Text)) }

// linesOf is a text with the white at the ends of its lines taken off.
func linesOf(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// A draftReader compares a returned draft with the report.
type draftReader struct {
	report  *report.Report
	known   map[string]*report.Paragraph
	order   []string            // of the report's labels
	seen    []string            // labels in the order of the draft, each once
	texts   map[string][]string // lines by label
	added   map[string][]string // what stands behind a label's lines and has none
	changes []DraftChange
}

// read sorts the draft's paragraphs to the report's: by their labels, and those
// that have lost theirs by a text that is the report's to the letter, or by
// standing where a paragraph stood that is nowhere else.
func (d *draftReader) read(back []DraftParagraph) {
	d.added = map[string][]string{}
	lost := d.lostLines(back)
	there := map[string]bool{}
	for _, b := range back {
		for _, l := range d.knownOf(b) {
			there[l] = true
		}
		there[lost[linesOf(b.Text)]] = true
	}
	last, headed := "", false // whether a heading, or what else is fixed, stands before it
	for _, b := range back {
		labels := d.knownOf(b)
		if label := lost[linesOf(b.Text)]; len(labels) == 0 && label != "" {
			labels = []string{label}
		}
		fixed := b.Fixed || slices.Contains(fixedTexts(d.report), b.Text)
		if label := d.inPlaceOf(last, headed, there); len(labels) == 0 && !fixed && b.Text != "" && label != "" {
			labels, there[label] = []string{label}, true
		}
		headed = fixed
		switch {
		case len(labels) > 0:
			last = labels[0] // what was joined to it is gone
			if _, again := d.texts[last]; !again {
				d.seen = append(d.seen, last)
			}
			d.texts[last] = append(d.texts[last], b.Text)
		case fixed:
		case b.Text != "":
			d.added[last] = append(d.added[last], b.Text)
		}
	}
}

// inPlaceOf is the paragraph that should come next, where the draft has it nowhere:
// what stands there in its place is that paragraph rewritten.
func (d *draftReader) inPlaceOf(last string, headed bool, there map[string]bool) string {
	next := slices.Index(d.order, last) + 1
	if next == len(d.order) || there[d.order[next]] || d.known[d.order[next]].Omitted {
		return ""
	}
	section := func(label string) int {
		return slices.IndexFunc(d.report.Sections, func(s report.Section) bool {
			return slices.ContainsFunc(s.Paragraphs, func(p report.Paragraph) bool { return p.ID == label })
		})
	}
	if section(last) != section(d.order[next]) && !headed {
		return ""
	}
	return d.order[next]
}

// knownOf are a paragraph's labels that the report has.
func (d *draftReader) knownOf(b DraftParagraph) []string {
	return slices.DeleteFunc(slices.Clone(b.Labels), func(l string) bool { return d.known[l] == nil })
}

// lostLines are the lines of the report, and whose they are, that stand in the
// draft under no label; such as two paragraphs have are nobody's.
func (d *draftReader) lostLines(back []DraftParagraph) map[string]string {
	labelled := map[string][]string{}
	for _, b := range back {
		for _, l := range d.knownOf(b) {
			labelled[l] = append(labelled[l], linesOf(b.Text))
		}
	}
	lost := map[string]string{}
	for _, label := range d.order {
		for _, line := range strings.Split(printed(d.known[label]), "\n") {
			if _, twice := lost[line]; twice || slices.Contains(labelled[label], line) {
				lost[line] = ""
				continue
			}
			lost[line] = label
		}
	}
	return lost
}

// compare notes what became of one paragraph, and what was added behind it.
func (d *draftReader) compare(label string, moved bool) {
	p := d.known[label]
	before, after := printed(p), linesOf(strings.Join(d.texts[label], "\n"))
	added := linesOf(strings.Join(d.added[label], "\n"))
	change := DraftChange{Label: label, Before: before, After: after}
	switch {
	case after == "":
		change.Kind = Gone
	case after != before:
		change.Kind = Changed
		if !strings.HasPrefix(after, p.Lead) {
			change.Kept = "段首的“" + p.Lead + "”是报告定的，没有采用"
		}
	}
	if change.Kind != "" && added == "" {
		d.changes = append(d.changes, change)
	}
	if added != "" { // the office's text of one paragraph may have several lines
		change.Kind, change.After = Added, linesOf(after+"\n"+added)
		d.changes = append(d.changes, change)
	}
	if moved {
		d.changes = append(d.changes, DraftChange{Kind: Moved, Label: label, Before: before, After: after, Kept: "段落的先后由报告定，没有移动"})
	}
}

// moved are the labels that do not stand in the report's order: as few as
// possible, so that one paragraph put elsewhere is one.
func (d *draftReader) moved() map[string]bool {
	place := map[string]int{}
	for i, l := range d.order {
		place[l] = i
	}
	// The longest rising row of places stays; best[i] is its length up to i.
	best, from := make([]int, len(d.seen)), make([]int, len(d.seen))
	end := -1
	for i, l := range d.seen {
		best[i], from[i] = 1, -1
		for j := range i {
			if place[d.seen[j]] < place[l] && best[j]+1 > best[i] {
				best[i], from[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	moved := map[string]bool{}
	for _, l := range d.seen {
		moved[l] = true
	}
	for ; end >= 0; end = from[end] {
		delete(moved, d.seen[end])
	}
	return moved
}

// compareTexts tells what texts are new and which are no longer there.
func (d *draftReader) compareTexts(back []DraftParagraph) []DraftChange {
	const kept = "书签都没有了，对不上原来的段落，没有采用"
	there, ours := map[string]bool{}, map[string]bool{}
	for _, b := range back {
		there[linesOf(b.Text)] = true
	}
	var changes []DraftChange
	for _, t := range fixedTexts(d.report) {
		ours[linesOf(t)] = true
	}
	var gone []DraftChange
	for _, label := range d.order {
		missing := false
		for _, line := range strings.Split(printed(d.known[label]), "\n") {
			ours[line] = true
			missing = missing || !there[line]
		}
		if missing {
			gone = append(gone, DraftChange{Kind: Gone, Label: label, Before: printed(d.known[label]), Kept: kept})
		}
	}
	for _, b := range back {
		if text := linesOf(b.Text); text != "" && !ours[text] {
			changes = append(changes, DraftChange{Kind: Added, After: text, Kept: kept})
		}
	}
	return append(changes, gone...)
}

// fixedTexts are the texts that stand between the report's paragraphs.
func fixedTexts(r *report.Report) []string {
	texts := []string{r.Meta.Title, r.Meta.Office, r.Meta.Date.Chinese()}
	for _, s := range r.Sections {
		texts = append(texts, s.Heading)
		for _, p := range s.Paragraphs {
			if p.Heading != "" {
				texts = append(texts, p.Heading)
			}
		}
	}
	return texts
}
