package docx

import (
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/report"

	"github.com/stretchr/testify/assert"
)

func TestCompare(t *testing.T) {
	r := &report.Report{Sections: []report.Section{
		{Heading: "一、总体推进情况", Paragraphs: []report.Paragraph{{ID: "一-1", Text: "共有项目62个。"}, {ID: "一-2", Lead: "另：", Text: "甲。\n乙。"}}},
		{Heading: "二、滞后项目", Paragraphs: []report.Paragraph{{ID: "二-1", Text: "滞后3个。"}, {ID: "二-2", Text: "偏慢1个。"}, {ID: "二-3", Text: "另有2个。"}}},
		{Heading: "六、有关说明", Paragraphs: []report.Paragraph{{ID: "六-4", Text: "在附件里，送审稿正文没有这一段。"}}},
	}}
	same := []DraftParagraph{
		{Fixed: true, Text: "一、总体推进情况"}, {Labels: []string{"一-1"}, Text: "共有项目62个。"},
		{Labels: []string{"一-2"}, Text: "另：甲。"}, {Labels: []string{"一-2"}, Text: " 乙。"},
		{Labels: []string{"二-1"}, Text: "滞后3个。"}, {Labels: []string{"二-2"}, Text: "偏慢1个。"}, {Labels: []string{"二-3"}, Text: "另有2个。"},
	}
	with := func(change func([]DraftParagraph) []DraftParagraph) []DraftParagraph {
		return change(append([]DraftParagraph(nil), same...))
	}
	for _, c := range []struct {
		name   string
		back   []DraftParagraph
		want   []DraftChange
		drafts []filing.Draft
	}{
		{"nothing", same, nil, nil},
		{"a figure", with(func(b []DraftParagraph) []DraftParagraph { b[1].Text = "共有项目63个。"; return b }),
			[]DraftChange{{Kind: Changed, Label: "一-1", Before: "共有项目62个。", After: "共有项目63个。"}},
			[]filing.Draft{{Section: "一-1", Generated: "共有项目62个。", Revised: "共有项目63个。"}}},
		{"the second line", with(func(b []DraftParagraph) []DraftParagraph { b[3].Text = "丙。"; return b }),
			[]DraftChange{{Kind: Changed, Label: "一-2", Before: "另：甲。\n乙。", After: "另：甲。\n丙。"}},
			[]filing.Draft{{Section: "一-2", Generated: "甲。\n乙。", Revised: "另：甲。\n丙。"}}},
		{"taken out", with(func(b []DraftParagraph) []DraftParagraph { return append(b[:4:4], b[5:]...) }),
			[]DraftChange{{Kind: Gone, Label: "二-1", Before: "滞后3个。"}},
			[]filing.Draft{{Section: "二-1", Generated: "滞后3个。", Revised: report.Omitted}}},
		{"both lines emptied", with(func(b []DraftParagraph) []DraftParagraph { b[2].Text, b[3].Text = "", ""; return b }),
			[]DraftChange{{Kind: Gone, Label: "一-2", Before: "另：甲。\n乙。"}},
			[]filing.Draft{{Section: "一-2", Generated: "甲。\n乙。", Revised: report.Omitted}}},
		{"the second line emptied", with(func(b []DraftParagraph) []DraftParagraph { b[3].Text = ""; return b }),
			[]DraftChange{{Kind: Changed, Label: "一-2", Before: "另：甲。\n乙。", After: "另：甲。"}},
			[]filing.Draft{{Section: "一-2", Generated: "甲。\n乙。", Revised: "另：甲。"}}},
		{"added", with(func(b []DraftParagraph) []DraftParagraph {
			return append(b[:5:5], append([]DraftParagraph{{Text: "新的一段。"}}, b[5:]...)...)
		}),
			[]DraftChange{{Kind: Added, Label: "二-1", Before: "滞后3个。", After: "滞后3个。\n新的一段。"}},
			[]filing.Draft{{Section: "二-1", Generated: "滞后3个。", Revised: "滞后3个。\n新的一段。"}}},
		{"moved", with(func(b []DraftParagraph) []DraftParagraph { return append([]DraftParagraph{b[6]}, b[:6]...) }),
			[]DraftChange{{Kind: Moved, Label: "二-3", Before: "另有2个。", After: "另有2个。", Kept: "段落的先后由报告定，没有移动"}}, nil},
		{"joined", with(func(b []DraftParagraph) []DraftParagraph {
			b[4] = DraftParagraph{Labels: []string{"二-1", "二-2"}, Text: "滞后3个，偏慢1个。"}
			return append(b[:5:5], b[6:]...)
		}),
			[]DraftChange{
				{Kind: Changed, Label: "二-1", Before: "滞后3个。", After: "滞后3个，偏慢1个。"},
				{Kind: Gone, Label: "二-2", Before: "偏慢1个。"},
			},
			[]filing.Draft{{Section: "二-1", Generated: "滞后3个。", Revised: "滞后3个，偏慢1个。"}, {Section: "二-2", Generated: "偏慢1个。", Revised: report.Omitted}}},
		{"the lead", with(func(b []DraftParagraph) []DraftParagraph { b[2].Text = "还有：甲。"; return b }),
			[]DraftChange{{Kind: Changed, Label: "一-2", Before: "另：甲。\n乙。", After: "还有：甲。\n乙。", Kept: "段首的“另：”是报告定的，没有采用"}}, nil},
		{"labels lost of what is as it was", with(func(b []DraftParagraph) []DraftParagraph {
			b[0].Fixed, b[1].Labels, b[3].Labels, b[5].Labels = false, nil, nil, nil
			return b
		}), nil, nil},
		{"a label lost of what was changed", with(func(b []DraftParagraph) []DraftParagraph {
			b[5] = DraftParagraph{Text: "偏慢4个。"}
			return b
		}),
			[]DraftChange{{Kind: Changed, Label: "二-2", Before: "偏慢1个。", After: "偏慢4个。"}},
			[]filing.Draft{{Section: "二-2", Generated: "偏慢1个。", Revised: "偏慢4个。"}}},
		{"one taken out of the next section, one added to this", with(func(b []DraftParagraph) []DraftParagraph {
			b[4] = DraftParagraph{Text: "丙。"}
			return b
		}),
			[]DraftChange{
				{Kind: Added, Label: "一-2", Before: "另：甲。\n乙。", After: "另：甲。\n乙。\n丙。"},
				{Kind: Gone, Label: "二-1", Before: "滞后3个。"},
			},
			[]filing.Draft{{Section: "一-2", Generated: "甲。\n乙。", Revised: "另：甲。\n乙。\n丙。"}, {Section: "二-1", Generated: "滞后3个。", Revised: report.Omitted}}},
		{"said twice", append(with(func(b []DraftParagraph) []DraftParagraph { return b }), DraftParagraph{Text: "滞后3个。"}),
			[]DraftChange{{Kind: Added, Label: "二-3", Before: "另有2个。", After: "另有2个。\n滞后3个。"}},
			[]filing.Draft{{Section: "二-3", Generated: "另有2个。", Revised: "另有2个。\n滞后3个。"}}},
		{"the same below the heading", with(func(b []DraftParagraph) []DraftParagraph {
			b[4] = DraftParagraph{Text: "丙。"}
			return append(b[:4:4], append([]DraftParagraph{{Fixed: true, Text: "二、滞后项目"}}, b[4:]...)...)
		}),
			[]DraftChange{{Kind: Changed, Label: "二-1", Before: "滞后3个。", After: "丙。"}},
			[]filing.Draft{{Section: "二-1", Generated: "滞后3个。", Revised: "丙。"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, labelled := Compare(r, []string{"一-1", "一-2", "二-1", "二-2", "二-3"}, c.back)
			assert.True(t, labelled)
			assert.Equal(t, c.want, got)
			assert.Equal(t, c.drafts, Drafts(r, got))
		})
	}
}

func TestCompareWithoutLabels(t *testing.T) {
	r := &report.Report{Sections: []report.Section{{Heading: "一、总体", Paragraphs: []report.Paragraph{{ID: "一-1", Text: "共有项目62个。"}, {ID: "一-2", Text: "滞后3个。"}}}}}
	got, labelled := Compare(r, []string{"一-1", "一-2"}, []DraftParagraph{{Text: "一、总体"}, {Text: "共有项目62个。"}, {Text: "滞后4个。"}})
	assert.False(t, labelled)
	const kept = "书签都没有了，对不上原来的段落，没有采用"
	assert.Equal(t, []DraftChange{{Kind: Added, After: "滞后4个。", Kept: kept}, {Kind: Gone, Label: "一-2", Before: "滞后3个。", Kept: kept}}, got)
	assert.Empty(t, Drafts(r, got))
}
