package quarter

import (
	"fmt"
	"strings"
	"sync/atomic"

	"jingpin/internal/text"
)

// tell hands an event on.
func (j *job) tell(e Event) {
	e.Text = lines(e.Text)
	j.desk.telling.Lock()
	defer j.desk.telling.Unlock()
	if e.Kind != Progress {
		j.said = append(j.said, e)
	}
	if j.Tell != nil {
		j.Tell(e)
	}
}

// lines are those of a text, each of which moves no cursor.
func lines(s string) string {
	all := strings.Split(s, "\n")
	for i, line := range all {
		all[i] = text.Line(line)
	}
	return strings.Join(all, "\n")
}

// note tells something beside the result.
func (j *job) note(format string, args ...any) {
	j.tell(Event{Kind: Note, Text: fmt.Sprintf(format, args...)})
}

// warn tells what must be heard.
func (j *job) warn(format string, args ...any) {
	j.tell(Event{Kind: Warning, Text: fmt.Sprintf(format, args...)})
}

// progress is how far a part of the work is.
type progress struct {
	job  *job
	what string
	done atomic.Int32
	of   int
}

// begin begins a part of the work, of so many steps.
func (j *job) begin(of int, what string) *progress {
	if of > 0 {
		j.tell(Event{Kind: Progress, Text: what, Of: of})
	}
	return &progress{job: j, what: what, of: of}
}

// step is one step more; several may step at once.
func (p *progress) step() {
	p.job.tell(Event{Kind: Progress, Text: p.what, Done: int(p.done.Add(1)), Of: p.of})
}

// end ends it, done or not.
func (p *progress) end() { p.job.tell(Event{Kind: Progress, Text: p.what}) }
