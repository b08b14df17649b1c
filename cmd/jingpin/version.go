package main

import (
	"fmt"

	"jingpin/internal/quarter/about"
)

// What a release is built with: -ldflags "-X main.tag=v1.2.0 -X main.commit=1a2b3c4".
// Without, the build says what it knows.
var tag, commit string

// version is what the program is called.
func version() string { return "jingpin " + about.Version(tag, commit) }

var licensesCommand = command{
	name:    "licenses",
	short:   "列出程序用到的软件和字体的许可",
	long:    "列出程序用到的每一个软件包和每一种字体的许可全文。",
	example: "jingpin licenses",
	run: func(j *invocation) (int, error) {
		text, err := about.Licenses()
		if err != nil {
			return 0, err
		}
		fmt.Fprint(j.stdout, text)
		return exitDone, nil
	},
}
