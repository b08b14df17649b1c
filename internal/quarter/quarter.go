// Package quarter is a quarter's work: forms out, reports in, checked, merged,
// reported and given back. What flows in are paths and what the office chose
// (Options), what flows out are values, files put in place whole, and events.
// It prints nothing, knows no flags and never asks for the time, so that a
// command line and a page are two faces of the same work: whatever the
// commands do, a Desk does.
package quarter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/text"
)

// The folders of a quarter and the files in them, as the faces name them.
const (
	DirSend   = folders.Send
	DirFiled  = folders.Filed
	DirReturn = folders.Returned
	DirResult = folders.Results

	PlanFile      = folders.Plan
	ResultBook    = folders.Book
	ResultReport  = folders.Report
	ResultData    = folders.Data
	ResultDraft   = folders.Draft
	ResultAnnexes = folders.Annexes
	TermsFile     = folders.Terms
	StreamEnding  = mail.StreamEnding
)

// Options are what the office chose, whatever the work. The zero value of each
// leaves the choice to what the inputs say.
type Options struct {
	PlanPath  string       // a 方案.xlsx; else the one beside the inputs, else the built-in plan
	Quarter   plan.Quarter // else the folder's name, else what most reports say
	AsOf      plan.Date    // the data date; else what most reports say, else the quarter's last day
	Date      plan.Date    // today: the report's own date, until which exceptions hold
	Previous  string       // last quarter's 汇总表.xlsx; else the one of a sibling folder
	First     bool         // there is no last quarter: numbers that reports carry mean nothing
	Decisions string       // the 汇总表.xlsx with the office's work; else the one about to be replaced
	Draft     string       // an edited 送审稿, whose changes are taken as the office's; "" for none
	Final     bool         // the results are settled: 定稿
	Print     Print
	Jobs      int    // files read at once; else one a processor
	Claim     *Claim // of the folder, where a page has taken it already; nil for none
	Memory    Memory
	Kept      *Kept // what files gave that were read before; nil reads all anew

	// Tell hears what happens while the work goes on, one event at a time; it may
	// be nil.
	Tell func(Event)
}

// Print is how the PDF is printed.
type Print struct {
	Summary bool     // the first three pages alone
	Full    bool     // all projects, however many
	Leaders []string // 分管领导 who get an edition of their own
	Fonts   string   // a folder with the office's own fonts; "" for the built-in ones
}

// Event is something that happens during the work.
type Event struct {
	Kind     EventKind
	Text     string // a sentence for people; of Progress, what is being done
	Done, Of int    // of Progress: how far it is; Of is 0 when it is over
}

// EventKind is what an event is.
type EventKind int

// The kinds of events.
const (
	Progress EventKind = iota
	Note               // good to know beside the result
	Warning            // to be heard even by who wants only results
)

// Misuse is wrong usage: nothing has been written, and the message says what to
// do instead.
type Misuse = runner.Misuse

// Desk is where the work is done. Each of its methods is a piece of work that
// reads its inputs anew, so that a desk may stay open while files come and go;
// they may be called by several goroutines. The work stops soon after its
// context ends, and leaves nothing half done.
type Desk struct {
	options Options
	telling sync.Mutex
}

// Open is the desk of an office that chose so.
func Open(o Options) *Desk {
	if o.Jobs < 1 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	return &Desk{options: o}
}

// job is one piece of work.
type job struct {
	Options
	ctx    context.Context // ends when the work is to stop
	desk   *Desk
	memory runner.MemoryBound
	work   runner.Work

	plan     *plan.Plan // once loadPlan has settled it
	planName string     // which that is, in words

	replaced string            // the office's workbook that the work replaces, "" for none
	seen     map[string]string // what stood there before it was read

	followed bool     // what the office has chosen for the folder has been taken over
	chosen   []string // that, in words

	claims    []*Claim   // of the folders that the whole of the work is in
	footprint *footprint // of the report that is made, nil for one that is not remembered
	said      []Event    // for people
	otherwise bool       // another run would say something else

	supposed *filing.Decision // of the office, which it has not taken; nil for none

	ahead  *ahead       // the office's workbook, nil where it is read in its turn
	last   *lastQuarter // once found, of lastOf
	lastOf plan.Quarter
}

func (d *Desk) job(ctx context.Context) *job { return &job{Options: d.options, ctx: ctx, desk: d} }

// attend does a job's work and returns what it gave; see runner.Do.
func attend[T any](j *job, do func() (T, error)) (T, error) { return runner.Do(j.ctx, &j.work, do) }

// Plan is the plan definition that applies in the office's folders: the one
// named, the one that lies in the first of them, or the built-in one.
func (d *Desk) Plan(dirs ...string) (*plan.Plan, error) {
	j := d.job(context.Background())
	err := j.loadPlan(dirs...)
	return j.plan, err
}

// loadPlan settles which plan definition applies: the one named, the one in an
// office's folder, or the built-in one.
func (j *job) loadPlan(dirs ...string) error {
	path := j.PlanPath
	for _, dir := range dirs {
		if path != "" {
			break
		}
		if candidate := filepath.Join(dir, PlanFile); folders.Exists(candidate) {
			path = candidate
		}
	}
	if path == "" {
		j.plan, j.planName = plan.Builtin(), "内置的方案"
		return nil
	}
	j.planName = "“" + folders.Shown(path) + "”"
	data, err := os.ReadFile(path)
	if err != nil {
		return runner.OpenError(path, err)
	}
	wb, err := verified.Open(data, sheet.DefaultLimits)
	if err != nil {
		return runner.Misused("方案“%s”读不出来：%s", path, err)
	}
	j.plan, err = intake.ReadPlan(wb, filepath.Base(path))
	if err != nil {
		return runner.Misused("方案“%s”有问题，请改好再用：\n%s", path, err)
	}
	for _, n := range j.plan.Notes() {
		j.note("方案：%s", n)
	}
	return nil
}

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
