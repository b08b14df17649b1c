package quarterly

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// A blockWriter maps a report to blocks.
type blockWriter struct {
	*report.Report
	opt    Options
	titles map[string]string // of the listed projects, by number
}

// listed tells whether every project is listed.
func (w *blockWriter) listed() bool { return w.opt.FullList || len(w.Projects) <= listUnasked }

// Document is a report as blocks, which the PDF and the Word draft draw.
func Document(r *report.Report, opt Options) layout.Document {
	w := &blockWriter{Report: r, opt: opt, titles: make(map[string]string, len(r.Projects))}
	for i := range r.Projects {
		w.titles[r.Projects[i].Number] = r.Projects[i].Project.Title()
	}
	doc := layout.Document{Meta: w.properties()}
	doc.Blocks = w.opening()
	doc.FirstPage = len(doc.Blocks)
	if opt.Summary {
		doc.Limit, doc.Rest = summaryPages, "（以下从略，全文见季度报告）"
	} else {
		doc.Blocks = append(doc.Blocks, layout.Contents{Heading: "目　　录", Over: pagesUnaided})
	}
	for _, s := range r.Sections[min(1, len(r.Sections)):] {
		if s.ID != report.RulesSection {
			doc.Blocks = append(doc.Blocks, w.section(s)...)
		}
	}
	doc.Blocks = append(doc.Blocks, w.closing())
	doc.Body, doc.BodyPages = len(doc.Blocks), report.BodyPages
	if len(r.Projects) > report.FewProjects {
		doc.BodyPages = report.BodyPagesMany
	}
	if opt.Summary {
		return doc
	}
	for _, a := range w.annexes() {
		doc.Blocks = append(doc.Blocks, layout.PageBreak{Landscape: !a.upright}, a.title())
		doc.Blocks = append(doc.Blocks, a.blocks(w)...)
	}
	return doc
}

// properties are the document's properties and what every page carries.
func (w *blockWriter) properties() layout.Properties {
	m := w.Meta
	meta := layout.Properties{
		Title: m.Title, Author: m.Office, Subject: m.Plan + m.Quarter.Chinese() + "推进情况",
		Keywords: strings.Join([]string{m.Street, m.PlanShort, "季度报告", m.Quarter.Chinese()}, "、"),
		Date:     cmp.Or(m.Date, m.AsOf).Time(), Header: m.Header,
	}
	if w.opt.Code != "" {
		meta.Code = codeMark + w.opt.Code
		meta.Keywords += "、" + meta.Code
	}
	return meta
}

// opening is page one: the title, and the first section with the table of the
// tracks.
func (w *blockWriter) opening() []layout.Block {
	blocks := []layout.Block{layout.Title{Parts: w.titleParts()}}
	if len(w.Sections) == 0 {
		return append(blocks, w.trackTable()...)
	}
	return append(blocks, w.section(w.Sections[0])...)
}

// titleParts are the parts between which the title's lines may end: the
// street, the plan, the quarter, what the paper is.
func (w *blockWriter) titleParts() []string {
	quarter := w.Meta.Quarter.Chinese()
	before, after, _ := strings.Cut(w.Meta.Title, quarter)
	rest, _ := strings.CutPrefix(before, w.Meta.Street)
	var parts []string
	whose := ""
	if w.Meta.Leader != "" {
		whose = "（" + w.Meta.Leader + "）"
	}
	for _, p := range []string{strings.TrimSuffix(before, rest), rest, quarter, after, whose} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// closing ends the text: the annexes, the office, the date.
func (w *blockWriter) closing() layout.Block {
	end := layout.Closing{Lines: []string{w.Meta.Office, cmp.Or(w.Meta.Date, w.Meta.AsOf).Chinese()}}
	if !w.opt.Summary {
		for _, a := range w.annexes() {
			end.Annexes = append(end.Annexes, layout.Run{Text: a.name, Link: a.label})
		}
	}
	return end
}

// An annex is one of the tables and pictures behind the text.
type annex struct {
	label, name string
	upright     bool
	blocks      func(*blockWriter) []layout.Block
}

// annexes are the annexes in order. Without projects only the departments have
// something to show.
func (w *blockWriter) annexes() []annex {
	units := annex{name: "部门推进情况", blocks: (*blockWriter).unitAnnex}
	rules := annex{name: "统计口径和任务覆盖", upright: true, blocks: (*blockWriter).rulesAnnex}
	all := []annex{units, rules}
	switch {
	case w.Meta.Leader != "":
		all = []annex{{name: "分管项目表", blocks: (*blockWriter).leaderAnnex}}
	case len(w.Projects) > 0:
		all = []annex{
			{name: "项目一览表", blocks: (*blockWriter).projectAnnex},
			units,
			{name: "分管领导项目表", blocks: (*blockWriter).leaderAnnex},
			{name: "亮灯对照、投资和到期情况", upright: true, blocks: (*blockWriter).pictureAnnex},
			rules,
		}
	}
	if len(w.Streets) > 0 {
		all = slices.Insert(all, 0, annex{name: "各街道推进情况", blocks: (*blockWriter).streetAnnex})
	}
	for i := range all {
		all[i].label = "附件"
		if len(all) > 1 {
			all[i].label += plan.Count(i + 1)
		}
	}
	return all
}

// rulesAnnex tells how the figures are made.
func (w *blockWriter) rulesAnnex() []layout.Block {
	var blocks []layout.Block
	for _, s := range w.Sections {
		if s.ID == report.RulesSection {
			for _, p := range s.Paragraphs {
				blocks = append(blocks, w.paragraphs(p)...)
			}
		}
	}
	return blocks
}

func (a annex) title() layout.Block {
	return layout.Title{Label: a.label, Parts: []string{a.name}, Anchor: layout.Anchor{Name: a.label, Bookmark: a.label + " " + a.name}}
}
