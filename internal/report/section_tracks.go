package report

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// How many projects a track's paragraphs name.
const (
	fallingDue    = 3
	quartersAhead = 2 // what falls due within them is named
	// quotedInBrackets is how many characters of a plan stand behind a name.
	quotedInBrackets = 24
)

// sectionTracks tells the tracks that have projects, each under a heading of
// its own.
func (b *builder) sectionTracks() Section {
	s := Section{ID: "tracks", Heading: "四、各专项行动推进情况"}
	empty := namesOf(b.Tracks, func(t TrackRow) string { return when(t.Tally.Projects == 0, t.Name) })
	if len(empty) > 0 {
		s.Paragraphs = []Paragraph{{ID: "四-0", Text: emptyTracks(empty, len(b.plan.Tracks))}}
	}
	told := 0
	for i, t := range b.plan.Tracks {
		if b.Tracks[i].Tally.Projects == 0 {
			continue
		}
		heading := t.Name
		if told++; len(b.plan.Tracks)-len(empty) > 1 {
			heading = "（" + plan.Numeral(told) + "）" + heading
		}
		s.Paragraphs = append(s.Paragraphs, b.trackParagraphs(i, heading)...)
	}
	return s
}

// emptyTracks says in one sentence which tracks have no projects.
func emptyTracks(names []string, all int) string {
	switch {
	case len(names) == all:
		return plan.Numeral(all) + "大专项行动均暂无项目。"
	case len(names) == 1:
		return names[0] + "暂无项目。"
	}
	return list(names) + "均暂无项目。"
}

// trackParagraphs tells one track: its figures and progress, what to watch, what comes.
func (b *builder) trackParagraphs(i int, heading string) []Paragraph {
	t, tally := b.plan.Tracks[i], b.Tracks[i].Tally
	id := "四-" + plan.Count(t.No)
	words, numbers := b.movedWords(t.Name)
	return worded(
		Paragraph{ID: id + "-1", Heading: heading, Text: counted(tally) + when(b.room.figures, sentence(invested(tally, false)...)) + words, Numbers: numbers},
		b.attention(id+"-2", t.Name), b.comingUp(id+"-3", t),
	)
}

// movedWords quotes what moved most in a track, task by task.
func (b *builder) movedWords(track string) (text string, numbers []string) {
	if b.room.moved == 0 {
		return "", nil
	}
	told := b.movedMost(track)
	slices.SortStableFunc(told, func(x, y *ProjectRow) int { return cmp.Compare(x.Project.TaskNo, y.Project.TaskNo) })
	for len(told) > 0 {
		task := told[0].Project.Task
		var parts []string
		for len(told) > 0 && told[0].Project.Task == task {
			parts, numbers = append(parts, b.movedText(told[0])), append(numbers, told[0].Number)
			told = told[1:]
		}
		text += task + "方面，" + series(parts)
	}
	return text, numbers
}

// movedMost are the projects of a track that were finished since last quarter,
// which are never left out for those that only moved, and then those that
// gained most or, without a last quarter, are furthest; of these first the ones
// whose words can be quoted. Late ones are told elsewhere.
func (b *builder) movedMost(track string) []*ProjectRow {
	var moved []*ProjectRow
	finished := 0
	for _, e := range b.entries {
		if e.InTrack != track || e.InTask == UnknownTask {
			continue
		}
		if b.finishedNow(e) {
			finished++
		}
		if (e.light() == plan.Green || e.light() == plan.Done) && b.moved(e) > 0 {
			moved = append(moved, e)
		}
	}
	slices.SortStableFunc(moved, func(x, y *ProjectRow) int {
		return cmp.Or(
			first(b.finishedNow(x), b.finishedNow(y)), first(!b.hollow(x), !b.hollow(y)), cmp.Compare(b.moved(y), b.moved(x)),
		)
	})
	return moved[:min(len(moved), max(b.room.moved, min(finished, 2*b.room.moved)))]
}

