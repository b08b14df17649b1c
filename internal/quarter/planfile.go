package quarter

import (
	"os"
	"path/filepath"

	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// loadPlan settles which plan definition applies: the one named, the one in an
// office's folder, or the built-in one.
func (j *job) loadPlan(folders ...string) error {
	path := j.PlanPath
	for _, dir := range folders {
		if path != "" {
			break
		}
		if candidate := filepath.Join(dir, PlanFile); exists(candidate) {
			path = candidate
		}
	}
	if path == "" {
		j.plan, j.planName = plan.Builtin(), "内置的方案"
		return nil
	}
	j.planName = "“" + path + "”"
	data, err := os.ReadFile(path)
	if err != nil {
		return OpenError(path, err)
	}
	wb, err := sheet.Open(data, sheet.DefaultLimits)
	if err != nil {
		return misused("方案“%s”读不出来：%s", path, err)
	}
	j.plan, err = intake.ReadPlan(wb, filepath.Base(path))
	if err != nil {
		return misused("方案“%s”有问题，请改好再用：\n%s", path, err)
	}
	for _, n := range j.plan.Notes() {
		j.note("方案：%s", n)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
