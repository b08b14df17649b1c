package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestText compares every paragraph of each scenario with its golden file.
func TestText(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			r := Build(scenario(t, name), Options{Date: plan.Day(2023, 7, 5)})
			got, golden := prose(r), filepath.Join("testdata", name+".golden")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}

// prose is the report's text, each paragraph after its ID.
func prose(r *Report) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Meta.Title)
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "\n%s\n", s.Heading)
		for _, p := range s.Paragraphs {
			if p.Heading != "" {
				fmt.Fprintf(&b, "\n%s\n", p.Heading)
			}
			fmt.Fprintf(&b, "[%s] %s%s\n", p.ID, p.Lead, p.Text)
		}
	}
	return b.String()
}
