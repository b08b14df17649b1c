package templates

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever the program is built from, on any system, is named in the notice.
func TestNoticeNamesEveryModuleAndFont(t *testing.T) {
	text, err := Notice()
	require.NoError(t, err)
	for _, system := range []string{"linux", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "../cmd/jingpin")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := list.Output()
		require.NoError(t, err)
		for _, module := range strings.Fields(string(out)) {
			if module != "jingpin" {
				assert.Contains(t, text, "\n==== "+module+" ====\n")
			}
		}
	}
	faces, err := fonts.ReadDir("fonts")
	require.NoError(t, err)
	for _, f := range faces {
		if face, _, packed := strings.Cut(f.Name(), "_"); packed {
			assert.Contains(t, text, "\n==== "+face+" ====\n")
		}
	}
	assert.Equal(t, 2, strings.Count(text, "SIL OPEN FONT LICENSE"))
	assert.Equal(t, 2, strings.Count(text, unmodified))
}
