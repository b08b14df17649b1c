package quarter

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/adopt"
	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
)

// LedgerNote is where an office finds what became of the table that it has kept
// by hand.
const LedgerNote = "接收说明" + system.LetterEnding

// Begun is a first quarter made of a table that an office has kept by hand.
type Begun struct {
	Plan, Book, Note string // where they stand
	Quarter          plan.Quarter
	Projects, Units  int
	Open             int  // things that were not understood
	Already          bool // it was begun before: nothing was read or written
}

// Lines say in sentences what was made of the table at from, and what to do next.
func (b Begun) Lines(from string) []string {
	if b.Already {
		return []string{fmt.Sprintf("已有%s和%s，没有改动。", b.Plan, b.Book)}
	}
	lines := []string{fmt.Sprintf("已照“%s”建好%s：项目%d个，部门%d个。写出了%s、%s。", from, b.Quarter.Chinese(), b.Projects, b.Units, b.Plan, b.Book)}
	if b.Open > 0 {
		lines = append(lines, fmt.Sprintf("有%d处没有看懂或者要核实，列在%s。", b.Open, b.Note))
	}
	return append(lines, "请先打开方案.xlsx，照第一张表的七步改。")
}

// Begin makes a first quarter in dir of the table at from: a 方案.xlsx with the
// table's units and, where they are not the plan's, tracks and tasks; a 汇总表
// of its projects under their numbers, from which the next quarter goes on; and
// a note of what was not understood. Nothing that is there is overwritten: then
// nothing is written at all.
func (d *Desk) Begin(ctx context.Context, dir, from string) (Begun, error) {
	j := d.job(ctx)
	return attend(j, func() (Begun, error) { return j.beginFrom(dir, from) })
}

func (j *job) beginFrom(dir, from string) (Begun, error) {
	b := Begun{
		Plan: filepath.Join(dir, PlanFile), Book: filepath.Join(dir, DirResult, ResultBook), Note: filepath.Join(dir, LedgerNote),
	}
	if folders.Exists(b.Plan) && folders.Exists(b.Book) {
		b.Already = true
		return b, nil
	}
	for _, path := range []string{b.Plan, b.Book, b.Note} {
		if folders.Exists(path) {
			return b, runner.Misused("已有“%s”，没有改动任何文件。要照“%s”开始，请换一个空的文件夹。", path, from)
		}
	}
	if err := j.loadPlan(); err != nil {
		return b, err
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return b, runner.OpenError(from, err)
	}
	file := intake.Received{Path: filepath.Base(from), Data: data}
	stated, err := j.adopt(file)
	if err != nil {
		return b, err
	}
	q := cmp.Or(j.Quarter, folders.QuarterOf([]string{dir}), stated)
	if q.N == 0 {
		return b, runner.Misused("看不出“%s”是哪个季度的数。请加 --quarter，如 --quarter 2023Q2。", from)
	}
	if info := j.plan.Info; q.Last() < info.First() || q.First() > info.Last() {
		return b, runner.Misused("%s不在方案的%d—%d年里。请先用 jingpin init 写出方案.xlsx，改好起始年、截止年，再加 --like 方案.xlsx。", q.Chinese(), info.FirstYear, info.LastYear)
	}
	pf, found := j.ledgerOf(file, q)
	if len(pf.Entries) == 0 {
		return b, runner.Misused("“%s”里没有读到项目。", from)
	}
	b.Quarter, b.Projects, b.Units = q, len(pf.Entries), len(j.plan.Units)
	rep := report.Build(pf, report.Options{Date: j.Date, Sources: []report.InputFile{{Path: filepath.Base(from)}}})
	book, err := canonical(consolidated.Write(rep, j.plan, j.toStore(&collection{dateAsked: true}, pf)))
	if err != nil {
		return b, err
	}
	definition, err := canonical(consolidated.WritePlan(j.plan))
	if err != nil {
		return b, err
	}
	note, open := ledgerNote(j.plan, file.Path, rep, found)
	b.Open = open
	if err := folders.Make(dir); err != nil {
		return b, err
	}
	return b, j.write(output.File{Path: b.Plan, Data: definition}, output.File{Path: b.Book, Data: book}, output.File{Path: b.Note, Data: system.Letter(note)})
}

