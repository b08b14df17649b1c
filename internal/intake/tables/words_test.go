package tables

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/plan"
)

// How many of the headers collected from offices' tables are read as the
// Column a person takes them for at first sight. It measures and never fails.
func TestWordsOfOffices(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "shared", "design", "words.tsv"))
	if err != nil {
		t.Skip("the collected words are not there")
	}
	defer f.Close()
	keys := map[string]string{
		"项目名称": "name", "项目内容": "content", "完成时限": "deadline", "开工时间": "start", "牵头部门": "lead", "配合部门": "partners",
		"总投资(万元)": "total", "街道(万元)": "street", "项目状态": "status", "累计进度(%)": "progress", "本季度进展情况": "done",
		"累计完成投资(万元)": "paid", "存在问题": "problem", "下季度计划": "next", "自评": "self", "资金落实": "funding", "项目类别": "kind",
		"2023年": "y2023", "备注": "note", "分管领导": "leader", "责任人": "person", "专项行动": "track", "重点任务": "task",
	}
	h := headersOf.Of(plan.Builtin())
	asGiven, depends, refused, other := 0, 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		kind, rest, _ := strings.Cut(lines.Text(), "\t")
		title, word, _ := strings.Cut(rest, "\t")
		if kind != "header" {
			continue
		}
		m := h.find([]string{word}, plan.Quarter{Year: 2023, N: 2})
		switch first := m.first(); {
		case first.key == keys[title] && !m.depends():
			asGiven++
		case includes(m, keys[title]):
			depends++
		case first.key == "" || first.Has(plan.WhenNever):
			refused++
			t.Log("not read:", title, word)
		default:
			other++
			t.Log("otherwise:", title, word, "as", first.key)
		}
	}
	t.Logf("%d as given, %d as given where the table bears it out, %d refused, %d otherwise", asGiven, depends, refused, other)
}
