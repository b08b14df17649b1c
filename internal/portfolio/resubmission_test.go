package portfolio_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// version is a file of 管理办 with these projects, whose progress tells it
// from others.
func version(path, progress string, names ...string) *filing.Submission {
	var ps []filing.Project
	for _, n := range names {
		ps = append(ps, project(6, n, set("progress", progress)))
	}
	return named(submission("管理办", ps...), path)
}

func saved(s *filing.Submission, day int) *filing.Submission {
	s.Saved = time.Date(2023, 6, day, 0, 0, 0, 0, time.UTC)
	return s
}

func round(s *filing.Submission, n int) *filing.Submission {
	s.Round = n
	return s
}

func doubtful(s *filing.Submission) *filing.Submission {
	s.Doubtful = true
	return s
}

// A file called after another unit is told of, though it has been replaced: its
// sender may think that it has reported.
func TestWhoseFileWasReplacedIsTold(t *testing.T) {
	other := fault(doubtful(version("营商办.xlsx", "20", "甲")), -1, "U03")
	other.Findings[0].Severity = plan.Warning
	pf := portfolio.Merge(input(version("管理办.xlsx", "10", "甲"), other))
	require.Len(t, found(pf, "U03"), 1)
	assert.Equal(t, plan.Note, found(pf, "U03")[0].Severity, "there is nothing to correct in it")
	assert.Equal(t, "营商办.xlsx", found(pf, "U03")[0].File)
}

func TestWhichFileCounts(t *testing.T) {
	otherSheet := fault(version("b.xlsx", "20", "甲"), -1, "L01")
	otherSheet.Findings[0].Sheet = "另一张"
	for _, c := range []struct {
		name string
		subs []*filing.Submission
		want string
	}{
		{"the later round, though saved before", []*filing.Submission{
			saved(round(version("a.xlsx", "10", "甲"), 1), 1), saved(version("b.xlsx", "20", "甲"), 9)}, "a.xlsx"},
		{"the one saved later, though named before", []*filing.Submission{
			saved(version("a.xlsx", "10", "甲"), 9), saved(version("b.xlsx", "20", "甲"), 1)}, "a.xlsx"},
		{"by name", []*filing.Submission{version("上报/管理办.xlsx", "10", "甲"), version("上报/管理办(1).xlsx", "20", "甲")}, "上报/管理办(1).xlsx"},
		{"by the number in the name", []*filing.Submission{version("管理办(9).xlsx", "10", "甲"), version("管理办(10).xlsx", "20", "甲")}, "管理办(10).xlsx"},
		{"no doubtful one", []*filing.Submission{version("a.xlsx", "10", "甲"), doubtful(version("b.xlsx", "20", "甲"))}, "a.xlsx"},
		{"no doubtful one, whatever its round", []*filing.Submission{version("a.xlsx", "10", "甲"), doubtful(round(version("b.xlsx", "20", "甲"), 2))}, "a.xlsx"},
		{"no broken one", []*filing.Submission{saved(version("a.xlsx", "10", "甲"), 1), saved(fault(version("b.xlsx", "20"), -1, "F03"), 9)}, "a.xlsx"},
		{"one of which a sheet is left out", []*filing.Submission{saved(version("a.xlsx", "10", "甲"), 1), saved(otherSheet, 9)}, "b.xlsx"},
		{"no other quarter's", []*filing.Submission{saved(version("a.xlsx", "10", "甲"), 1), saved(fault(version("b.xlsx", "20", "甲"), -1, "U10"), 9)}, "a.xlsx"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pf := portfolio.Merge(input(c.subs...))
			assert.Equal(t, c.want, entry(t, pf, "甲").Project.Source.File)
			for _, u := range pf.Units {
				if u.Unit.Name == "管理办" {
					assert.Equal(t, c.want, u.Submissions[0].Path)
					assert.Len(t, u.Submissions, 2)
				}
			}
			again := found(pf, "X07")
			require.Len(t, again, 1)
			assert.Equal(t, c.want, again[0].File)
			assert.Equal(t, plan.Note, again[0].Severity)
		})
	}
}

// What the office added is no unit's report, whatever it says.
func TestWhatTheOfficeAddedIsNoReport(t *testing.T) {
	added := version("办公室", "20", "乙")
	added.ByOffice = true
	pf := portfolio.Merge(input(version("a.xlsx", "10", "甲"), added))
	for _, u := range pf.Units {
		if u.Unit.Name == "管理办" {
			assert.Len(t, u.Submissions, 1)
		}
	}
	assert.Empty(t, found(pf, "X07"))
}

func TestCorrectedFileReplacesTheFaulty(t *testing.T) {
	pf := portfolio.Merge(input(
		saved(fault(version("a.xlsx", "10", "甲", "乙"), 1, "T03"), 1), saved(version("b.xlsx", "20", "甲", "乙"), 9)))
	assert.Equal(t, 0, filing.CountSeverity(pf.Findings, plan.Error), "what was corrected is no error any more")
	assert.Equal(t, portfolio.Balance{Read: 4, Counted: 2, Superseded: 2, ReadTotal: 400 * plan.Wan, CountedTotal: 200 * plan.Wan, OtherTotal: 200 * plan.Wan}, pf.Balance())
	assert.Equal(t, portfolio.Reported, entry(t, pf, "乙").State)
}

