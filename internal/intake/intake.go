// Package intake turns a workbook as a department sent it into a submission:
// it finds the plan sheets and their columns by what the headers say, reads
// every project row, and tells what is wrong with each cell.
//
// Nothing is guessed in silence. A value that is read otherwise than typed is
// recorded (C03); one that cannot be read is a finding at its cell; a row that
// cannot count is still kept as typed.
package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// Received is a file's bytes with the path findings name it by.
type Received struct {
	Path string // with forward slashes
	Data []byte
	Cut  bool  // Data is only the beginning of a file beyond the limits
	Err  error // why there is no Data: a clause in Chinese (F03)
}

// Options are what a reading depends on beside the file and the plan.
type Options struct {
	Quarter plan.Quarter // asked for; zero: whatever the file says
	AsOf    plan.Date    // data date; zero: what the file states, else its quarter's last day
	Limits  sheet.Limits // zero: sheet.DefaultLimits
	Lessons *Lessons     // what last quarter left; nil where there was none
	Mail    string       // for a file that came by mail and can only be a unit's report: which plan applies, in words
}

// reading is the state of reading one file.
type reading struct {
	plan     *plan.Plan
	words    *values.Lexicon
	finder   *tables.Finder
	opt      Options
	wb       *sheet.Workbook
	sub      *filing.Submission
	identity form.Identity
	own      bool // the file is a form of ours
	quarter  plan.Quarter
	target   plan.Quarter // of whose year target headers without one are
	asOf     plan.Date
	guestOf  string // the unit of a report in another's file, "" for the file's own
	accepted []acceptance
	tables   []*table
	records  []*rowRecord
	facts    filing.Facts

	scratch []tables.Field    // of the open record
	typed   []filing.Typed    // where the rows' are stored
	titles  map[string]string // of columns, by key
}

// Read reads one file. It never fails: whatever is wrong is a fact of the
// submission. Nothing is judged yet: check.Judge makes findings of the facts,
// portfolio.Settle says of every row whether it counts. The first submission is
// the file's own; where sheets are headed for other units, theirs follow, each
// with its own sheets alone, under the same path and marked as a Guest.
func Read(f Received, p *plan.Plan, opt Options) []*filing.Submission {
	wb, err := open(f, opt)
	return newReading(f, p, opt).finish(wb, err)
}

// open opens a file's workbook within the limits of the options.
func open(f Received, opt Options) (*sheet.Workbook, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	if opt.Limits == (sheet.Limits{}) {
		opt.Limits = sheet.DefaultLimits
	}
	return verified.Open(f.Data, opt.Limits)
}

func newReading(f Received, p *plan.Plan, opt Options) *reading {
	sub := &filing.Submission{Path: f.Path}
	if f.Err == nil && !f.Cut {
		sum := sha256.Sum256(f.Data)
		sub.SHA256 = hex.EncodeToString(sum[:])
	}
	return &reading{plan: p, words: values.LexiconOf(p), opt: opt, sub: sub}
}

// finish reads the opened workbook, or records why it could not be opened.
func (r *reading) finish(wb *sheet.Workbook, err error) []*filing.Submission {
	if err != nil {
		r.refuse(err)
		return []*filing.Submission{r.submission()}
	}
	r.wb = wb
	guests := r.read()
	all := []*filing.Submission{r.submission()}
	for _, g := range guests {
		all = append(all, g.submission())
	}
	return all
}

// submission is the submission with the facts of its reading.
func (r *reading) submission() *filing.Submission {
	inOrder := func(a, b filing.Fact) int { return a.Of - b.Of }
	if !slices.IsSortedFunc(r.facts.Rows, inOrder) {
		slices.SortStableFunc(r.facts.Rows, inOrder)
	}
	r.sub.Facts = &r.facts
	return r.sub
}

