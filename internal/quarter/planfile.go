package quarter

import (
	"os"
	"path/filepath"

	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// loadPlan settles which plan definition applies: the one named, the one
// beside the inputs, or the built-in one.
func (j *job) loadPlan(besides ...string) error {
	path := j.PlanPath
	for _, dir := range besides {
		if path != "" {
			break
		}
		if candidate := filepath.Join(dir, PlanFile); exists(candidate) {
			path = candidate
		}
	}
	if path == "" {
		j.plan = plan.Builtin()
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return OpenError(path, err)
	}
	wb, err := sheet.Open(data, sheet.DefaultLimits)
	if err != nil {
		return misused("方案“%s”读不出来：%s", path, err)
	}
	j.plan, err = plan.Parse(intake.PlanTables(wb, filepath.Base(path)))
	if err != nil {
		return misused("方案“%s”有问题，请改好再用：\n%s", path, err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
