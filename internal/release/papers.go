package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jingpin/internal/pdf/layout"
)

// papers are what people print: 使用说明 is the README's part for users, 填报须知
// its page for departments alone.
func (r *release) papers() (guide, notes []byte, err error) {
	readme, err := os.ReadFile(filepath.Join(r.source, "README.md"))
	if err != nil {
		return nil, nil, err
	}
	users := section(string(readme), "## 使用说明")
	departments := section(users, "### 部门填报人")
	if users == "" || departments == "" {
		return nil, nil, fmt.Errorf("README.md has no section 使用说明 with one 部门填报人")
	}
	if guide, err = r.paper("使用说明", users); err != nil {
		return nil, nil, err
	}
	notes, err = r.paper("填报须知", departments)
	return guide, notes, err
}

// section is what stands under a heading, to the next of its level or above.
func section(text, heading string) string {
	_, rest, found := strings.Cut("\n"+text, "\n"+heading+"\n")
	if !found {
		return ""
	}
	level := strings.Count(heading, "#")
	var lines []string
	for _, line := range strings.Split(rest, "\n") {
		if n := len(line) - len(strings.TrimLeft(line, "#")); n > 0 && n <= level && strings.HasPrefix(line[n:], " ") {
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// paper sets a text of the README's kind as a document.
func (r *release) paper(title, text string) ([]byte, error) {
	blocks := append([]layout.Block{layout.Title{Parts: []string{title}}}, blocksOf(text)...)
	blocks = append(blocks, layout.Closing{Lines: []string{"jingpin " + r.tag, r.made.Format("2006年1月2日")}})
	doc := layout.Document{
		Meta: layout.Properties{Title: "精品 " + title, Author: "jingpin", Subject: title, Keywords: "精品、" + title, Date: r.made}, Blocks: blocks,
	}
	faces := layout.BuiltInFaces()
	if missing := faces.Missing(doc); len(missing) > 0 {
		return nil, fmt.Errorf("%s: no font has %q", title, string(missing))
	}
	var out bytes.Buffer
	err := layout.Draw(&out, doc, faces)
	return out.Bytes(), err
}

// blocksOf are the blocks of a text in Markdown, as far as the README uses it:
// headings, paragraphs, lists, tables and code. Pictures are left out.
func blocksOf(text string) []layout.Block {
	var blocks []layout.Block
	var paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			blocks = append(blocks, layout.Paragraph{Runs: runsOf(strings.Join(paragraph, ""))})
			paragraph = nil
		}
	}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		switch {
		case strings.HasPrefix(line, "|"):
			flush()
			from := i
			for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "|") {
				i++
			}
			blocks = append(blocks, tableOf(lines[from:i+1])...)
		case strings.HasPrefix(line, "```"):
			flush()
			for i++; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
				blocks = append(blocks, layout.Paragraph{Runs: []layout.Run{{Text: lines[i]}}})
			}
		case line == "", strings.HasPrefix(line, "!["):
			flush()
		case strings.HasPrefix(line, "#"):
			flush()
			blocks = append(blocks, layout.Heading{Level: 1, Text: strings.TrimLeft(line, "# ")})
		case strings.HasPrefix(line, "- "):
			flush()
			paragraph = append(paragraph, strings.TrimPrefix(line, "- "))
		default:
			if dot := strings.Index(line, ". "); dot > 0 && strings.Trim(line[:dot], "0123456789") == "" {
				flush()
			}
			paragraph = append(paragraph, line)
		}
	}
	flush()
	return blocks
}

// runsOf are the runs of a line: what stands between ** is strong, the marks of
// code are left out.
func runsOf(line string) []layout.Run {
	var runs []layout.Run
	for i, part := range strings.Split(strings.ReplaceAll(line, "`", ""), "**") {
		if part == "" {
			continue
		}
		style := layout.Plain
		if i%2 == 1 {
			style = layout.Strong
		}
		runs = append(runs, layout.Run{Text: part, Style: style})
	}
	return runs
}

// tableOf is a table, none for one of pictures.
func tableOf(lines []string) []layout.Block {
	cells := func(line string) []string {
		parts := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range parts {
			parts[i] = strings.NewReplacer("`", "", "**", "").Replace(strings.TrimSpace(parts[i]))
		}
		return parts
	}
	table := layout.Table{Size: 10.5}
	for _, head := range cells(lines[0]) {
		table.Columns = append(table.Columns, layout.Column{Heads: []string{head}})
	}
	for _, line := range lines[min(2, len(lines)):] {
		if strings.Contains(line, "![") {
			return nil
		}
		row := layout.Row{}
		for _, text := range cells(line) {
			row.Cells = append(row.Cells, layout.Cell{Text: text})
		}
		table.Rows = append(table.Rows, row)
	}
	return []layout.Block{table}
}
