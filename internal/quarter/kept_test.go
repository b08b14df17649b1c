package quarter

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestKeptShowsWhatReadingShows looks at a quarter again and again with what was
// read before, while files of all kinds change: it is shown as it is to who
// reads all anew.
func TestKeptShowsWhatReadingShows(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	day := plan.Day(2023, 7, 7)
	folder, err := Open(Options{Date: day}).Demo(t.Context(), t.TempDir())
	require.NoError(t, err)
	for _, unit := range []string{"信访办", "司法所", "妇联", "宣统文化办", "派出所", "社区党群服务中心", "自治办", "营商办"} {
		require.NoError(t, os.Remove(filepath.Join(folder, DirFiled, unit+".xlsx"))) // enough are left
	}
	_, err = Open(Options{Date: day}).Report(t.Context(), []string{folder}, "")
	require.NoError(t, err)
	kept := &Kept{}
	looks := func(o Options) string {
		view, err := Open(o).Overview(t.Context(), folder)
		require.NoError(t, err)
		rep, err := json.Marshal(view.Report)
		require.NoError(t, err)
		units, err := json.Marshal(view.Units)
		require.NoError(t, err)
		rows, err := json.Marshal(view.Submissions)
		require.NoError(t, err)
		return string(rep) + string(units) + string(rows)
	}
	filed := func(name string) string { return filepath.Join(folder, DirFiled, name) }
	var last string
	for _, change := range []struct {
		name string
		do   func() error
		same bool
		asOf plan.Date
	}{
		{"at first", func() error { return nil }, false, 0},
		{"nothing", func() error { return nil }, true, 0},
		{"another data date", func() error { return nil }, false, plan.Day(2023, 4, 15)},
		{"and back", func() error { return nil }, false, 0},
		{"a file goes", func() error { return os.Rename(filed("管理办.xlsx"), filepath.Join(folder, "管理办.xlsx")) }, false, 0},
		{"it comes back under another name", func() error { return os.Rename(filepath.Join(folder, "管理办.xlsx"), filed("管理办新.xlsx")) }, false, 0},
		{"a decision", func() error {
			view, err := Open(Options{Date: day}).Overview(t.Context(), folder)
			if err != nil {
				return err
			}
			return Open(Options{Date: day}).LetPass(t.Context(), folder, plan.Exception{Rule: view.Report.Findings[0].Rule, ApprovedBy: "主任", Reason: "已批"})
		}, false, 0},
		{"last quarter's workbook goes", func() error {
			return os.RemoveAll(filepath.Join(filepath.Dir(folder), "2023Q1", DirResult))
		}, false, 0},
	} {
		require.NoError(t, change.do())
		o := Options{Date: day, AsOf: change.asOf}
		want := looks(o)
		o.Kept = kept
		was := firstOf(kept)
		got := looks(o)
		assert.True(t, want == got, "%s: what is shown differs from what is there", change.name)
		if change.same {
			assert.True(t, last == got, change.name)
			assert.Equal(t, was, firstOf(kept), "nothing is read again")
		} else {
			assert.False(t, last == got, change.name)
		}
		last = got
	}
	assert.NotEmpty(t, kept.files.before, "what was read is kept")
}

// firstOf are the first submissions of the files that are kept.
func firstOf(k *Kept) map[string]string {
	first := map[string]string{}
	for key, t := range k.files.before {
		if len(t.Submissions) > 0 {
			first[key.path] = fmt.Sprintf("%p", t.Submissions[0])
		}
	}
	return first
}

