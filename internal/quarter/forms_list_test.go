package quarter_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// TestFormsListIsWhatTheFormsHold lists the forms of the next quarter after a
// project has left with approval, writes them, and reads what they hold.
func TestFormsListIsWhatTheFormsHold(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2023Q1", "管理办", "党建办")
	gone := d.report().Projects[0]
	desk := quarter.Open(d.opt)
	require.NoError(t, desk.Approve(t.Context(), d.dir, filing.Change{Kind: filing.ChangeCancel, Old: gone.Number, Basis: "第2次会议", Approved: plan.Day(2023, 4, 3)}))
	next := filepath.Join(filepath.Dir(d.dir), "2023Q2")
	order := quarter.FormsOrder{Dir: filepath.Join(next, quarter.DirSend), From: d.path(quarter.DirResult, quarter.ResultBook), Found: true}
	list, err := desk.ListForms(t.Context(), order)
	require.NoError(t, err)
	assert.NoDirExists(t, next, "listing writes nothing")
	assert.Equal(t, plan.Quarter{Year: 2023, N: 2}, list.Quarter)
	of := func(unit string) quarter.FormLine {
		i := slices.IndexFunc(list.Lines, func(l quarter.FormLine) bool { return l.Unit == unit })
		require.GreaterOrEqual(t, i, 0)
		return list.Lines[i]
	}
	assert.Equal(t, []quarter.FormProject{{Number: gone.Number, Title: gone.Project.Title(), Why: "取消（第2次会议）"}}, of(gone.InUnit).Left)
	assert.Contains(t, list.Without, quarter.WithoutForm{Unit: "各居民区", Why: "由自治办汇总报送"})
	assert.False(t, of("管理办").There)
	blank := slices.DeleteFunc(slices.Clone(list.Lines), func(l quarter.FormLine) bool { return len(l.Carried) > 0 })
	assert.Len(t, blank, list.Blank())
	assert.Positive(t, list.Blank())

	order.Units = []string{"管理办", "党建办"}
	forms, err := desk.Forms(t.Context(), order)
	require.NoError(t, err)
	assert.Equal(t, 2, forms.Count)
	sent := &quarterDesk{t, next, d.opt}
	for _, unit := range order.Units {
		data, err := os.ReadFile(sent.path(quarter.DirSend, of(unit).File))
		require.NoError(t, err)
		sent.put(filepath.Join(quarter.DirFiled, unit+".xlsx"), data)
		var held []string
		for _, r := range sent.checked(unit).Rows {
			held = append(held, r.Project.Title())
		}
		var listed []string
		for _, p := range of(unit).Carried {
			listed = append(listed, p.Title)
		}
		assert.Equal(t, listed, held, unit)
	}
	again, err := desk.ListForms(t.Context(), order)
	require.NoError(t, err)
	assert.NotEqual(t, list.Digest(), again.Digest())
	assert.Equal(t, "有同名的表，会换成新的", again.Lines[0].Standing())
}
