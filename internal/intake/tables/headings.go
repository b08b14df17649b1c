package tables

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"

	"golang.org/x/text/unicode/norm"
)

// Group is what group rows say about the rows below them.
type Group struct {
	Track string
	Task  int
	// oddTrack and oddTask are headings that stand where a track or a task is
	// expected and name none.
	OddTrack, OddTask string
	// overruled is a track's heading that the task's below it contradicts.
	Overruled string
	// trackStyle and taskStyle are how the headings are counted.
	trackStyle, taskStyle ordinal
}

// Same reports the same block.
func (g Group) Same(h Group) bool {
	return g.Track == h.Track && g.Task == h.Task && g.OddTrack == h.OddTrack && g.OddTask == h.OddTask
}

// heading is a group row's text and what it names, if anything.
type heading struct {
	text  string
	Track string
	Task  int
	style ordinal
}

// Under is the group a heading opens: a task keeps the track above it only
// while it belongs to it.
func (g Group) Under(p *plan.Plan, h heading) Group {
	switch {
	case h.Task != 0:
		t, _ := p.TaskNo(h.Task)
		next := Group{Track: p.TrackNo(t.Track).Name, Task: h.Task, trackStyle: g.trackStyle, taskStyle: h.style}
		if next.Overruled = cmp.Or(g.Overruled, g.Track); next.Overruled == next.Track {
			next.Overruled = ""
		}
		return next
	case h.Track != "":
		return Group{Track: h.Track, trackStyle: h.style, taskStyle: g.taskStyle}
	case h.style == g.trackStyle:
		return Group{OddTrack: h.text, trackStyle: g.trackStyle, taskStyle: g.taskStyle}
	}
	return Group{Track: g.Track, OddTrack: g.OddTrack, OddTask: h.text, trackStyle: g.trackStyle, taskStyle: g.taskStyle}
}

// ordinal is a way of counting headings.
type ordinal uint8

const (
	uncounted   ordinal = iota
	hanzi               // 一、
	hanziRound          // (一)
	arabic              // 1、
	arabicRound         // (1)
)

var ordinals = []struct {
	form  *regexp.Regexp
	style ordinal
}{
	{regexp.MustCompile(`^第?[一二三四五六七八九十]+[、.,:]`), hanzi},
	{regexp.MustCompile(`^\([一二三四五六七八九十]+\)`), hanziRound},
	{regexp.MustCompile(`^\d+[、.,:]`), arabic},
	{regexp.MustCompile(`^\(\d+\)`), arabicRound},
}

func ordinalOf(text string) ordinal {
	text = norm.NFKC.String(text)
	for _, o := range ordinals {
		if o.form.MatchString(text) {
			return o.style
		}
	}
	return uncounted
}

// headings are what a group row names: a track, a task, or both side by side,
// behind a number of its own or not, whatever amounts it sums up, with a remark
// or without. A row that is counted like the headings above it and names
// neither is one, too. nil is for any other row.
func (s *sorter) headings(g glance) []heading {
	if g.solid > 1 || !g.single() && g.n > maxHeadingCells {
		return nil
	}
	h := headingRow{}
	for i := range g.row.Cells {
		c := g.row.Cells[i]
		text, _ := values.Clean(c.Text)
		switch {
		case text == "" || slices.Contains(h.texts, text):
		case c.Kind != sheet.Text:
			if !s.isFigure(int(c.Col)) {
				return nil
			}
		case isOrdinal(text):
			h.number = text
		case values.IsCaption(text):
			h.captioned = true
		case len(h.texts) < 3:
			h.texts, h.cols = append(h.texts, text), append(h.cols, int(c.Col))
		default:
			return nil
		}
	}
	if len(h.texts) == 0 || !s.dropRemark(&h, g) || len(h.texts) > 2 || s.beginsBlock(g) {
		return nil
	}
	return s.readHeadings(h.texts, h.number, g)
}

// headingRow is what may be a group row: its texts with their columns, the
// number before them, and whether a caption stands there.
type headingRow struct {
	texts     []string
	cols      []int
	number    string
	captioned bool
}

