package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/text"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/pflag"
)

// command is one of the program's commands.
type command struct {
	name    string
	usage   string   // after the name
	short   string   // one line for the list
	long    string   // prose for --help
	example string   // works from the repository root
	shares  []string // flags that other commands take too
	flags   func(*pflag.FlagSet, *options)
	run     func(*invocation) (int, error)
}

// commands are listed in the order of the quarter's work.
func commands() []command {
	return []command{
		initCommand, templateCommand, statusCommand, checkCommand, mergeCommand, reportCommand, verifyCommand, explainCommand,
		rehearseCommand, serveCommand, desktopCommand, licensesCommand,
	}
}

// invocation is one run of a command.
type invocation struct {
	environment
	options
	ctx  context.Context // ends when the program is asked to stop
	out  *text.Outlet    // what stdout goes through
	args []string
	bar  text.ProgressBar
}

// usagef is wrong usage: nothing has been opened or written.
func usagef(format string, args ...any) error {
	return quarter.Misuse{Message: fmt.Sprintf(format, args...)}
}

// run does what the arguments say, until ctx ends, and returns the exit code.
func run(ctx context.Context, args []string, env environment) int {
	out := &text.Outlet{W: env.stdout}
	env.stdout = out
	code := dispatch(args, &invocation{environment: env, ctx: ctx, out: out})
	if out.Err != nil && !system.ReaderGone(out.Err) {
		fmt.Fprintf(env.stderr, "jingpin：结果没有全部显示出来：%s。\n", system.Reason(out.Err))
		return exitFailed
	}
	return code
}

// dispatch finds the command and executes it.
func dispatch(args []string, j *invocation) int {
	if len(args) == 0 {
		args = j.unasked()
	}
	if len(args) == 0 || args[0] == "--help" || args[0] == "-h" || args[0] == "help" {
		printCommands(j.stdout)
		return exitDone
	}
	if args[0] == "--version" {
		fmt.Fprintln(j.stdout, version())
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.execute(args[1:], j)
		}
	}
	if system.DoubleClicked() || system.IsFile(args[0]) { // dropped on the program's icon
		return serveCommand.execute(args, j)
	}
	fmt.Fprintf(j.stderr, "jingpin：没有“%s”这个命令。用 jingpin --help 看有哪些命令。\n", args[0])
	return exitUsage
}

// unasked is what is done when nothing was asked for: on a double-click the
// page, in a quarter's folder how far it has come, on a terminal elsewhere the
// page, else the list of commands.
func (j *invocation) unasked() []string {
	switch {
	case system.DoubleClicked() || j.colour && !folders.IsFolder(quarter.DirFiled):
		return []string{serveCommand.name}
	case folders.IsFolder(quarter.DirFiled):
		return []string{statusCommand.name}
	}
	return nil
}

func (c command) execute(args []string, j *invocation) int {
	set := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.SortFlags = false
	if c.flags != nil {
		c.flags(set, &j.options)
	}
	j.shared(set, slices.Concat(c.shares, anywhere)...)
	if err := set.Parse(args); err != nil {
		fmt.Fprintf(j.stderr, "jingpin %s：%s\n用 jingpin %s --help 看用法。\n", c.name, flagError(err), c.name)
		return exitUsage
	}
	if j.help {
		c.printHelp(j.stdout, set)
		return exitDone
	}
	if j.version {
		fmt.Fprintln(j.stdout, version())
		return exitDone
	}
	j.args = set.Args()
	if j.progress && !j.quiet {
		j.bar.W = j.stderr
	}
	if err := j.prepare(); err != nil {
		return j.fail(c, err)
	}
	var code int
	if err := runner.Guard(func() (err error) {
		code, err = c.run(j)
		return err
	}); err != nil {
		return j.fail(c, err)
	}
	return code
}

// fail says what went wrong and which exit code that is.
func (j *invocation) fail(c command, err error) int {
	if errors.Is(err, context.Canceled) {
		err = errors.New("已按要求停下，没有留下写了一半的文件。")
	}
	var fault runner.Crash
	if errors.As(err, &fault) {
		err = fmt.Errorf("%w。%s", err, fault.Save(version()+" "+c.name))
	}
	fmt.Fprintf(j.stderr, "jingpin %s：%s\n", c.name, err)
	var misuse quarter.Misuse
	if errors.As(err, &misuse) {
		return exitUsage
	}
	return exitFailed
}

// say tells what was done, unless only results are wanted.
func (j *invocation) say(format string, args ...any) {
	if !j.quiet {
		fmt.Fprintf(j.stdout, format+"\n", args...)
	}
}

func (j *invocation) sayAll(lines []string) {
	for _, line := range lines {
		j.say("%s", line)
	}
}

// hear shows what happens while the work goes on: how far it is on a terminal
// only, notes unless only results are wanted, warnings always.
func (j *invocation) hear(e quarter.Event) {
	if e.Kind == quarter.Progress {
		j.bar.Show(e.Text, e.Done, e.Of)
		return
	}
	j.bar.Clear()
	if e.Kind == quarter.Warning || !j.quiet {
		fmt.Fprintln(j.stderr, e.Text)
	}
}

// flagError says pflag's errors in Chinese.
func flagError(err error) string {
	var unknown *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return "没有“" + dashes(unknown.GetSpecifiedName()) + "”这个选项。"
	case errors.As(err, &value):
		return "“" + dashes(value.GetSpecifiedName()) + "”后面要写一个值。"
	case errors.As(err, &invalid):
		return "“--" + invalid.GetFlag().Name + "”的值“" + invalid.GetValue() + "”不对。"
	case errors.As(err, &syntax):
		return "看不懂“" + syntax.GetSpecifiedFlag() + "”，选项要写成 --名称 或 --名称=值 的样子。"
	}
	return err.Error()
}

func dashes(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// flagWidth is the room of a flag in the help, in columns.
const flagWidth = 28

func (c command) printHelp(w io.Writer, set *pflag.FlagSet) {
	fmt.Fprintf(w, "jingpin %s %s\n\n%s\n\n选项：\n", c.name, c.usage, c.long)
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		value, usage := pflag.UnquoteUsage(f)
		if value != "" && f.Value.Type() != "bool" {
			name += " " + value
		}
		fmt.Fprintf(w, "  %s %s\n", runewidth.FillRight(name, flagWidth), usage)
	})
	fmt.Fprintf(w, "\n例：\n  %s\n", strings.ReplaceAll(c.example, "\n", "\n  "))
}

func printCommands(w io.Writer) {
	fmt.Fprint(w, text.BeforeCommands)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.short)
	}
	fmt.Fprint(w, text.AfterCommands)
}
