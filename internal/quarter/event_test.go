package quarter

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every part of the work that may take long is told when it begins and when it
// is over, and nothing told moves a cursor.
func TestEveryPartOfTheWorkIsTold(t *testing.T) {
	dir := folder(t)
	open, parts := map[string]bool{}, []string{}
	d := desk(func(e Event) {
		if e.Kind != Progress {
			return
		}
		if !open[e.Text] && e.Of > 0 {
			parts = append(parts, e.Text)
		}
		open[e.Text] = e.Of > 0
	})
	_, err := d.Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"读取", "汇总", "写出"}, parts)
	for part, going := range open {
		assert.False(t, going, part)
	}

	var told []string
	j := desk(func(e Event) { told = append(told, e.Text) }).job(t.Context())
	j.note("“%s”读不出来\n请另存", "a\x1b[31m.xlsx")
	assert.Equal(t, []string{"“a\ufffd[31m.xlsx”读不出来\n请另存"}, told)
}
