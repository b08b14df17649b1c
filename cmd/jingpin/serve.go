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
	usage: "[文件夹]",
	short: "打开页面：在浏览器里收表、核定、出报告",
	long: `在本机打开一个页面，看着季度的文件夹，收到什么、要办什么都列出来；在页面上做的和用命令做的一样。
页面只在本机能看，不联网。按 Ctrl-C 或在页面上点“关闭程序”结束。`,
	example: "jingpin serve samples/2023Q2 --no-browser",
	shares:  []string{"plan", "previous", "fonts", "jobs", "date"},
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.addr, "addr", "127.0.0.1:0", "页面的`地址`，只能是本机的；端口0是随便哪个空的")
		set.BoolVar(&o.noBrowser, "no-browser", false, "不打开浏览器，只显示地址")
	},
	run: runServe,
}

func runServe(j *job) (int, error) {
	if len(j.args) > 1 {
		return 0, usagef("serve 只看一个文件夹。")
	}
	listener, err := web.Listen(j.addr)
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	s, err := web.New(web.Options{
		Folder: append(j.args, "")[0], Around: system.Folders(), Open: system.Show,
		Desk:   quarter.Options{PlanPath: j.planPath, Previous: j.previousPath, Print: quarter.Print{Fonts: j.fontsDir}, Jobs: j.jobs},
		Today:  j.today,
		Faults: func(err error) { fmt.Fprintf(j.stderr, "%s\n", err) },
	})
	if err != nil {
		return 0, err
	}
	address := s.Address(listener)
	fmt.Fprintln(j.stdout, address)
	if !j.noBrowser && system.Show(address) != nil {
		fmt.Fprintln(j.stderr, "没有打开浏览器，请把上面的地址复制到浏览器里。")
	}
	return exitDone, s.Serve(j.ctx, listener)
}

// today is the day that --date names, else that of the clock.
func (j *job) today() plan.Date {
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
	run:     runInstallDesktop,
}

func runInstallDesktop(j *job) (int, error) {
	if !system.HasIcons {
		return 0, usagef("install-desktop 只用于Linux桌面；Windows上直接双击程序就行。")
	}
	target, err := system.Icon()
	if err != nil {
		return 0, err
	}
	j.say("已写出%s。", target)
	return exitDone, nil
}
