package form

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

// A list that is read back is found by titles that it reads, and tells its
// columns apart.
func TestPagesAreToldByTheirTitles(t *testing.T) {
	for _, page := range Pages() {
		seen := map[string]bool{}
		for _, h := range page.List {
			assert.False(t, seen[h.Title], "%s %s", page.Name, h.Title)
			seen[h.Title] = true
			assert.Equal(t, page.Known != nil && (h.Read || h.Office), h.Read, "%s %s: what the office types is read", page.Name, h.Title)
		}
		for _, title := range page.Known {
			if page.List != nil {
				at := page.Place(title)
				assert.True(t, at > 0 && page.List[at-1].Read, "%s %s", page.Name, title)
			}
		}
	}
}

func TestProjectTableIsToldByItsTitles(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range ProjectTable(plan.Builtin()) {
		assert.False(t, seen[c.Parent+c.Title], c.Title)
		seen[c.Parent+c.Title] = true
	}
	for _, title := range PageNamed(PageProjects).Known {
		assert.True(t, seen[title] || seen[parentOffice+title], title)
	}
}
