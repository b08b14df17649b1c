package quarter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// Terms are what the work in a quarter's folder goes by until the office chooses
// otherwise: whoever does it, on the page or by a command, and whenever. What is
// asked for in Options comes first. The zero Terms leave all to what the folder
// holds.
type Terms struct {
	AsOf     plan.Date // the data date
	Previous string    // last quarter's 汇总表, an absolute path
	First    bool      // there is no last quarter
	Plan     string    // a 方案.xlsx, an absolute path
	Summary  bool      // the first three pages alone are printed
	Full     bool      // all projects are printed
}

// The lines of TermsFile.
const (
	termsAsOf     = "数据截至"
	termsPrevious = "上季度的汇总表"
	termsFirst    = "没有上季度"
	termsPlan     = "方案"
	termsPages    = "报告"
	termsSummary  = "只印前三页"
	termsFull     = "附全部项目"
)

const termsHead = "# 这个季度照什么算，是在页面上选的；命令也照它，写了选项的以选项为准。\n# 删掉一行，或者删掉这个文件，就照部门的表和旁边的文件夹。\n"

// TermsOf is what the office has chosen for a quarter's folder.
func TermsOf(dir string) (g Terms, err error) {
	path := filepath.Join(dir, TermsFile)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return g, nil
	case err != nil:
		return g, runner.OpenError(path, err)
	}
	for i, line := range strings.Split(system.TextOf(data), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, _ := strings.Cut(strings.Replace(line, ":", "：", 1), "：")
		if !g.take(dir, strings.TrimSpace(key), strings.TrimSpace(value)) {
			return Terms{}, runner.Misused("“%s”第%d行看不懂：“%s”。请改好，或者删掉这一行。", folders.Shown(path), i+1, line)
		}
	}
	return g, nil
}

// take takes a line, and reports whether it was understood.
func (g *Terms) take(dir, key, value string) bool {
	var err error
	switch {
	case key == termsAsOf:
		g.AsOf, err = readDay(value)
	case key == termsFirst && value == "":
		g.First = true
	case key == termsPrevious && value != "":
		g.Previous, err = fromHere(dir, value)
	case key == termsPlan && value != "":
		g.Plan, err = fromHere(dir, value)
	case key == termsPages && value == termsSummary:
		g.Summary = true
	case key == termsPages && value == termsFull:
		g.Full = true
	default:
		return false
	}
	return err == nil
}

// readDay reads a day as the program or as people write it.
func readDay(text string) (plan.Date, error) {
	if day, err := plan.ParseDate(text); err == nil {
		return day, nil
	}
	day, err := time.Parse("2006年1月2日", text)
	return plan.DayOf(day), err
}

// fromHere is a path that is written as it is seen from a folder.
func fromHere(dir, path string) (string, error) {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path), nil
	}
	return filepath.Abs(filepath.Join(dir, path))
}

// seenFrom is a path as it is seen from a folder, so that both may be moved
// together.
func seenFrom(dir, path string) string {
	here, err := filepath.Abs(dir)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(here, path)
	if err != nil { // on another drive
		return path
	}
	return filepath.ToSlash(rel)
}

// lines are what TermsFile says.
func (g Terms) lines(dir string) []string {
	var lines []string
	add := func(said bool, key, value string) {
		if said {
			lines = append(lines, key+"："+value)
		}
	}
	add(g.AsOf != 0, termsAsOf, g.AsOf.String())
	if g.First {
		lines = append(lines, termsFirst)
	} else if g.Previous != "" {
		add(true, termsPrevious, seenFrom(dir, g.Previous))
	}
	if g.Plan != "" {
		add(true, termsPlan, seenFrom(dir, g.Plan))
	}
	add(g.Summary, termsPages, termsSummary)
	add(g.Full, termsPages, termsFull)
	return lines
}

// Follow writes down what the work in a quarter's folder is to go by.
func (d *Desk) Follow(ctx context.Context, dir string, g Terms) error {
	j := d.job(ctx)
	_, err := attend(j, func() (struct{}, error) {
		path := filepath.Join(dir, TermsFile)
		lines := g.lines(dir)
		if len(lines) > 0 {
			return struct{}{}, j.write(output.File{Path: path, Data: system.Letter(termsHead + strings.Join(lines, "\n") + "\n")})
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return struct{}{}, fmt.Errorf("删不了“%s”：%s", path, system.Reason(err))
		}
		return struct{}{}, nil
	})
	return err
}

// follow takes over what the office has chosen for the folder that all of the
// paths are in, but for what was asked for.
func (j *job) follow(paths []string) error {
	var roots []string
	for _, p := range paths {
		if !folders.IsFolder(p) {
			p = filepath.Dir(p)
		}
		roots = append(roots, p)
	}
	dirs := folders.Around(roots)
	if j.followed || len(dirs) != 1 {
		return nil
	}
	j.followed = true
	g, err := TermsOf(dirs[0])
	if err != nil || g == (Terms{}) {
		return err
	}
	j.AsOf, j.PlanPath = cmp.Or(j.AsOf, g.AsOf), cmp.Or(j.PlanPath, g.Plan)
	if j.Previous == "" && !j.First {
		j.Previous, j.First = g.Previous, g.First
	}
	j.Print.Summary = j.Print.Summary || g.Summary && !j.Final // what is settled is the whole report
	j.Print.Full = j.Print.Full || g.Full
	j.chosen = g.lines(dirs[0])
	return nil
}
