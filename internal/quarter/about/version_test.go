package about

import (
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestVersionTellsTagAndCommit(t *testing.T) {
	built := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "1a2b3c4d5e6f7a8b9c0d"}
	for _, c := range []struct {
		info        *debug.BuildInfo
		tag, commit string
		want        string
	}{
		{built("v1.2.0", revision), "", "", "v1.2.0（提交1a2b3c4d5e6f）"},
		{built("(devel)", revision, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "", "", "(devel)（提交1a2b3c4d5e6f，有未提交的改动）"},
		{built("(devel)"), "v1.3.0", "abcdef0", "v1.3.0（提交abcdef0）"},
		{built("", revision), "v1.3.0", "abcdef0", "v1.3.0（提交abcdef0）"},
		{nil, "", "", "(devel)（提交不详）"},
	} {
		assert.Equal(t, c.want, versionOf(c.info, c.tag, c.commit))
	}
}