// dropRemark leaves out the last text where it names nothing and the first
// does: who leads, how many projects. It reports whether what is left may be a
// Group row: what looks like a name, or stands beside one that may be a
// project's, is no remark.
func (s *sorter) dropRemark(h *headingRow, g glance) bool {
	last := len(h.texts) - 1
	if last == 0 || s.names(h.texts[last]) {
		return g.solid == 0
	}
	key := s.t.KeyAt[h.cols[0]]
	outside := key == "" || key == "no" || key == "id"
	counted := h.number != "" || h.captioned || ordinalOf(h.texts[0]) != uncounted
	remark := isRemark(h.texts[last])
	if !s.names(h.texts[0]) || outside && !remark && s.t.KeyAt[h.cols[last]] == "name" || !outside && !(remark && counted && g.solid == 0) {
		return false
	}
	h.texts = h.texts[:last]
	return true
}

func (f *Finder) names(text string) bool {
	track, task := f.groupOf(text)
	return track != "" || task != 0
}

// isRemark reports a text in brackets, behind a label, or a count.
func isRemark(text string) bool {
	text = values.Narrow(text)
	return values.Outside(text) == "" || strings.Contains(text, ":") || values.IsCount(text)
}

// maxHeadingCells is how many cells of a group row that also sums up may say
// something.
const maxHeadingCells = 12

func (s *sorter) readHeadings(texts []string, number string, g glance) []heading {
	var hs []heading
	for _, text := range texts {
		h := heading{text: text, style: ordinalOf(number + text)}
		if h.style == uncounted && number != "" {
			h.style = ordinalOf(number + "、")
		}
		h.Track, h.Task = s.groupOf(text)
		if h.Track == "" && h.Task == 0 && !s.isOdd(h, texts, g) {
			return nil
		}
		hs = append(hs, h)
	}
	return hs
}

// isOdd reports a heading counted like those above it that names neither
// Track nor task.
func (s *sorter) isOdd(h heading, texts []string, g glance) bool {
	counted := h.style != uncounted && (h.style == s.group.trackStyle || h.style == s.group.taskStyle)
	return counted && len(texts) == 1 && g.n <= 2
}

// isFigure reports a column in which a group row may sum up or count.
func (s *sorter) isFigure(col int) bool {
	c, ok := s.plan.Column(s.t.KeyAt[col])
	return !ok || c.Key == "no" || c.Key == "id" || c.Type == plan.TypeMoney || c.Type == plan.TypePercent
}

// beginsBlock reports a lone track or task that stands in its own column and
// is merged down: that is a column filled in for several rows, not a group row.
func (s *sorter) beginsBlock(g glance) bool {
	for _, c := range g.row.Cells {
		if text, _ := values.Clean(c.Text); text == "" {
			continue
		}
		m, ok := s.t.MergeAt(g.row.Number, int(c.Col))
		if ok && m.Left == m.Right {
			return true
		}
	}
	return false
}

// groupOf reads a track's name or a task's, whatever stands in brackets behind
// it, or both: 形态改善行动——提高小区环境品质.
func (f *Finder) groupOf(text string) (track string, task int) {
	if track, task = f.oneGroup(text); track != "" || task != 0 {
		return track, task
	}
	for _, at := range joints.FindAllStringIndex(text, -1) {
		track, _ = f.oneGroup(text[:at[0]])
		_, task = f.oneGroup(text[at[1]:])
		if t, ok := f.plan.TaskNo(task); ok && track == f.plan.TrackNo(t.Track).Name {
			return track, task
		}
	}
	return "", 0
}

// joints stand between a track and its task.
var joints = regexp.MustCompile(`[-—–－/／:：\s]+`)

func (f *Finder) oneGroup(text string) (track string, task int) {
	if t, ok := f.words.Track(text); ok {
		return t.Name, 0
	}
	if t, ok := f.words.Task(text); ok {
		return "", t.No
	}
	return "", 0
}
