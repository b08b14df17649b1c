package pdf

import (
	"strings"

	"jingpin/internal/report"
)

// section sets a section's paragraphs under its heading; the late projects'
// table stands between the overview and the single projects.
func (w *writer) section(s report.Section) []Block {
	blocks := []Block{Heading{Level: 1, Text: s.Heading, Anchor: Anchor{Name: s.ID, Bookmark: s.Heading}}}
	table := w.tableOf(s)
	for _, p := range s.Paragraphs {
		if p.Heading != "" || p.Lead != "" {
			blocks, table = append(blocks, table...), nil
		}
		if p.Heading != "" {
			blocks = append(blocks, Heading{Level: 2, Text: p.Heading, Anchor: Anchor{Name: p.ID, Bookmark: p.Heading, Level: 1}})
		}
		blocks = append(blocks, w.paragraphs(p)...)
	}
	return append(blocks, table...)
}

// paragraphs are a paragraph's lines, each set as a paragraph: the office may
// have written several in its cell.
func (w *writer) paragraphs(p report.Paragraph) []Block {
	runs := w.linked(Run{Text: p.Lead, Style: Strong}, p.Numbers)
	var blocks []Block
	for _, line := range strings.Split(strings.TrimSpace(p.Text), "\n") {
		if line = strings.TrimSpace(line); line != "" || p.Text == "" && p.Lead != "" {
			blocks = append(blocks, Paragraph{Runs: append(runs, w.linked(Run{Text: line}, p.Numbers)...)})
			runs = nil
		}
	}
	return blocks
}

// tableOf is the table that belongs to a section's text.
func (w *writer) tableOf(s report.Section) []Block {
	if s.ID == "late" && len(w.Late) > 0 {
		return w.lateTable()
	}
	return nil
}

// linked parts a run so that the names of projects, in the order of their
// numbers, lead to their rows in the list.
func (w *writer) linked(run Run, numbers []string) []Run {
	var runs []Run
	for _, n := range numbers {
		name := w.titles[n]
		before, after, found := strings.Cut(run.Text, name)
		if !found || name == "" {
			continue
		}
		runs = append(runs, Run{Text: before, Style: run.Style}, Run{Text: name, Style: run.Style, Link: projectAnchor(n)})
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
