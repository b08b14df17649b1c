package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"jingpin/internal/quarter"
)

// What a release is built with: -ldflags "-X main.tag=v1.2.0 -X main.commit=1a2b3c4".
// Without, the build says what it knows.
var tag, commit string

// printVersion prints the tag and the commit the program was built from.
func (j *job) printVersion() {
	fmt.Fprintln(j.stdout, "jingpin", versionOf(buildInfo(), tag, commit))
}

// buildInfo is what the build knows of itself, nil for nothing.
func buildInfo() *debug.BuildInfo {
	info, _ := debug.ReadBuildInfo()
	return info
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

var licensesCommand = command{
	name:    "licenses",
	short:   "列出程序用到的软件和字体的许可",
	long:    "列出程序用到的每一个软件包和每一种字体的许可全文。",
	example: "jingpin licenses",
	run: func(j *job) (int, error) {
		text, err := quarter.Licenses()
		if err != nil {
			return 0, err
		}
		fmt.Fprint(j.stdout, text)
		return exitDone, nil
	},
}
