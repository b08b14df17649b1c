package rehearse

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

//go:embed data/*.csv
var data embed.FS

// csvRecord is one line of a CSV file by its header.
type csvRecord map[string]string

// records reads an embedded file. Every line has all columns.
func records(name string) ([]string, []csvRecord, error) {
	f, err := data.Open("data/" + name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("data/%s: %w", name, err)
	}
	header := lines[0]
	rs := make([]csvRecord, 0, len(lines)-1)
	for _, line := range lines[1:] {
		r := csvRecord{}
		for i, h := range header {
			r[h] = line[i]
		}
		rs = append(rs, r)
	}
	return header, rs, nil
}

// fill sets the columns of a record in a project.
func fill(pr *filing.Project, header []string, r csvRecord) error {
	for _, key := range header {
		switch key {
		case "no", "unit", "task", "light": // not values of the project
			continue
		}
		if err := pr.Set(plan.Builtin(), key, r[key]); err != nil {
			return fmt.Errorf("%s %s: %w", r["name"], key, err)
		}
	}
	return nil
}

// setTask puts a project under a task and its track.
func setTask(p *plan.Plan, pr *filing.Project, task plan.Task) {
	pr.TaskNo, pr.Task, pr.Track = task.No, task.Name, p.TrackNo(task.Track).Name
}

// fillTask puts a project under the task with that number.
func fillTask(p *plan.Plan, pr *filing.Project, number string) error {
	no, err := strconv.Atoi(number)
	if err != nil {
		return fmt.Errorf("task %q: %w", number, err)
	}
	task, ok := p.TaskNo(no)
	if !ok {
		return fmt.Errorf("no task %d", no)
	}
	setTask(p, pr, task)
	return nil
}
