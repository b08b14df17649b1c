package stream

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/plan"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A line of the stream is what the library writes of a streamObject.
func TestLineOfTheStream(t *testing.T) {
	counted, faulty := filing.Project{Name: "甲", TaskNo: 6}, filing.Project{Name: "乙", TaskNo: 7}
	full := &filing.Submission{
		Path: "管理办.xlsx", Unit: "管理办", Quarter: plan.Quarter{Year: 2023, N: 2}, Saved: time.Unix(1_688_000_000, 0).UTC(), Round: 2,
		Rows:     []filing.Row{{Project: counted}, {Project: faulty, Cause: filing.Faulty, Rules: []string{"T03"}, Typed: []filing.Typed{{Column: "完成时限", Cell: "N9", Value: "2026年"}}}},
		Findings: []filing.Finding{{File: "管理办.xlsx", Rule: "T03", Severity: plan.Error}, {Rule: filing.CoercionRule, Value: "约60%", Expected: "60"}},
	}
	for _, s := range []*filing.Submission{full, {Path: "空.xlsx"}} {
		var line bytes.Buffer
		require.NoError(t, Write(&line, s))
		o := streamObject{
			streamHead: streamHead{FileObject: Object(s), Saved: s.Saved, Round: s.Round},
			Findings:   nonNil(s.Findings), Projects: nonNil(s.Accepted()), LeftOut: []leftOut{}, Coercions: nonNil(s.Coercions()),
		}
		if len(s.Rows) > 1 {
			r := s.Rows[1]
			o.LeftOut = append(o.LeftOut, leftOut{r.Project.Source, r.Cause, r.Rules, r.Typed, r.Project})
		}
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		require.NoError(t, e.Encode(o))
		assert.Equal(t, want.String(), line.String())
	}
}

func TestShardsBringTheirAttachments(t *testing.T) {
	var stream bytes.Buffer
	for _, path := range []string{"甲.pdf", "乙.pdf"} {
		require.NoError(t, WriteHead(&stream, Head{Attachments: []filing.Attachment{{Path: path}}}))
	}
	head, _, err := Read(&stream)
	require.NoError(t, err)
	assert.Equal(t, []filing.Attachment{{Path: "甲.pdf"}, {Path: "乙.pdf"}}, head.Attachments)
}

// A line whose counts are not those of its rows has lost some, or won.
func TestCountsOfALineAddUp(t *testing.T) {
	var line bytes.Buffer
	s := &filing.Submission{Path: "管理办.xlsx", Rows: []filing.Row{{Project: filing.Project{Name: "甲"}}, {Project: filing.Project{Name: "乙"}, Cause: filing.Faulty}}}
	require.NoError(t, Write(&line, s))
	_, err := Decode(line.Bytes())
	require.NoError(t, err)
	for _, count := range []string{`"rows":2`, `"accepted":1`, `"rejected":1`} {
		require.Contains(t, line.String(), count)
		_, err := Decode([]byte(strings.Replace(line.String(), count, count[:len(count)-1]+"5", 1)))
		assert.Error(t, err, count)
	}
}