// adopt makes the plan at hand one with what the table names, and tells the
// quarter that the table states, zero for none.
func (j *job) adopt(file intake.Received) (plan.Quarter, error) {
	var stated plan.Quarter
	taken := intake.Take(file, j.plan, intake.Options{}, slowFile)
	if taken.Err != nil || taken.Consolidated != nil {
		return stated, runner.Misused("“%s”是程序写的汇总表，放在上季度文件夹的“成果”里就行，不用 --from。", file.Path)
	}
	var l adopt.Listing
	seen, torn := map[string]int{}, []int(nil) // torn are tasks whose projects' numbers begin with several
	for _, s := range taken.Submissions {
		stated = cmp.Or(stated, s.Quarter)
		for i := range s.Rows {
			r := &s.Rows[i]
			for _, lead := range strings.FieldsFunc(typedOr(r, j.plan.Title(plan.KeyLead), r.Project.Lead), isBetweenNames) {
				if !slices.Contains(l.Units, lead) {
					l.Units = append(l.Units, lead)
				}
			}
			name := typedOr(r, j.plan.Title(plan.KeyTask), r.Project.Task)
			if name == "" {
				continue
			}
			no := taskOf(r.Project.ID)
			at, known := seen[plan.Key(name)]
			if !known {
				at = len(l.Tasks)
				seen[plan.Key(name)] = at
				l.Tasks = append(l.Tasks, adopt.ListedTask{Track: typedOr(r, j.plan.Title(plan.KeyTrack), r.Project.Track), Name: name, No: no})
			}
			switch t := &l.Tasks[at]; {
			case t.No == 0:
				t.No = no
			case no != 0 && no != t.No:
				torn = append(torn, at)
			}
		}
	}
	for _, at := range torn {
		l.Tasks[at].No = 0
	}
	adopted, err := adopt.Plan(j.plan, l)
	if err != nil {
		return stated, runner.Misused("“%s”里的部门、任务做不成方案：%s", file.Path, err)
	}
	j.plan = adopted
	return stated, nil
}

// ledgerOf is the portfolio of a table's projects, which are the office's own
// word, and what was found in the table.
func (j *job) ledgerOf(file intake.Received, q plan.Quarter) (*portfolio.Portfolio, []filing.Finding) {
	in := portfolio.Input{Plan: j.plan, Quarter: q, AsOf: cmp.Or(j.AsOf, q.Last()), Today: j.Date, Until: j.Date}
	var found []filing.Finding
	for _, sub := range j.read(file, intake.Options{Quarter: q, AsOf: in.AsOf}).Submissions {
		found = append(found, sub.Findings...)
		officeTable(sub)
		in.Submissions = append(in.Submissions, sub)
	}
	return portfolio.Merge(in), found
}

// isBetweenNames reports what stands between the names of several units.
func isBetweenNames(r rune) bool { return strings.ContainsRune("、，,；;/／\n", r) }

// typedOr is what was typed in a column where the plan could not read it, else
// what was read. A line break is no part of a name.
func typedOr(r *filing.Row, column, read string) string {
	if read != "" {
		return read
	}
	for _, t := range r.Typed {
		if t.Column == column {
			return strings.Join(strings.Fields(t.Value), "")
		}
	}
	return ""
}

// taskOf is the task that a project's number begins with, 0 for none.
func taskOf(number string) int {
	if !slices.Equal(filing.Numbers(number), []string{number}) {
		return 0
	}
	no := 0
	for _, digit := range number[:strings.IndexByte(number, '-')] {
		no = 10*no + int(digit-'0')
	}
	if no > 99 {
		return 0
	}
	return no
}

// ledgerNote tells the office what was taken over and, cell by cell, what was
// not understood.
func ledgerNote(p *plan.Plan, from string, rep *report.Report, found []filing.Finding) (note string, open int) {
	var text strings.Builder
	fmt.Fprintf(&text, "照“%s”建好了%s。\n项目%d个，部门%d个，专项行动%d个，重点任务%d项。\n", from, rep.Meta.Quarter.Chinese(),
		len(rep.Projects), len(p.Units), len(p.Tracks), len(p.Tasks))
	fmt.Fprintf(&text, "部门：%s。\n", strings.Join(unitNames(p), "、"))
	text.WriteString("接下来：先照方案.xlsx第一张表的七步改一遍，再看成果里的汇总表，然后建下季度的文件夹、发表。\n\n")
	var lines []string
	for _, f := range found {
		unread := f.Rule == filing.UnreadRule || f.Severity != plan.Note && f.Value != ""
		if f.Rule == ruleNoUnit || !unread && f.Severity != plan.Error {
			continue
		}
		where := f.Sheet
		if f.Cell != "" {
			where += " " + f.Cell
		}
		if f.Project != "" {
			where += "“" + f.Project + "”"
		}
		lines = append(lines, strings.TrimSpace(where)+" "+f.Column+"："+f.Message)
	}
	if len(lines) == 0 {
		text.WriteString("没有看不懂的地方。\n")
	} else {
		fmt.Fprintf(&text, "下面%d处没有看懂，或者要核实。没有看懂的格子留空，下季度由部门填：\n%s\n", len(lines), strings.Join(lines, "\n"))
	}
	return text.String(), len(lines)
}

// ruleNoUnit is said of a table that no unit has sent.
const ruleNoUnit = "U01"

func unitNames(p *plan.Plan) []string {
	names := make([]string, len(p.Units))
	for i, u := range p.Units {
		names[i] = u.Name
	}
	return names
}
