package quarter

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/rehearse"
)

// rehearsedQuarter is the quarter of a rehearsal that names none.
var rehearsedQuarter = plan.Quarter{Year: 2023, N: 2}

// Campaign is the size and the disorder of a rehearsal.
type Campaign = rehearse.Options

// ExpectedName is the file that says what must be found in a rehearsal.
const ExpectedName = rehearse.ExpectedName

// Rehearse writes a campaign of invented reports with known faults into a new
// folder, file by file, so that its size does not matter. Its quarter is the
// one asked for, the folder's own, or any.
func (d *Desk) Rehearse(ctx context.Context, dir string, o Campaign) error {
	j := d.job(ctx)
	_, err := attend(j, func() (struct{}, error) { return struct{}{}, j.rehearse(dir, o) })
	return err
}

func (j *job) rehearse(dir string, o Campaign) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return runner.Misused("“%s”里已经有文件。演练不能和真的报表混在一起，请换一个新的文件夹。", dir)
	}
	for _, q := range []plan.Quarter{rehearsedQuarter, folders.QuarterOf([]string{dir}), j.Quarter} {
		if q.N != 0 {
			o.Quarter = q
		}
	}
	c, err := rehearse.NewCampaign(o)
	if err != nil {
		return runner.Misused("%s。", err)
	}
	data, err := canonical(consolidated.WritePlan(c.Plan))
	if err != nil {
		return err
	}
	if err := j.write(output.File{Path: filepath.Join(dir, PlanFile), Data: data}); err != nil {
		return err
	}
	bar := j.begin(o.Units, "写出")
	defer bar.end()
	for f, err := range c.Files() {
		if err != nil {
			return err
		}
		if err := j.write(output.File{Path: filepath.Join(dir, filepath.FromSlash(f.Path)), Data: f.Data}); err != nil {
			return err
		}
		bar.step()
	}
	return nil
}

// Samples writes the sample quarters into a folder.
func (d *Desk) Samples(ctx context.Context, dir string) error {
	quarters, err := rehearse.Samples()
	if err != nil {
		return err
	}
	offices, err := rehearse.OfficeSamples()
	if err != nil {
		return err
	}
	var out []output.File
	for _, f := range slices.Concat(quarters, offices) {
		out = append(out, output.File{Path: filepath.Join(dir, filepath.FromSlash(f.Path)), Data: f.Data})
	}
	return d.job(ctx).write(out...)
}

// demoQuarters are the quarters of the samples, the one to look at last.
var demoQuarters = []plan.Quarter{{Year: 2023, N: 1}, {Year: 2023, N: 2}}

// Demo lays the samples out under dir as an office would have them, the first
// quarter reported already, and returns the folder of the second. What is there
// already stays.
func (d *Desk) Demo(ctx context.Context, dir string) (string, error) {
	last := filepath.Join(dir, demoQuarters[len(demoQuarters)-1].String())
	if folders.Exists(last) {
		return last, nil
	}
	files, err := rehearse.Samples()
	if err != nil {
		return "", err
	}
	var out []output.File
	for _, f := range files {
		quarter, name, _ := strings.Cut(f.Path, "/")
		if filepath.Ext(name) != ".json" {
			out = append(out, output.File{Path: filepath.Join(dir, quarter, DirFiled, filepath.FromSlash(name)), Data: f.Data})
		}
	}
	if err := d.job(ctx).write(out...); err != nil {
		return "", err
	}
	for _, q := range demoQuarters {
		if _, _, err := d.Found(ctx, filepath.Join(dir, q.String())); err != nil {
			return "", err
		}
	}
	_, err = d.Report(ctx, []string{filepath.Join(dir, demoQuarters[0].String())}, "")
	return last, err
}
