// Package about says what the program is: its version, and the licences of
// everything it is built from.
package about

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"jingpin/templates"
)

// Version is the tag and the commit that the program was built from: those
// given or, where they are "", what the build knows of itself.
func Version(tag, commit string) string {
	info, _ := debug.ReadBuildInfo()
	return versionOf(info, tag, commit)
}

// versionOf is what a build is called: its tag or, where it has none, the
// module's version; its commit; and whether more was changed than the commit
// says. info may be nil.
func versionOf(info *debug.BuildInfo, tag, commit string) string {
	changed := ""
	if info != nil {
		tag = cmp.Or(tag, info.Main.Version)
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = cmp.Or(commit, s.Value)
			case "vcs.modified":
				if s.Value == "true" {
					changed = "，有未提交的改动"
				}
			}
		}
	}
	const short = 12
	return fmt.Sprintf("%s（提交%s%s）", cmp.Or(tag, "(devel)"), cmp.Or(commit[:min(short, len(commit))], "不详"), changed)
}

// Licenses is the licences of everything the program is built from.
func Licenses() (string, error) { return templates.Notice() }