// first orders what is true of one of two before what is not.
func first(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// finishedNow reports a project that was finished since last quarter.
func (b *builder) finishedNow(e *ProjectRow) bool {
	return b.pf.Previous != nil && e.light() == plan.Done && !e.wasDone()
}

// moved is how much there is to tell of a project.
func (b *builder) moved(e *ProjectRow) plan.Percent {
	switch {
	case b.pf.Previous == nil || b.finishedNow(e):
		return e.Project.KnownProgress()
	case e.wasDone():
		return 0
	}
	return e.gain()
}

// hollowRules find progress texts that tell nothing or should not be printed:
// formulas, personal numbers, empty phrases, last quarter's words.
var hollowRules = []string{"C04", "C06", "Q12", "H06", "H10"}

// findHollow remembers the projects whose progress text such a rule found.
func (b *builder) findHollow() {
	b.hollows = map[filing.RowID]bool{}
	column := b.plan.Title("done")
	for i := range b.pf.Findings {
		if f := &b.pf.Findings[i]; f.Column == column && slices.Contains(hollowRules, f.Rule) {
			b.hollows[f.Key] = true
		}
	}
}

// hollow reports a project whose progress text is not worth quoting.
func (b *builder) hollow(e *ProjectRow) bool {
	return e.Copied != "" || b.hollows[e.Project.Key()]
}

func (b *builder) movedText(e *ProjectRow) string {
	p := &e.Project
	how := "累计进度" + p.KnownProgress().String() + "%"
	switch {
	case p.Status == plan.StatusDone:
		how = "已完成"
	case e.hasLast():
		how += "（" + endOf(e.Last.Quarter, b.Meta.Quarter) + cmp.Or(standingWord(&e.Last.Project), "0%") + "）"
	}
	if b.hollow(e) {
		return titled(p.Title()) + how
	}
	return clauses(titled(p.Title())+how, b.quote(p.Done))
}

// attention names a track's late projects, worst first; section two tells of
// them.
func (b *builder) attention(id, track string) Paragraph {
	var late roll
	for _, l := range b.Late {
		if l.Track == track {
			late.name(l.Number, l.Name, l.Light.String())
		}
	}
	if len(late.parts) == 0 {
		return Paragraph{ID: id}
	}
	return Paragraph{
		ID: id, Lead: "需要关注的是：", Text: sentence(some(late.parts, b.room.watched, "个项目"), "见第二部分"), Numbers: late.first(b.room.watched),
	}
}

// comingUp says what a track does next quarter, and what falls due soon.
func (b *builder) comingUp(id string, track plan.Track) Paragraph {
	if b.Meta.PlanOver || b.room.pushed == 0 {
		return Paragraph{ID: id}
	}
	due := slices.DeleteFunc(b.dueWithin(b.pf.AsOf, b.Meta.Quarter.Add(quartersAhead).Last()), func(d DueRow) bool { return d.Track != track.No })
	var push, keep roll
	for _, e := range b.toPush(track.Name, due) {
		push.add(e.Number, titled(e.Project.Title())+bracketed(cutAt(inline(e.Project.Next), quotedInBrackets, "……")))
	}
	for _, d := range due {
		keep.name(d.Number, d.Name, before(d.Deadline, b.Meta.Quarter.Year))
	}
	numbers := append(push.numbers, keep.first(fallingDue)...)
	if len(numbers) == 0 {
		return Paragraph{ID: id}
	}
	return Paragraph{ID: id, Numbers: numbers, Text: "下季度，" + sentence(when(len(push.parts) > 0, "重点推进"+list(push.parts)),
		when(len(due) > 0, "确保"+some(keep.parts, fallingDue, "个项目")+"按期完成"))}
}

// Ranks of 轻重缓急; anything else comes last.
var priorities = map[string]int{"急需": 3, "重点": 2, "一般": 1}

// toPush picks the projects whose plans for next quarter are told: the most
// urgent, then the largest. Late ones and those falling due are told anyway.
func (b *builder) toPush(track string, due []DueRow) []*ProjectRow {
	var es []*ProjectRow
	for _, e := range b.entries {
		isDue := func(d DueRow) bool { return d.Number == e.Number }
		if e.InTrack == track && e.light() == plan.Green && e.Project.Next != "" && !slices.ContainsFunc(due, isDue) {
			es = append(es, e)
		}
	}
	slices.SortStableFunc(es, func(x, y *ProjectRow) int {
		return cmp.Or(
			cmp.Compare(priorities[y.Project.Priority], priorities[x.Project.Priority]),
			cmp.Compare(y.Project.Total.Value(), x.Project.Total.Value()),
		)
	})
	return es[:min(len(es), b.room.pushed)]
}
