package rehearse

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

var q2 = plan.Quarter{Year: 2023, N: 2}

// collect is all of a campaign.
func collect(t *testing.T, opt Options) (*Campaign, []SampleFile, Expected) {
	t.Helper()
	c, err := NewCampaign(opt)
	require.NoError(t, err)
	var files []SampleFile
	for f, err := range c.Files() {
		require.NoError(t, err)
		files = append(files, f)
	}
	last := files[len(files)-1]
	require.Equal(t, ExpectedName, last.Path)
	var want Expected
	require.NoError(t, json.Unmarshal(last.Data, &want))
	return c, files[:len(files)-1], want
}

// The files of a campaign have paths of their own, in them every fault there is is
// shown, and they are read as the campaign expects.
func TestCampaignIsReadAsExpected(t *testing.T) {
	slowtest.Long(t)
	for q, units := range map[plan.Quarter]int{q2: 120, {Year: 2022, N: 1}: 40, {Year: 2025, N: 4}: 40} {
		t.Run(q.String(), func(t *testing.T) {
			c, files, want := collect(t, Options{Units: units, Rows: 14, Mess: 0.9, Seed: 5, Quarter: q})
			if q == q2 {
				allFaultsAreShown(t, want)
			}
			paths := map[string]bool{}
			for i, f := range files {
				assert.False(t, paths[f.Path], "%s twice", f.Path)
				paths[f.Path] = true
				for _, d := range disagreements(want.Files[i], read(f, c.Plan, q)) {
					t.Error(d)
				}
			}
		})
	}
}

// Every fault is broken by itself in layouts that differ the most.
func TestFaultsShowInEveryKindOfLayout(t *testing.T) {
	slowtest.Long(t)
	c, err := NewCampaign(Options{Units: 30, Rows: 12, Seed: 9, Quarter: q2})
	require.NoError(t, err)
	for i, l := range layouts {
		switch l.name {
		case "01-规范表", "02-合并单元格", "04-分组行", "07-别名", "17-合计在上":
		default:
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			try := func(rule string, seed int, spoil func(*rand.Rand, *submission)) {
				r := rand.New(rand.NewPCG(uint64(i), uint64(seed)))
				s := c.submission(r, i)
				s.layout = l
				spoil(r, s)
				f, want, err := s.build(c.Plan)
				require.NoError(t, err)
				for _, d := range disagreements(want, read(f, c.Plan, q2)) {
					t.Error(rule, d)
				}
			}
			for k := range rowFaults {
				if f := &rowFaults[k]; f.fitsLayout(c.Plan, &l) {
					try(f.rule, k, func(r *rand.Rand, s *submission) { c.messRow(r, s, f) })
				}
			}
			for k, f := range fileFaults {
				if f.fitsLayout(&l) {
					try(f.rule, len(rowFaults)+k, func(_ *rand.Rand, s *submission) { f.apply(c.Plan, s) })
				}
			}
		})
	}
}

// allFaultsAreShown looks for every fault there is in what a campaign expects.
func allFaultsAreShown(t *testing.T, want Expected) {
	t.Helper()
	shown := map[string]bool{}
	for _, f := range want.Files {
		for _, e := range f.Expect {
			shown[e.Rule] = true
		}
	}
	for _, f := range rowFaults {
		assert.True(t, shown[f.rule], f.rule)
	}
	for _, f := range fileFaults {
		assert.True(t, shown[f.rule], f.rule)
	}
	for _, rule := range []string{"L04", "L10", "M07", "T07", "U08", "U09"} {
		assert.True(t, shown[rule], rule)
	}
}

func TestEveryRuleOfOneFileHasAFault(t *testing.T) {
	has := map[string]bool{
		"C03": true, "L04": true, "L10": true, "M07": true, "T07": true, "U08": true, "U09": true, // come with layouts and projects
		"F06": true,                           // takes two files
		"F09": true, "F10": true, "U11": true, // take a folder of reports
		"P05": true, "L17": true, // take last quarter
		"C07": true, // takes a returned file
	}
	for _, f := range rowFaults {
		has[f.rule] = true
		has[f.also.rule] = true
	}
	for _, f := range fileFaults {
		has[f.rule] = true
	}
	for _, r := range plan.Builtin().Rules {
		if family := r.Code[0]; family != 'H' && family != 'X' {
			assert.True(t, has[r.Code], "no fault shows %s", r.Code)
		}
	}
}

func TestSameSeedGivesTheSameBytes(t *testing.T) {
	slowtest.Long(t)
	opt := Options{Units: 40, Rows: 6, Mess: 0.7, Seed: 11, Quarter: q2}
	_, a, _ := collect(t, opt)
	_, b, _ := collect(t, opt)
	require.Len(t, b, len(a))
	for i := range a {
		assert.Equal(t, a[i].Path, b[i].Path)
		assert.True(t, string(a[i].Data) == string(b[i].Data), a[i].Path)
	}
	opt.Seed++
	other, err := NewCampaign(opt)
	require.NoError(t, err)
	for f, err := range other.Files() {
		require.NoError(t, err)
		assert.False(t, string(a[0].Data) == string(f.Data), "another seed, the same workbook")
		break
	}
}

func TestUnitNamesAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for i := range MaxUnits {
		require.False(t, seen[unitName(i)], unitName(i))
		seen[unitName(i)] = true
	}
	assert.GreaterOrEqual(t, MaxUnits, 10_000)
}

func TestNewCampaignRefuses(t *testing.T) {
	sound := Options{Units: 3, Rows: 2, Mess: 0.5, Seed: 1, Quarter: q2}
	for name, spoil := range map[string]func(*Options){
		"no units":        func(o *Options) { o.Units = 0 },
		"too many units":  func(o *Options) { o.Units = MaxUnits + 1 },
		"no rows":         func(o *Options) { o.Rows = 0 },
		"mess above one":  func(o *Options) { o.Mess = 1.5 },
		"mess below zero": func(o *Options) { o.Mess = -0.1 },
		"foreign quarter": func(o *Options) { o.Quarter = plan.Quarter{Year: 2030, N: 1} },
	} {
		t.Run(name, func(t *testing.T) {
			opt := sound
			spoil(&opt)
			_, err := NewCampaign(opt)
			assert.Error(t, err)
		})
	}
}
