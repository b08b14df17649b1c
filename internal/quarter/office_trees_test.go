package quarter_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// trees is how many shapes each set is merged in: go test ./internal/quarter
// -run MergeTrees -trees 50
var trees = flag.Uint64("trees", 1, "shapes of merging to try")

// grove is a set of inputs to merge in trees of any shape.
type grove struct {
	t      *testing.T
	random *rand.Rand
	dir    string
	files  []string // what units sent, and a workbook the office has worked in
	opt    quarter.Options
	holds  []string // cells, by sheet and column, that show the set is worth merging
	nodes  int
}

// merge merges the inputs into a workbook.
func (g *grove) merge(out string, inputs ...string) string {
	g.t.Helper()
	out = filepath.Join(g.dir, out)
	for _, in := range slices.Clone(inputs) { // found in a folder, it would be no word of the office's
		if worked := filepath.Join(in, officeWorked); exists(worked) {
			inputs = append(slices.Clip(inputs), worked)
		}
	}
	_, err := quarter.Open(g.opt).Merge(g.t.Context(), inputs, out)
	require.NoError(g.t, err)
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// tree merges the inputs in parts and parts of parts, each part as a folder, a
// stream of checks or a workbook.
func (g *grove) tree(inputs []string) string {
	g.t.Helper()
	g.nodes++
	name := fmt.Sprintf("node%d", g.nodes)
	if len(inputs) <= 2 || g.random.IntN(4) == 0 {
		return g.leaf(name, inputs)
	}
	cut := 1 + g.random.IntN(len(inputs)-1)
	parts := []string{g.tree(inputs[:cut]), g.tree(inputs[cut:])}
	if g.random.IntN(3) == 0 {
		parts = append(parts, parts[g.random.IntN(2)]) // a part handed in twice
	}
	return g.merge(name+".xlsx", parts...)
}

// officeWorked is the name of a workbook that the office has worked in.
const officeWorked = "办公室.xlsx"

// folder puts what units sent into a folder. A workbook that the office has
// worked in counts only where it is named, so it is named beside the folder.
func (g *grove) folder(name string, inputs []string) []string {
	g.t.Helper()
	folder := filepath.Join(g.dir, name)
	require.NoError(g.t, os.Mkdir(folder, 0o755))
	named := []string{folder}
	for _, in := range inputs {
		if filepath.Base(in) == officeWorked {
			named = append(named, in)
			continue
		}
		data, err := os.ReadFile(in)
		require.NoError(g.t, err)
		require.NoError(g.t, os.WriteFile(filepath.Join(folder, filepath.Base(in)), data, 0o644))
	}
	return named
}

// leaf puts the inputs into a folder, and checks or merges it.
func (g *grove) leaf(name string, inputs []string) string {
	g.t.Helper()
	named := g.folder(name, inputs)
	folder, worked := named[0], len(named) > 1
	switch {
	case g.random.IntN(2) == 0 || worked:
		return g.merge(name+".xlsx", named...)
	case g.random.IntN(3) == 0:
		return folder
	}
	path := filepath.Join(g.dir, name+".ndjson")
	stream, err := os.Create(path)
	require.NoError(g.t, err)
	defer stream.Close()
	_, err = quarter.Open(g.opt).Stream(g.t.Context(), []string{folder}, stream)
	require.NoError(g.t, err)
	return path
}

// cells are all cells of a workbook but for the record it keeps, packed.
func cells(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	var all []string
	for _, s := range wb.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if s.Name != form.PageData {
					all = append(all, s.Name+"!"+c.Ref()+"="+c.Text)
				}
			}
		}
	}
	return all
}

// byColumn are cells without their rows.
func byColumn(cells []string) []string {
	columns := make([]string, len(cells))
	for i, c := range cells {
		ref, text, _ := strings.Cut(c, "=")
		columns[i] = strings.TrimRight(ref, "0123456789") + "=" + text
	}
	return columns
}

// Whatever the shape of the tree, the merged workbook is the same, and so is
// what is reported from it.
func TestMergeTrees(t *testing.T) {
	slowtest.Long(t)
	for name, grow := range map[string]func(*testing.T) *grove{"samples": sampleGrove, "rehearsal": rehearsedGrove} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := grow(t)
			whole := g.merge("once.xlsx", g.folder("all", g.files)...)
			want := cells(t, whole)
			require.Subset(t, byColumn(want), g.holds)
			for seed := range *trees {
				g.random = rand.New(rand.NewPCG(seed+8, 5)) // the first trees are of many parts, streams among them
				shuffled := slices.Clone(g.files)
				g.random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
				tree := g.merge(fmt.Sprintf("tree%d.xlsx", seed), g.tree(shuffled))
				require.Equal(t, want, cells(t, tree), "seed %d", seed)
				if seed == 0 {
					require.Greater(t, g.nodes, 10)
					g.compareReports(whole, tree)
				}
			}
		})
	}
}