// faults says of each kind of fault by which rule it is told, how the sentence
// begins and what the sender should do.
var faults = map[sheet.FaultKind]struct{ rule, lead, advice string }{
	sheet.NotWorkbook: {"F01", "", "用Excel或WPS打开，点“文件”里的“另存为”，类型选“Excel工作簿(*.xlsx)”，把新存的文件报上来；只改文件名后缀不行"},
	sheet.Encrypted:   {"F02", "", "用Excel或WPS打开，去掉打开密码，保存后再报"},
	sheet.Torn:        {"F03", "文件没有传完整", "在自己电脑上打开原文件看内容是否完整，另存为一个新的.xlsx再报；通过聊天软件传的，请等传完再转发"},
	sheet.Damaged:     {"F03", "文件能打开，但不能保证读全", "新建一个空白工作簿，把表格整张复制过去，另存为.xlsx再报"},
	sheet.TooLarge:    {"F04", "", ""},
}

// officeName reports a name by which people know a workbook.
func officeName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xls", ".et", ".ods":
		return true
	}
	return false
}

// refuse records a file that cannot be read at all. Its unit is told by its
// name, so that its projects of last quarter stand as 待核实.
func (r *reading) refuse(err error) {
	if unit, ok := r.unitInName(r.sub.Path); ok {
		r.sub.Unit = unit.Name
	}
	fault, ok := err.(*sheet.Fault)
	if !ok {
		r.note("F03", tables.Place{}, filing.Fact{Value: err.Error(), Other: "文件读不出来", Suggest: "看看文件还在不在、是不是正被别的程序占着，再检查一次"})
		return
	}
	known := faults[fault.Kind]
	f := filing.Fact{Value: fault.Error(), Expected: fault.Limit, Other: known.lead, Suggest: cmp.Or(fault.Advice, known.advice)}
	if fault.Unknown && officeName(r.sub.Path) {
		f.Value, f.Suggest = "可能被单位的加密软件加密", "请解密后再报；发出前换一台没装加密软件的电脑打开试试"
	}
	r.note(known.rule, tables.Place{}, f)
}

// read goes through the workbook once its cells are known. The reports of
// other units in it are readings of their own.
func (r *reading) read() (guests []*reading) {
	r.identity, r.own = r.findIdentity()
	r.sub.Round = max(r.identity.Round, form.ParseRound(r.wb.Custom))
	r.sub.Saved = r.wb.Saved
	r.checkWorkbook()
	r.accepted = r.readAccepted()
	r.target = r.guessQuarter()
	r.finder = r.opt.Lessons.teach(tables.NewFinder(r.plan, r.wb, r.target, r.own))
	closest := r.findTables(r.wb.Sheets)
	guests = r.partUnits()
	closest = r.recall(closest, guests)
	r.readTables(closest)
	for _, g := range guests {
		g.recall(nil, append(slices.Clone(guests), r))
		g.readTables(nil)
	}
	return guests
}

// readTables reads the tables that have been found.
func (r *reading) readTables(closest *table) {
	r.tellQuarter()
	for _, t := range r.tables {
		r.sortLines(t)
	}
	r.dropCopies()
	r.tellOtherQuarters()
	r.acceptInRows(r.accepted)
	r.checkTables(closest)
	for _, t := range r.tables {
		if t.IsComplete() {
			r.readTable(t)
		} else {
			r.keepTable(t)
		}
	}
	r.tellAccepted(r.accepted)
	r.tellUnit()
	r.store()
}

// findTables looks for plan tables on some sheets; closest is the header that
// came nearest when there is none.
func (r *reading) findTables(sheets []*sheet.Sheet) (closest *table) {
	for i, s := range r.wb.Sheets {
		if ours(s) || !slices.Contains(sheets, s) {
			continue
		}
		found, best := r.finder.TablesOf(s, i)
		for _, t := range found {
			r.tables = append(r.tables, &table{PlanTable: t})
		}
		if found == nil && best != nil && (closest == nil || best.Better(closest.PlanTable)) {
			closest = &table{PlanTable: best}
		}
	}
	return closest
}

// ours reports a sheet of our own making that holds no projects of its own.
func ours(s *sheet.Sheet) bool { return form.OurSheet(s.Name) || isProblems(s) }

// stem is a file's name without folder and ending.
func stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}
