package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A reason that stands under 备注 alone is the reason; another remark is none.
func TestRemarksThatSayWhy(t *testing.T) {
	for note, want := range map[string]string{"因居民意见不一，征询延后。": "问题及原因：因居民意见不一，征询延后。", "联系人已换。": "部门没有填报原因"} {
		pf := scenario(t, "normal")
		found := false
		for i := range pf.Entries {
			if e := &pf.Entries[i]; e.Light.Late() {
				e.Project.Problem, e.Project.Note, found = "", note, true
			}
		}
		require.True(t, found)
		assert.Contains(t, prose(Build(pf, Options{})), want, note)
	}
}
