package portfolio_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What a unit leaves out and what it reports instead may be one project: then both
// count, and the office is asked; its approval joins them.
func TestOtherNamesForOneProjectAreSuspected(t *testing.T) {
	costs := func(total string) change { return set("total", total) }
	p := func(name string, changes ...change) filing.Project { return project(6, name, changes...) }
	for _, test := range []struct {
		was, now []filing.Project
		want     filing.Change
		after    int // projects, once it is approved
	}{
		{
			[]filing.Project{p("锦绣坊街角花园", costs("100"))}, []filing.Project{p("锦绣坊口袋花园", costs("120"))},
			filing.Change{Kind: "更名", Before: "锦绣坊街角花园", After: "锦绣坊口袋花园"}, 1,
		},
		{
			[]filing.Project{p("听涛苑雨污分流", costs("400")), p("望江苑外墙修缮", costs("300"))}, []filing.Project{p("两处综合整治", costs("700"))},
			filing.Change{Kind: "合并", Before: "听涛苑雨污分流、望江苑外墙修缮", After: "两处综合整治"}, 1,
		},
		{
			[]filing.Project{p("望江苑外墙修缮", costs("300"))}, []filing.Project{p("东侧立面", costs("100")), p("西侧立面", costs("200"))},
			filing.Change{Kind: "拆分", Before: "望江苑外墙修缮", After: "东侧立面、西侧立面"}, 2,
		},
		{ // named after it: they need not add up
			[]filing.Project{p("望江苑外墙修缮", costs("300"))},
			[]filing.Project{p("望江苑外墙修缮（一期）", costs("180")), p("门禁系统更新", costs("20")), p("望江苑外墙修缮（二期）", costs("150"))},
			filing.Change{Kind: "拆分", Before: "望江苑外墙修缮", After: "望江苑外墙修缮（一期）、望江苑外墙修缮（二期）"}, 3,
		},
		{
			[]filing.Project{p("望江苑外墙修缮", costs("300"))},
			[]filing.Project{p("望江苑外墙修缮", set("sub", "1-5号楼"), costs("180")), p("望江苑外墙修缮", set("sub", "6-9号楼"), costs("150"))},
			filing.Change{Kind: "拆分", Before: "望江苑外墙修缮", After: "望江苑外墙修缮(1-5号楼)、望江苑外墙修缮(6-9号楼)"}, 2,
		},
		{
			[]filing.Project{p("望江苑外墙修缮", set("sub", "东侧"), costs("180")), p("望江苑外墙修缮", set("sub", "西侧"), costs("150"))},
			[]filing.Project{p("望江苑外墙修缮", costs("300"))},
			filing.Change{Kind: "合并", Before: "望江苑外墙修缮(东侧)、望江苑外墙修缮(西侧)", After: "望江苑外墙修缮"}, 1,
		},
		{ // another name and another start, and it costs what it did and ends when it did
			[]filing.Project{p("听涛苑雨污分流", costs("400"), set("start", "2022-01-01"))}, []filing.Project{p("老旧管网更新", costs("400"), set("start", "2023-04-01"))},
			filing.Change{Kind: "更名", Before: "听涛苑雨污分流", After: "老旧管网更新"}, 1,
		},
		{
			was: []filing.Project{p("听涛苑雨污分流", costs("400"), set("start", "2022-01-01"), set("deadline", "2024-12-31"), set("content", "分流"))},
			now: []filing.Project{p("岗亭更新", costs("400"), set("start", "2023-04-01"), set("deadline", "2025-12-31"), set("content", "岗亭"))},
		},
		{was: []filing.Project{p("锦绣坊一期花园", costs("100"))}, now: []filing.Project{p("锦绣坊二期花园", costs("120"))}},
		{was: []filing.Project{p("锦绣坊街角花园", costs("100"))}, now: []filing.Project{p("门禁系统更新", costs("120"))}},
		{ // they do not add up
			was: []filing.Project{p("听涛苑雨污分流", costs("400")), p("望江苑外墙修缮", costs("300"))},
			now: []filing.Project{p("两处综合整治", costs("650"))},
		},
		{ // it could be either
			was: []filing.Project{p("锦绣坊街角花园", costs("100"))},
			now: []filing.Project{p("锦绣坊口袋花园", costs("120")), p("锦绣坊街心花园", costs("70"))},
		},
	} {
		stays := p("街巷改造", costs("5"))
		in := input(submission("管理办", append([]filing.Project{stays}, test.now...)...))
		in.Previous = libraryOf(submission("管理办", append([]filing.Project{stays}, test.was...)...))
		pf := portfolio.Merge(in)
		assert.Len(t, pf.Entries, 1+len(test.was)+len(test.now))
		if test.want.Kind == "" {
			assert.Empty(t, pf.Unapproved)
			continue
		}
		if assert.Len(t, pf.Unapproved, 1) {
			assert.Equal(t, []string{test.want.Kind, test.want.Before, test.want.After},
				[]string{pf.Unapproved[0].Kind, pf.Unapproved[0].Before, pf.Unapproved[0].After})
			approved := pf.Unapproved[0]
			approved.Basis, approved.Approved = "会议纪要", plan.Day(2023, 6, 1)
			in.Office.Changes = []filing.Change{approved}
			pf = portfolio.Merge(in)
			assert.Len(t, pf.Entries, 1+test.after)
			for _, c := range pf.Unapproved {
				assert.Contains(t, []string{filing.ChangeMoney, filing.ChangeStart}, c.Kind, "what else is new under its new name")
			}
			assert.Empty(t, pf.Stale)
			for _, e := range pf.Entries {
				if slices.Contains(strings.Split(test.want.After, "、"), e.Project.Title()) {
					assert.False(t, e.New, "%s goes on from what was", e.Project.Title())
				}
			}
		}
	}

	in := input(submission("管理办", p("锦绣坊口袋花园")))
	in.Previous = libraryOf(submission("服务办", p("锦绣坊街角花园", set("lead", "服务办"))))
	assert.Empty(t, portfolio.Merge(in).Unapproved, "of a unit that is silent nothing is known")
	in.Submissions = []*filing.Submission{submission("管理办", p("锦绣坊口袋花园", set("lead", "服务办")))}
	assert.Empty(t, portfolio.Merge(in).Unapproved, "nor where another reports for it")
}

// What the office approves as new is no old project, and what may be one says
// which.
func TestApprovedNewProjectsAreNotSuspected(t *testing.T) {
	costs := set("total", "100")
	in := input(submission("管理办", project(6, "街巷改造"), project(6, "锦绣坊口袋花园", costs)))
	in.Previous = libraryOf(submission("管理办", project(6, "街巷改造"), project(6, "锦绣坊街角花园", costs)))
	suspected := entry(t, portfolio.Merge(in), "锦绣坊口袋花园")
	assert.Equal(t, []string{numberOf(in.Previous, "锦绣坊街角花园")}, suspected.MaybeFrom)
	for _, c := range []filing.Change{{New: suspected.Number}, {After: "锦绣坊口袋花园"}} {
		c.Kind, c.Basis = filing.ChangeNew, "会议纪要"
		in.Office.Changes = []filing.Change{c}
		pf := portfolio.Merge(in)
		assert.Empty(t, pf.Unapproved)
		assert.Empty(t, entry(t, pf, "锦绣坊口袋花园").MaybeFrom)
	}
}

func numberOf(lib *filing.Library, name string) string {
	for _, s := range lib.Standings {
		if s.Project.Name == name {
			return s.Number
		}
	}
	return ""
}
