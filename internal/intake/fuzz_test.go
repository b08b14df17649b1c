package intake

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/stream"
)

// FuzzMasked strikes numbers of persons out of texts.
func FuzzMasked(f *testing.F) {
	for _, s := range []string{"电话13900000000。", "31011519900101001X", "１３９００００００００", "139\u200b00000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		assert.Equal(t, masked(s), masked(masked(s)))
	})
}

// randomWords are what the cells of random workbooks are made of: the words of
// headers, titles and values, so that chance comes upon tables.
func randomWords() []any {
	p := plan.Builtin()
	words := []any{
		nil, nil, nil, 0, 1, 2023, 2023.1, 45107, 0.45, 100, -5, 1e15, "合计", "小计", "填表人：", "注：", "填报单位：管理办", "填报季度：2023年第二季度", "金额单位：元",
		"一、形态改善行动", "6、提高小区环境品质", "(三)无名", "无", "—", "待定", "150万", "60%", "长期", "年底前", "2023-06-30", "示例:", "电话13900000000", "=1+1",
		"甲", "乙", "(万元)", "管理办、服务办", "施工中", "\u200b", strings.Repeat("很长", 60),
	}
	for _, c := range p.Columns {
		words = append(words, c.Header)
		if c.Parent != "" {
			words = append(words, c.Parent)
		}
		if len(c.Aliases) > 0 {
			words = append(words, c.Aliases[0])
		}
	}
	for _, list := range []string{"项目状态", "项目类别", "资金落实"} {
		words = append(words, p.Canonical(list)[0])
	}
	return append(words, p.Tracks[1].Name, p.Tasks[5].Name, p.Units[2].Name)
}

// FuzzWorkbook reads workbooks of random cells. The first byte is the width,
// the second how many rows stand under a plan's header; the others choose
// words, 255 merges with the cell above.
func FuzzWorkbook(f *testing.F) {
	f.Add([]byte{8, 0, 1, 2, 3, 4, 5, 6, 7, 8}, "甲项目")
	f.Add([]byte{30, 40, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 255, 255, 3, 4, 5, 12, 13, 14}, "乙")
	f.Add(append([]byte{12, 0}, bytes.Repeat([]byte{40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51}, 6)...), "")
	words := randomWords()
	f.Fuzz(func(t *testing.T, choice []byte, own string) {
		if len(choice) < 3 || len(choice) > 600 || strings.Contains(own, "{") {
			return // a brace of the department's own is no placeholder left over
		}
		sub := Read(Received{Path: "管理办.xlsx", Data: randomBook(t, words, choice, own)}, plan.Builtin(), Options{Quarter: plan.Quarter{Year: 2023, N: 2}})[0]
		check.Judge(sub, plan.Builtin(), check.Options{Quarter: plan.Quarter{Year: 2023, N: 2}})
		portfolio.Settle(sub, plan.Builtin(), nil, 0)
		assertSettled(t, sub)
	})
}

// randomBook is a workbook of chosen words.
func randomBook(t *testing.T, words []any, choice []byte, own string) []byte {
	file := excelize.NewFile()
	defer file.Close()
	width := int(choice[0])%40 + 2
	row := 1
	if choice[1] > 0 {
		for i, c := range plan.Builtin().Columns {
			require.NoError(t, file.SetCellValue("Sheet1", ref(i+1, 1), c.Parent+c.Header))
		}
		row, width = 2, len(plan.Builtin().Columns)
	}
	for i, b := range choice[2:] {
		at := ref(i%width+1, row+i/width)
		switch {
		case b == 255 && row+i/width > 1:
			require.NoError(t, file.MergeCell("Sheet1", ref(i%width+1, row+i/width-1), at))
		case b == 254:
			require.NoError(t, file.SetCellFormula("Sheet1", at, "1+1"))
		case b == 253:
			require.NoError(t, file.SetCellValue("Sheet1", at, own))
		default:
			require.NoError(t, file.SetCellValue("Sheet1", at, words[int(b)%len(words)]))
		}
	}
	out, err := file.WriteToBuffer()
	require.NoError(t, err)
	return out.Bytes()
}

func ref(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // no random workbook is that large
	}
	return name
}

// assertSettled asserts what holds of every submission.
func assertSettled(t *testing.T, sub *filing.Submission) {
	t.Helper()
	o := stream.Object(sub)
	assert.Equal(t, o.Rows, o.Accepted+o.Rejected)
	for _, r := range sub.Rows {
		assert.Equal(t, r.Cause == filing.Counted, len(r.Rules) == 0)
		if r.Cause == filing.Counted {
			p := r.Project
			assert.NotEmpty(t, p.Name)
			assert.NotEmpty(t, p.Track)
			assert.NotZero(t, p.TaskNo)
			assert.NotEmpty(t, p.Lead)
			assert.NotZero(t, p.Deadline)
			assert.NotEmpty(t, p.Status)
			assert.NotEqual(t, plan.Blank, p.Total.Kind)
		}
	}
	for _, f := range sub.Findings {
		assert.NotEmpty(t, f.Message)
		assert.NotContains(t, f.Message, "{", f.Rule)
		assert.False(t, f.Cell != "" && f.Row == 0, f.Rule)
		assert.NotContains(t, f.Message+f.Value+f.Expected+f.Hint, "13900000000")
	}
}