func TestBrokenLaterFileStaysKnown(t *testing.T) {
	pf := portfolio.Merge(input(
		saved(version("a.xlsx", "10", "甲"), 1), saved(fault(version("b.xlsx", "20", "甲"), -1, "U10"), 9)))
	assert.Len(t, found(pf, "U10"), 1, "the office is told that the newest file cannot be used")
	assert.Equal(t, 1, pf.Balance().Faulty)
}

func TestPartialFileIsTakenProjectByProject(t *testing.T) {
	older, newer := saved(version("a.xlsx", "10", "甲", "乙", "丙"), 1), saved(version("b.xlsx", "20", "乙"), 9)
	fault(older, 0, "P02")
	fault(older, 1, "P02")
	in := input(older, newer)
	pf := portfolio.Merge(in)
	progress := func(pf *portfolio.Portfolio) map[string]string {
		m := map[string]string{}
		for _, e := range pf.Entries {
			m[e.Project.Name] = e.Project.Value("progress")
		}
		return m
	}
	assert.Equal(t, map[string]string{"甲": "10", "乙": "20", "丙": "10"}, progress(pf))
	assert.Len(t, found(pf, "P02"), 1, "of the row that still counts")
	again := found(pf, "X07")
	require.Len(t, again, 1)
	assert.Equal(t, plan.Warning, again[0].Severity)
	require.Len(t, pf.Conflicts, 1)
	c := pf.Conflicts[0]
	assert.Equal(t, "以b.xlsx为准，其中没有的项目仍按先报的计", c.Counts)
	assert.Equal(t, []string{"逐项保留", "替换"}, c.Choices)

	in.Office.Decisions = []filing.Decision{{Rule: "X07", Key: c.Key, Choice: "替换"}}
	pf = portfolio.Merge(in)
	assert.Equal(t, map[string]string{"乙": "20"}, progress(pf))
	assert.Equal(t, plan.Note, found(pf, "X07")[0].Severity)
	assert.Equal(t, "只计b.xlsx", pf.Conflicts[0].Counts)

	in.Submissions = append(in.Submissions, saved(version("c.xlsx", "30", "丙"), 10))
	pf = portfolio.Merge(in)
	assert.Equal(t, map[string]string{"甲": "10", "乙": "20", "丙": "30"}, progress(pf), "the choice was about another file")
	require.Len(t, pf.Stale, 1)
	assert.Contains(t, pf.Stale[0].What, "替换")
}

func TestFilesOfDifferentProjectsAddUp(t *testing.T) {
	pf := portfolio.Merge(input(version("党建.xlsx", "10", "甲", "乙"), version("形态.xlsx", "20", "丙", "丁")))
	assert.Len(t, pf.Entries, 4)
	assert.Equal(t, plan.Warning, found(pf, "X07")[0].Severity)
}

func TestCopiesAreReadOnce(t *testing.T) {
	s := version("b/管理办.xlsx", "10", "甲")
	other := *s
	other.Path = "a/管理办.xlsx"
	other.Rows = append([]filing.Row(nil), s.Rows...)
	other.Rows[0].Project.Source.File = other.Path
	mark := &filing.Submission{Path: "c/管理办.xlsx", SHA256: s.SHA256, Unit: s.Unit, Findings: []filing.Finding{
		{File: "c/管理办.xlsx", Rule: "F06", Severity: plan.Note, Unit: s.Unit}}}
	want := asText(t, portfolio.Merge(input(s, &other, mark)))
	pf := portfolio.Merge(input(mark, &other, s))
	assert.Equal(t, want, asText(t, pf))
	require.Len(t, pf.Submissions, 1)
	assert.Equal(t, "a/管理办.xlsx", pf.Submissions[0].Path)
	assert.Equal(t, 1, pf.Balance().Read)
	copies := found(pf, "F06")
	require.Len(t, copies, 2)
	assert.Equal(t, []string{"b/管理办.xlsx", "c/管理办.xlsx"}, []string{copies[0].File, copies[1].File})
}

// A report in another unit's file counts only while its unit has sent nothing
// itself.
func TestGuestsReport(t *testing.T) {
	guest := func() *filing.Submission {
		s := doubtful(saved(version("服务办.xlsx", "20", "甲", "乙"), 9))
		s.Guest = true
		return s
	}
	alone := portfolio.Merge(input(guest()))
	assert.Equal(t, "服务办.xlsx", entry(t, alone, "甲").Project.Source.File)
	both := portfolio.Merge(input(guest(), saved(version("管理办.xlsx", "10", "甲"), 1)))
	assert.Equal(t, "管理办.xlsx", entry(t, both, "甲").Project.Source.File)
	for _, e := range both.Entries {
		assert.NotEqual(t, "服务办.xlsx", e.Project.Source.File, "it adds nothing")
	}
}
