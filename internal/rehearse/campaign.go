package rehearse

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// Options say what a campaign is like.
type Options struct {
	Units   int     // 1 to MaxUnits
	Rows    int     // of each unit, 1 or more
	Mess    float64 // share of the workbooks with faults, 0 to 1
	Seed    uint64
	Quarter plan.Quarter
}

// Campaign is a collection of invented workbooks. Its parts can be made in any
// order: each depends on the options and its own place only.
type Campaign struct {
	Plan *plan.Plan // the built-in one with invented units
	opt  Options
}

// Names of what stands beside the workbooks.
const (
	ExpectedName = "expected.json"
	folder       = "上报/"
)

// NewCampaign prepares a campaign. The error is Chinese and says which option
// cannot be.
func NewCampaign(opt Options) (*Campaign, error) {
	switch {
	case opt.Units < 1 || opt.Units > MaxUnits:
		return nil, fmt.Errorf("部门数应在1到%d之间", MaxUnits)
	case opt.Rows < 1:
		return nil, errors.New("每个部门至少一个项目")
	case !(opt.Mess >= 0 && opt.Mess <= 1): // no number either
		return nil, errors.New("有差错的比例应在0到1之间")
	}
	p, err := plan.Parse([]tabular.Table{unitTable(opt.Units)})
	if err != nil {
		return nil, err
	}
	if y := opt.Quarter.Year; y < p.Info.FirstYear || y > p.Info.LastYear {
		return nil, fmt.Errorf("季度应在%d年到%d年之间", p.Info.FirstYear, p.Info.LastYear)
	}
	return &Campaign{p, opt}, nil
}

// unitTable is the plan's 部门 table with invented units.
func unitTable(units int) tabular.Table {
	t := tabular.Table{Name: "部门", Where: "演练", Header: []string{"名称", "全称", "别名", "报送方式", "汇总单位", "分管领导"}}
	for i := range units {
		t.Rows = append(t.Rows, tabular.Row{Number: i + 2, Cells: []string{
			unitName(i), "", "", plan.ReportsItself, "", fmt.Sprintf("第%d片区副组长", i%9+1),
		}})
	}
	return t
}

// Files are the campaign's workbooks under 上报 and last expected.json, made
// one at a time.
func (c *Campaign) Files() iter.Seq2[SampleFile, error] {
	return func(yield func(SampleFile, error) bool) {
		want := Expected{Quarter: c.opt.Quarter.String()}
		for i := range c.opt.Units {
			f, e, err := c.workbook(i)
			if !yield(f, err) || err != nil {
				return
			}
			if c.opt.Units*c.opt.Rows > listedProjects {
				e.Projects = []ExpectedProject{}
			}
			want.Files = append(want.Files, e)
		}
		b, err := encode(want)
		yield(SampleFile{ExpectedName, b}, err)
	}
}

// listedProjects is how many projects expected.json lists; larger campaigns
// have their findings and counts listed only.
const listedProjects = 50_000

// workbook makes the i-th unit's workbook.
func (c *Campaign) workbook(i int) (SampleFile, ExpectedFile, error) {
	r := rand.New(rand.NewPCG(c.opt.Seed, uint64(i)))
	s := c.submission(r, i)
	messy := int(float64(i+1)*c.opt.Mess) > int(float64(i)*c.opt.Mess)
	if messy {
		c.mess(r, s, int(float64(i)*c.opt.Mess))
	} else {
		s.layout = pick(r, layouts)
	}
	if isForm(&s.layout) && s.identity == nil && s.in.unit == s.unit {
		s.identity = &form.Identity{Template: c.Plan.Info.TemplateVersion, Plan: c.Plan.FormDigest(), Unit: s.unit, Quarter: s.in.quarter}
	}
	return s.build(c.Plan)
}

func (c *Campaign) submission(r *rand.Rand, i int) *submission {
	unit := c.Plan.Units[i]
	v := &invention{r, c.Plan, unit, c.opt.Quarter, c.opt.Quarter.Last()}
	return &submission{
		path: folder + unit.Name + ".xlsx", serial: "-" + strconv.Itoa(i+1), unit: unit.Name,
		in: filled{unit: unit.Name, quarter: c.opt.Quarter, asOf: c.opt.Quarter.Last(), rows: v.rows(c.opt.Rows)},
	}
}

// mess gets the n-th faulty workbook wrong: one in three as a file, the others
// in two of their rows. The faults take turns, so that a campaign of some
// hundred workbooks shows every one.
func (c *Campaign) mess(r *rand.Rand, s *submission, n int) {
	if n%3 == 0 && c.messFile(r, s, fileFaults[n/3%len(fileFaults)]) {
		return
	}
	k := 2 * (n - n/3)
	a, b := &rowFaults[k%len(rowFaults)], &rowFaults[(k+1)%len(rowFaults)]
	s.layout = pick(r, fitting(func(l *sheetLayout) bool { return a.fitsLayout(c.Plan, l) && b.fitsLayout(c.Plan, l) }))
	c.messRow(r, s, a)
	c.messRow(r, s, b)
}

// messFile reports whether the submission has enough rows for the fault.
func (c *Campaign) messFile(r *rand.Rand, s *submission, f fileFault) bool {
	sound := 0
	for _, row := range s.in.rows {
		if !noted(c.Plan, row.project) {
			sound++
		}
	}
	if sound < f.needs {
		return false
	}
	s.layout = pick(r, fitting(f.fitsLayout))
	f.apply(c.Plan, s)
	return true
}

// messRow strikes a row the fault fits, if there is one.
func (c *Campaign) messRow(r *rand.Rand, s *submission, f *rowFault) {
	for _, i := range r.Perm(len(s.in.rows)) {
		m := &mishap{c.Plan, s, i}
		if m.fit() && (f.fits == nil || f.fits(m)) {
			f.strike(m)
			return
		}
	}
}

// fitting are the layouts a fault shows in. The form's own shows all.
func fitting(fits func(*sheetLayout) bool) []sheetLayout {
	return slices.DeleteFunc(slices.Clone(layouts), func(l sheetLayout) bool { return !fits(&l) })
}
