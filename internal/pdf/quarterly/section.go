package quarterly

import (
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/report"
)

// section sets a section's paragraphs under its heading. The table of the
// tracks stands after the first paragraph of all.
func (w *blockWriter) section(s report.Section) []layout.Block {
	blocks := []layout.Block{layout.Heading{Level: 1, Text: s.Heading, Anchor: layout.Anchor{Name: s.ID, Bookmark: s.Heading}}}
	for i, p := range s.Paragraphs {
		if p.Heading != "" && !p.Omitted {
			blocks = append(blocks, layout.Heading{Level: 2, Text: p.Heading, Anchor: layout.Anchor{Name: p.ID, Bookmark: p.Heading, Level: 1}})
		}
		if !p.Omitted {
			blocks = append(blocks, w.paragraphs(p)...)
		}
		if s.ID == "overall" && i == 0 {
			blocks = append(blocks, w.trackTable()...)
		}
	}
	return blocks
}

// paragraphs are a paragraph's lines, each set as a paragraph: the office may
// have written several in its cell.
func (w *blockWriter) paragraphs(p report.Paragraph) []layout.Block {
	runs := w.linked(layout.Run{Text: p.Lead, Style: layout.Strong}, p.Numbers)
	var blocks []layout.Block
	for _, line := range strings.Split(strings.TrimSpace(p.Text), "\n") {
		if line = strings.TrimSpace(line); line != "" || p.Text == "" && p.Lead != "" {
			blocks = append(blocks, layout.Paragraph{Runs: append(runs, w.linked(layout.Run{Text: line}, p.Numbers)...), Label: p.ID})
			runs = nil
		}
	}
	return blocks
}

// linked parts a run so that the names of projects, in the order of their
// numbers, lead to their rows in the list.
func (w *blockWriter) linked(run layout.Run, numbers []string) []layout.Run {
	var runs []layout.Run
	for _, n := range numbers {
		name := w.titles[n]
		before, after, found := strings.Cut(run.Text, name)
		if !found || name == "" {
			continue
		}
		runs = append(runs, layout.Run{Text: before, Style: run.Style}, layout.Run{Text: name, Style: run.Style, Link: projectAnchor(n)})
		run.Text = after
	}
	return append(runs, run)
}

// projectAnchor names a project's row in the list; a project without a number
// has none.
func projectAnchor(number string) string {
	if number == "" {
		return ""
	}
	return "项目" + number
}