// compareReports compares the data of the reports from two workbooks but for
// the list of inputs.
func (g *grove) compareReports(one, other string) {
	g.t.Helper()
	var said [2]*report.Report
	for i, book := range []string{one, other} {
		dir := filepath.Join(g.dir, fmt.Sprintf("report%d", i))
		_, err := quarter.Open(g.opt).Report(g.t.Context(), []string{book}, dir)
		require.NoError(g.t, err)
		said[i] = reportIn(g.t, dir)
		said[i].Inputs = nil
	}
	assert.Equal(g.t, said[0], said[1])
}

func newGrove(t *testing.T, o quarter.Options) *grove {
	o.Quarter, o.AsOf = plan.Quarter{Year: 2023, N: 2}, plan.Day(2023, 6, 30)
	return &grove{t: t, dir: t.TempDir(), opt: o}
}

// sampleGrove are files of the second quarter in which everything happens:
// conflicts, near names, errors, a file sent again and one sent twice, a scan.
// The office has decided and corrected what it saw of some of them.
func sampleGrove(t *testing.T) *grove {
	d := newDesk(t, "2023Q2", "管理办", "综合行政执法队(城管中队)", "党建办", "党建办(修改稿)", "城运中心(应急管理中心)", "城运中心(应急管理中心)-补报",
		"妇联", "妇联(1)", "城建中心(房管办)", "平安办", "社区事务受理中心", "团工委", "管理办-盖章扫描件").withPrevious()
	r := d.merge()
	d.resend("管理办", "管理办(3)", "福康路道路改造", "备注", "补充说明")
	d.work(func(b *officeBook) {
		for _, c := range r.Conflicts {
			b.decide(c, c.Choices[len(c.Choices)-1])
		}
		b.correct("潍坊四村成片区改造", "累计进度(%)", 27)
		b.correct("潍坊四村成片区改造", form.ColOverride, "进度偏慢")
		b.correct("潍坊四村成片区改造", form.ColReason, "现场核实")
		b.correct("楼管家APP推广", "项目名称", "楼管家推广")
		b.correct("小区车库消防喷淋完善", "完成时限", "2025-12-31")
		b.drop(form.PageProjects, form.ColName, "电动自行车集中充电设施")
		b.append(form.PageExceptions, map[string]any{form.ColRule: "P03", form.ColUnit: "团工委", form.ColPassedBy: "组长", form.ColWhy: "两个点位"})
		b.append(form.PageChanges, map[string]any{
			form.ColKind: "调整时限", form.ColOld: "07-005", form.ColAfter: "2024-06-30", form.ColBasis: "会议纪要", form.ColApproved: "2023-05-20",
		})
	})
	g := newGrove(t, d.opt)
	worked := filepath.Join(g.dir, officeWorked)
	require.NoError(t, os.Rename(d.path(quarter.DirResult, quarter.ResultBook), worked))
	entries, err := os.ReadDir(d.path(quarter.DirFiled))
	require.NoError(t, err)
	for _, e := range entries {
		g.files = append(g.files, d.path(quarter.DirFiled, e.Name()))
	}
	g.files = append(g.files, worked)
	g.holds = []string{
		"核准例外!A=P03", "项目变更!I=会议纪要", "办公室修改!F=27", "办公室修改!D=(整行删除)", "重复与冲突核定!I=都不计",
		"未计入!C=旧版", "未计入!C=重复", "未计入!C=冲突未采用", "未计入!C=错误",
	}
	return g
}

// rehearsedGrove are invented workbooks in many layouts, some with faults.
func rehearsedGrove(t *testing.T) *grove {
	from := filepath.Join(t.TempDir(), "2023Q2")
	g := newGrove(t, quarter.Options{Date: today, PlanPath: filepath.Join(from, quarter.PlanFile)})
	require.NoError(t, quarter.Open(quarter.Options{Date: today}).Rehearse(t.Context(), from, quarter.Campaign{Units: 10, Rows: 5, Mess: 0.6, Seed: 4}))
	entries, err := os.ReadDir(filepath.Join(from, quarter.DirFiled))
	require.NoError(t, err)
	for _, e := range entries {
		g.files = append(g.files, filepath.Join(from, quarter.DirFiled, e.Name()))
	}
	return g
}
