package main

import (
	"fmt"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/quarter/system"
	"jingpin/internal/web"

	"github.com/spf13/pflag"
)

var serveCommand = command{
	name:  "serve",
	usage: "[文件夹或文件…]",
	short: "打开页面：在浏览器里收表、核定、出报告",
	long: `在本机打开一个页面，看着季度的文件夹，收到什么、要办什么都列出来；在页面上做的和用命令做的一样。
写几个文件，就自查这几份表：怎么读的、哪里要改。页面只在本机能看，不联网。按 Ctrl-C 或在页面上点“关闭程序”结束。`,
	example: "jingpin serve samples/2023Q2 --no-browser",
	shares:  []string{"plan", "previous", "fonts", "jobs", "date"},
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.addr, "addr", "", "页面的`地址`，如127.0.0.1:8080，只能是本机的；不写就用随便哪个空的端口")
		set.BoolVar(&o.noBrowser, "no-browser", false, "不打开浏览器，只显示地址")
	},
	run: runServe,
}

func runServe(j *invocation) (int, error) {
	return exitDone, web.Start{
		Options: web.Options{
			Around: system.Folders(), Open: system.Show, Memory: system.Memory(), Today: j.today,
			Desk:   quarter.Options{PlanPath: j.planPath, Previous: j.previousPath, Print: quarter.Print{Fonts: j.fontsDir}, Jobs: j.jobs},
			Faults: func(err error) { fmt.Fprintf(j.stderr, "%s\n", err) },
		},
		Named: j.args, Addr: j.addr, Browser: !j.noBrowser, Alone: !j.noBrowser && system.DoubleClicked(),
		Say:  func(address string) { fmt.Fprintln(j.stdout, address) },
		Warn: func(what string) { fmt.Fprintln(j.stderr, what) },
	}.Run(j.ctx)
}

// today is the day that --date names, else that of the clock.
func (j *invocation) today() plan.Date {
	if j.dateText != "" {
		return j.date
	}
	return plan.DayOf(j.now())
}

var desktopCommand = command{
	name:    "install-desktop",
	short:   "在Linux桌面的菜单里加上图标，双击就打开页面",
	long:    "在自己的应用程序菜单里写一个“精品”图标，双击就打开页面。只写自己的文件夹，不用管理员。",
	example: "jingpin install-desktop",
	run: func(j *invocation) (int, error) {
		if !system.HasIcons {
			return 0, usagef("install-desktop 只用于Linux桌面；Windows上直接双击程序就行。")
		}
		target, err := system.Icon()
		if err != nil {
			return 0, err
		}
		j.say("已写出%s。", target)
		return exitDone, nil
	},
}
