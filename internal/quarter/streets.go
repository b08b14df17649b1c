package quarter

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
)

// A district merges the consolidated workbooks of its streets. Each street's
// share is merged as its own office merges it, by its own plan, decisions and
// last quarter; then the portfolios are laid side by side. So like-named units
// and projects of two streets never meet, and it does not matter in which order
// and groups the workbooks are merged.

// sharesOf is what a consolidated workbook brings of streets other than the
// plan's, or of several; nil for the plan's own street's.
func sharesOf(workbook *intake.Consolidated, p *plan.Plan) []intake.StreetPart {
	if len(workbook.Shares) > 0 {
		return workbook.Shares
	}
	if workbook.Street == "" || workbook.Street == p.Info.Street {
		return nil
	}
	return []intake.StreetPart{{
		StreetShare: filing.StreetShare{
			Street: workbook.Street, Plan: workbook.Plan.OwnTables(), Previous: workbook.Previous, Office: workbook.Office,
			Attachments: workbook.Head.Attachments, Submissions: workbook.Submissions,
		},
		Plan: workbook.Plan,
	}}
}

// addShares adds what other streets have brought. Two shares of one street are
// one: the union of what was sent and of what its office did.
func (j *job) addShares(in mail.Item, shares []intake.StreetPart, c *collection) error {
	for _, s := range shares {
		if !j.plan.Joins(s.Plan) {
			return runner.Misused("“%s”里%s的专项行动、重点任务或者年份和%s的不一样，不能合并成一份。请用 --plan 写明大家共用的方案。", in.Name, s.Street, j.planName)
		}
		i := slices.IndexFunc(c.others, func(o intake.StreetPart) bool { return o.Street == s.Street })
		if i < 0 {
			c.others = append(c.others, s)
			continue
		}
		o := &c.others[i]
		if o.Plan.Digest() != s.Plan.Digest() {
			return runner.Misused("“%s”是%s按另一份方案汇总的，和前面的对不上。同一个街道请只用最新的一份汇总表。", in.Name, s.Street)
		}
		o.Submissions = slices.Concat(o.Submissions, s.Submissions)
		o.Attachments = slices.Concat(o.Attachments, s.Attachments)
		o.Office = o.Office.With(s.Office)
		o.Previous = cmp.Or(o.Previous, s.Previous)
	}
	return nil
}

// addSilent adds the streets that the last quarter's workbook named by --previous
// has, and of which nothing has come: their projects stay, with what is known of them.
func (j *job) addSilent(c *collection) error {
	if j.Previous == "" || len(c.others) == 0 {
		return nil
	}
	data, err := os.ReadFile(j.Previous)
	if err != nil {
		return runner.OpenError(j.Previous, err)
	}
	workbook := j.read(intake.Received{Path: filepath.Base(j.Previous), Data: data}, intake.Options{}).Consolidated
	if workbook == nil || !workbook.Head.Quarter.Before(c.opt.Quarter) {
		return nil
	}
	var silent []string
	for _, s := range workbook.Shares {
		if slices.ContainsFunc(c.others, func(o intake.StreetPart) bool { return o.Street == s.Street }) || s.Street == j.plan.Info.Street {
			continue
		}
		left := portfolio.Merge(portfolio.Input{
			Plan: s.Plan, Quarter: workbook.Head.Quarter, AsOf: workbook.Head.AsOf, Today: workbook.Head.AsOf, Until: j.Date,
			Submissions: s.Submissions, Attachments: s.Attachments, Previous: s.Previous, Office: s.Office,
		}).Library()
		c.others = append(c.others, intake.StreetPart{
			StreetShare: filing.StreetShare{Street: s.Street, Plan: s.StreetShare.Plan, Previous: &left}, Plan: s.Plan,
		})
		silent = append(silent, s.Street)
	}
	if len(silent) > 0 {
		j.note("%s没有报来汇总表，项目沿用%s的数据。", strings.Join(silent, "、"), workbook.Head.Quarter.Chinese())
	}
	return nil
}

// settleOwn takes the only street there is for the office's own: a look at one
// street is no merge of several. Of a district that is all there is in its report.
func (j *job) settleOwn(c *collection, sent bool) {
	if sent || len(c.subs) > 0 || len(c.others) != 1 {
		return
	}
	only := c.others[0]
	j.note("这次只有%s一个街道的汇总表，别的街道的项目不在里面。上季度的汇总表用 --previous 写明，就接着列出。", only.Street)
	c.others = nil
	c.subs, c.office, c.library, c.carried = only.Submissions, c.office.With(only.Office), only.Previous, append(c.carried, only.Attachments...)
}

// join merges what every street has brought and lays it side by side. From then
// on the plan is the one that joins theirs.
func (j *job) join(c *collection, own []*filing.Submission, library *filing.Library) (*portfolio.Portfolio, error) {
	shares := c.others
	if len(own) > 0 {
		shares = append(shares, intake.StreetPart{
			StreetShare: filing.StreetShare{
				Street: j.plan.Info.Street, Plan: j.plan.OwnTables(), Previous: library, Office: c.office, Submissions: own,
				Attachments: append(j.attached(c.Attachments), c.carried...),
			},
			Plan: j.plan,
		})
	}
	for i := range shares {
		office := collection{office: shares[i].Office}
		office.carry(shares[i].Previous, j.Date)
		shares[i].Office = office.office
	}
	parts, joined, err := j.sideBySide(shares, portfolio.Input{Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), Today: j.Date, Until: j.Date})
	if err != nil {
		return nil, err
	}
	for i, s := range shares {
		pf := parts[i]
		c.shares = append(c.shares, filing.StreetShare{
			Street: s.Street, Plan: s.StreetShare.Plan, Previous: s.Previous, Office: pf.Office, Attachments: pf.Attachments,
			Submissions: sentTo(s.Street, pf.Submissions),
		})
	}
	if !slices.Contains(joined.Plan.Streets, joined.Plan.Info.Street) && joined.Plan.Info.Street != j.plan.Info.Street {
		j.note("合并了%d个街道，报告写作“%s”。要用区里的名称，请用 --plan 给出区里的方案。", len(shares), joined.Plan.Info.Street)
	}
	j.plan = joined.Plan
	return joined, nil
}

// sideBySide sorts the shares by street, merges each as in says, and joins the
// portfolios. Where the plan at hand is one street's own, that of the first
// stands for all, whichever was at hand: no street's is the district's.
func (j *job) sideBySide(shares []intake.StreetPart, in portfolio.Input) (parts []*portfolio.Portfolio, joined *portfolio.Portfolio, err error) {
	slices.SortFunc(shares, func(a, b intake.StreetPart) int { return cmp.Compare(a.Street, b.Street) })
	base, plans := j.plan, []*plan.Plan{}
	for _, s := range shares {
		if s.Street == j.plan.Info.Street {
			base = shares[0].Plan
		}
		in.Plan, in.Submissions, in.Attachments, in.Previous, in.Office = s.Plan, s.Submissions, s.Attachments, s.Previous, s.Office
		plans, parts = append(plans, s.Plan), append(parts, portfolio.Merge(in))
	}
	p, err := plan.Join(base, plans)
	if err != nil {
		return nil, nil, runner.Misused("几个街道的部门合不到一起：%s", err)
	}
	return parts, portfolio.Join(p, parts), nil
}

// sentTo marks submissions as sent to the office of a street.
func sentTo(street string, subs []*filing.Submission) []*filing.Submission {
	marked := make([]*filing.Submission, len(subs))
	for i, s := range subs {
		sent := *s
		sent.Office = street
		marked[i] = &sent
	}
	return marked
}