// TestCopySharesNothing copies what files gave, and finds nothing in the copy
// that the other leads to as well.
func TestCopySharesNothing(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	folder, err := Open(Options{Date: plan.Day(2023, 7, 7)}).Demo(t.Context(), t.TempDir())
	require.NoError(t, err)
	j := Open(Options{}).job(t.Context())
	require.NoError(t, j.loadPlan())
	for _, path := range []string{filepath.Join(folder, DirFiled, "管理办.xlsx"), filepath.Join(filepath.Dir(folder), "2023Q1", DirResult, ResultBook)} {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		taken := j.read(intake.Received{Path: filepath.Base(path), Data: data}, intake.Options{})
		copied := copyOf(taken)
		assert.Equal(t, taken, copied)
		all := map[uintptr]bool{}
		leadsTo(reflect.ValueOf(taken), func(at uintptr) { all[at] = true })
		require.Greater(t, len(all), 10)
		shared := 0
		leadsTo(reflect.ValueOf(copied), func(at uintptr) {
			if all[at] {
				shared++
			}
		})
		assert.Zero(t, shared)
	}
}

// TestKeptIsNotTouched changes what was given, the first and the second time:
// neither changes what is given next.
func TestKeptIsNotTouched(t *testing.T) {
	t.Parallel()
	kept := &Kept{}
	name := func() *string {
		taken := kept.read(intake.Received{Path: "甲.xlsx"}, plan.Builtin(), intake.Options{}, func() intake.Taken {
			return intake.Taken{Submissions: []*filing.Submission{{Rows: []filing.Row{{Project: filing.Project{Name: "甲路"}}}}}}
		})
		return &taken.Submissions[0].Rows[0].Project.Name
	}
	for range 3 {
		given := name()
		assert.Equal(t, "甲路", *given)
		*given = "乙路"
	}
}

// TestKeptIsOfOneReading asks for readings that differ in one thing each: none
// is given for another, nor is what was given up.
func TestKeptIsOfOneReading(t *testing.T) {
	t.Parallel()
	kept, n := &Kept{}, 0
	file, opt := intake.Received{Path: "甲.xlsx", Data: []byte("甲")}, intake.Options{Quarter: plan.Quarter{Year: 2023, N: 2}}
	read := func(f intake.Received, o intake.Options, rule string) {
		kept.read(f, plan.Builtin(), o, func() intake.Taken {
			n++
			return intake.Taken{Submissions: []*filing.Submission{{Findings: []filing.Finding{{Rule: rule}}}}}
		})
	}
	other, cut, elsewhere := file, file, file
	other.Data, cut.Cut, elsewhere.Path = []byte("乙"), true, "乙.xlsx"
	dated, mailed, taught := opt, opt, opt
	taught.Lessons = intake.LessonsOf(plan.Builtin(), &filing.Library{})
	dated.AsOf, mailed.Mail = plan.Day(2023, 6, 30), "内置的方案"
	for range 2 {
		read(file, opt, "")
		read(other, opt, "")
		read(cut, opt, "")
		read(elsewhere, opt, "")
		read(file, dated, "")
		read(file, mailed, "")
		taught.Lessons = intake.LessonsOf(plan.Builtin(), &filing.Library{})
		read(file, taught, "")
	}
	assert.Equal(t, 7, n)
	kept.looked()
	read(file, opt, "")
	kept.looked()
	kept.looked()
	read(file, opt, "F04")
	assert.Equal(t, 8, n, "let go after two lookings")
	read(file, opt, "F04")
	assert.Equal(t, 9, n, "a file that was given up is read again")
}

// leadsTo tells of all that a value leads to and that could be changed.
func leadsTo(v reflect.Value, tell func(uintptr)) {
	if immutable[v.Type()] {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			tell(v.Pointer())
			leadsTo(v.Elem(), tell)
		}
	case reflect.Slice:
		if v.Cap() > 0 {
			tell(v.Pointer())
		}
		for i := range v.Len() {
			leadsTo(v.Index(i), tell)
		}
	case reflect.Map:
		if !v.IsNil() {
			tell(v.Pointer())
		}
		for entries := v.MapRange(); entries.Next(); {
			leadsTo(entries.Value(), tell)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			leadsTo(v.Field(i), tell)
		}
	}
}
