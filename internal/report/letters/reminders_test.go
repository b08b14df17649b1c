package letters

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

func collection(day int) Collection {
	return Collection{Office: "专项行动办公室", Quarter: plan.Quarter{Year: 2023, N: 2}, Due: plan.Day(2023, 6, 20), Date: plan.Day(2023, 6, day)}
}

func TestReminderNamesProjectsAndWhatWasReceived(t *testing.T) {
	assert.Equal(t, `党建办：
　　2023年第二季度收到了你们的“党建办项目表.docx”，但都是文档或扫描件，没有项目计划表。请在2023年6月20日前把内容填进下发的表格，再报表格。
　　上季度由你们牵头的2个项目，请逐个填报本季度的情况：小游园、步道。
专项行动办公室
`, collection(20).Remind(Owing{Unit: "党建办", Projects: []string{"小游园", "步道"}, Received: []string{"上报/党建办项目表.docx"}}))
	late := collection(21).Remind(Owing{Unit: "党建办", Projects: strings.Split("甲乙丙丁戊己庚辛壬癸子", "")})
	assert.Contains(t, late, "项目计划表还没有收到，请尽快报送。没有牵头项目的，也请报一张零报告。")
	assert.Contains(t, late, "的11个项目，请逐个填报本季度的情况：甲、乙、丙、丁、戊、己、庚、辛、壬、癸等。")
	assert.NotContains(t, late, "收到了")
}

func TestCorrectionIsAskedForByCause(t *testing.T) {
	assert.Equal(t, `管理办：
　　2023年第二季度项目计划表收到，有3处请改正，请尽快改好再报：
　　1．第9行“小游园”、第11行“步道”：没有填完成时限。
　　2．第10行“长廊”：看不懂“约莫”。
专项行动办公室
`, collection(30).AskToCorrect("管理办", []filing.Finding{
		{Row: 9, Rule: "T01", Severity: plan.Error, Project: "小游园", Message: "没有填完成时限。"},
		{Row: 10, Rule: "Q03", Severity: plan.Error, Project: "长廊", Message: "看不懂“约莫”。"},
		{Row: 11, Rule: "T01", Severity: plan.Error, Project: "步道", Message: "没有填完成时限。"},
	}))
}

func TestMessageToAllSaysWhatIsAsked(t *testing.T) {
	assert.Equal(t, `各部门：
　　2023年第二季度项目计划表收集情况如下。
　　还没有报送的（2个）：党建办、妇联。
　　收到文档、没有收到表格的（1个）：司法所。
　　请改正的（1个）：管理办（3处）。
　　看不出是哪个部门报的（1份）：新建表格.xlsx。请报这份表的部门告诉我们。
　　请在2023年6月20日前报送或改正。没有牵头项目的，也请报一张零报告。
专项行动办公室
2023年6月10日
`, collection(10).TellAll(Stand{Missing: []string{"党建办", "妇联"}, Documents: []string{"司法所"}, Faulty: []Faulty{{"管理办", 3}}, Unknown: []string{"新建表格.xlsx"}}))
	assert.Contains(t, collection(10).TellAll(Stand{}), "都已报齐，没有需要改正的。谢谢！")
	assert.NotContains(t, collection(10).TellAll(Stand{Unknown: []string{"新建表格.xlsx"}}), "都已报齐")
}
