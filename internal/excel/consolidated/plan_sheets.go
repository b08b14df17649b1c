package consolidated

import "jingpin/internal/plan"

// yesNo are the words of a switch.
var yesNo = []string{"是", "否"}

// planSheets are the tables of the definition, for the office.
var planSheets = []planSheet{
	{
		name: "基本信息", holds: "计划名称、文号、起止年份、报送日，亮灯和核对用的各个界限",
		open: "改“值”一栏。“项目”一栏的名称不能改，各项都不能少。",
	},
	{
		name: "专项行动", holds: "各专项行动，和认得的其他写法",
		open: "名称、别名都可以改。改了名称，“重点任务”表里的专项行动要一起改。",
	},
	{
		name: "重点任务", holds: "各项重点任务、所属的专项行动，和认得的其他写法",
		open:  "名称、别名都可以改。序号是项目编号的前两位，定了以后不要改。",
		drops: []planDrop{{column: "专项行动", table: "专项行动", tableOf: "名称"}},
	},
	{
		name: "计划明确事项", holds: "计划正文点到名的事项，和看有没有项目去做的匹配词",
		open:  "可以增、删、改。匹配词有几种写法的用顿号隔开；一种写法里要同时出现的几个词用+连起来。",
		drops: []planDrop{{column: "重点任务", table: "重点任务", tableOf: "序号"}},
	},
	{
		name: "部门", holds: "成员单位、认得的其他名称、报送方式和分管领导(写职务)",
		open: "可以增、删、改。这里的顺序就是各张表里部门的顺序。由别的部门汇总报送的，报送方式写“由××汇总”。",
		drops: []planDrop{
			{column: "报送方式", table: "部门", words: []string{plan.ReportsItself, plan.ReportsIfLead, plan.ReportsNot}},
			{column: "汇总单位", table: "部门", tableOf: "名称"},
		},
	},
	{
		name: "栏目", holds: "项目计划表的每一栏：表头、类型、是否必填、选项、认得的其他表头、填写说明",
		open:  "表头、是否必填、别名、填写说明、样例、列宽可以改。改了以后要发新表格的，把“基本信息”里的模板版本加1。",
		codes: []string{"代号", "属性"},
		drops: []planDrop{
			{column: "类型", table: "栏目", words: []string{plan.TypeText}},
			{column: "必填", table: "栏目", words: []string{string(plan.Must), string(plan.Should), string(plan.Optional)}},
			{column: "选项", table: "栏目", words: []string{"专项行动", "重点任务", "部门"}},
		},
	},
	{
		name: "栏目别名", holds: "部门自己的表里各栏可能的叫法，由词拼成，和什么时候才算",
		open: "可以增、删、改，从上往下依次对照。[甲/乙]可有可无，{甲/乙}选一个，<丙>是上面列出的一组词。栏目写“不读”的，认得但不并入。" +
			"条件可以写：有××、无××（表里有没有这一栏）、多为××（值多半是这一栏的）、多是数、多是字、请核实、让位（有更明确的表头就用那个）、只提示。",
	},
	{
		name: "词表", holds: "状态、类别等选项，和各种写法读作什么",
		open:  "可以增加写法。“写法”和“读作”相同的是选项本身，按先后列在下拉框里。",
		drops: []planDrop{{column: "类别", table: "词表", words: []string{"项目状态"}}},
	},
	{
		name: "规则", holds: "每一项检查的级别、是否启用，和给部门看的话",
		open: "级别、启用、标题、提示、怎么改、含义和例子可以改；花括号里的词由程序换成具体内容。" +
			"“可调整”为否的不能降级、停用：缺了它就没有可以计入的数据。",
		codes: []string{"代号", "栏目", "依据栏目", "可调整"},
		drops: []planDrop{
			{column: "级别", table: "规则", words: []string{plan.Error.Word(), plan.Warning.Word(), plan.Note.Word()}},
			{column: "启用", table: "规则", words: yesNo},
		},
	},
	{
		name: "领导小组", holds: "领导小组的职务和分工",
		open: "可以增、删、改。写职务，不写人名。",
	},
	{
		name: "核准例外", holds: "办公室同意放行的问题",
		open: "一行一件。单位、项目空着表示不限；有效期至写成2023-12-31的样子，过期自动失效，空着表示不限。",
		drops: []planDrop{
			{column: "规则", table: "规则", tableOf: "代号"},
			{column: "单位", table: "部门", tableOf: "名称"},
		},
	},
}
