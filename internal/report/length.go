package report

// A front is how much page one says of one thing.
type front struct {
	name    int  // characters of a project's name
	request int  // of what is asked; 0 leaves it to section three
	twice   bool // the worst projects' requests are told though they are told among the requests too
	units   int  // names of units that have not sent
	detail  bool // which projects turned red, which targets were reached, what the amounts hold
}

// A room is how much the body says of one thing behind page one.
type room struct {
	quoted  int  // characters of a department's words
	next    bool // what comes next of late projects
	asks    int  // told one by one, as the following
	doubts  int
	changes int
	named   int // projects that a paragraph names
	moved   int // projects of a track that are quoted, pushed next, watched
	pushed  int
	watched int
	due     int  // of a month
	figures bool // a track's money
}

// The fronts and rooms from the roomiest on. Among many projects the tracks show
// only what needs attention, which is attentionOnly and those behind it.
var (
	fronts = []front{
		{name: 18, request: 24, twice: true, units: 5, detail: true},
		{name: 18, request: 24, units: 5, detail: true},
		{name: 16, request: 20, units: 4, detail: true},
		{name: 14, request: 16, units: 3, detail: true},
		{name: 14, request: 16, units: 3},
		{name: 12, request: 12, units: 3},
		{name: 12, units: 3},
	}
	rooms = []room{
		{quoted: 80, next: true, asks: 20, doubts: 20, changes: 20, named: 10, moved: 3, pushed: 2, watched: 5, due: 8, figures: true},
		{quoted: 60, next: true, asks: 15, doubts: 15, changes: 15, named: 8, moved: 2, pushed: 2, watched: 5, due: 6, figures: true},
		{quoted: 40, next: true, asks: 10, doubts: 10, changes: 10, named: 6, moved: 1, pushed: 1, watched: 5, due: 5, figures: true},
		{quoted: 40, asks: 10, doubts: 10, changes: 10, named: 6, watched: 5, due: 8},
		{quoted: 30, asks: 8, doubts: 6, changes: 8, named: 5, watched: 4, due: 5},
		{quoted: 24, asks: 5, doubts: 5, changes: 5, named: 3, watched: 3, due: 3},
		{quoted: 16, asks: 5, doubts: 3, changes: 3, named: 3, watched: 2, due: 2},
	}
	attentionOnly = rooms[3:]
)

// How many projects are few, and many; on how many pages the body stands with
// page one, of few projects and of more.
const (
	FewProjects   = 80
	manyProjects  = 150
	BodyPages     = 6
	BodyPagesMany = 8
)

// What such a page holds in 12.5 points, and page one in 11.5: lines, and Chinese
// characters on a line; what stands on them that is no paragraph.
const (
	bodyLines, bodyChars   = 35, 34
	frontLines, frontChars = 32, 37
	closingLines           = 12 // the annexes, the office, the date
)

// compose words the text in as much room as page one and the body have.
func (b *builder) compose() []Section {
	var overall Section
	for _, b.front = range fronts {
		overall = b.sectionOverall()
		if linesTaken(frontChars, overall) <= b.linesOfFront() {
			break
		}
	}
	pages, inRooms := BodyPages, rooms
	if len(b.entries) > FewProjects {
		pages = BodyPagesMany
	}
	if len(b.entries) > manyProjects {
		inRooms = attentionOnly
	}
	var body []Section
	for _, b.room = range inRooms {
		body = []Section{b.sectionLate(), b.sectionAsks(), b.sectionTracks(), b.sectionNext(), b.sectionNotes()}
		if linesTaken(bodyChars, body...) <= (pages-1)*bodyLines-closingLines {
			break
		}
	}
	return append(append([]Section{overall}, body...), b.sectionRules())
}

// linesOfFront is what the table of the tracks, a line a row, leaves of page one.
func (b *builder) linesOfFront() int {
	rows := len(b.Tracks) + 1
	if b.LastOverall != nil {
		rows++
	}
	return frontLines - rows
}

// linesTaken is how many lines of so many characters some sections take.
func linesTaken(chars int, sections ...Section) int {
	lines := 0
	for _, s := range sections {
		lines++
		for _, p := range s.Paragraphs {
			if p.Heading != "" {
				lines++
			}
			lines += (2 + width(p.Lead+p.Text) + chars - 1) / chars
		}
	}
	return lines
}

// width is how many Chinese characters are as wide as a text; Latin letters and
// figures are half as wide.
func width(text string) int {
	halves := 0
	for _, r := range text {
		if halves++; r > 0xFF {
			halves++
		}
	}
	return (halves + 1) / 2
}
