package text

// BeforeCommands is what the program says of itself before it lists its commands.
const BeforeCommands = `jingpin：收齐各部门的项目计划表，逐格检查，合并汇总，生成季度报告。

用法：jingpin 命令 [选项] 文件或文件夹…

命令：
`

// AfterCommands is what it says behind them: where there is more, and what the
// exit codes mean.
const AfterCommands = `
每个命令都可以加 --help 看详细用法。
退出码：0 做完了；1 检查出必须改的问题，或者核对不上（只有check、verify，和加了--strict的命令；结果照样写出）；
2 用法不对（什么也没写）；3 没能完成（不会留下半个文件）。
`
