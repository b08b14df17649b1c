package layout

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// testFaces are the built-in fonts, unpacked once for all tests.
var testFaces = sync.OnceValue(BuiltInFaces)

// texts returns the lines' texts.
func texts(lines []line) []string {
	var out []string
	for _, l := range lines {
		text := ""
		for _, f := range l.fragments {
			text += f.text
		}
		out = append(out, text)
	}
	return out
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name string
		text string
		ems  float64
		want []string
	}{
		{"fills lines", "一二三四五六七八九十", 4, []string{"一二三四", "五六七八", "九十"}},
		{"empty text is one line", "", 4, []string{""}},
		{"no closing mark begins a line", "一二三四，五六", 4, []string{"一二三", "四，五六"}},
		{"a mark's own white may hang over", "一二三四，五六", 4.5, []string{"一二三四，", "五六"}},
		{"marks give way to one more", "一，二，三四，五六", 6, []string{"一，二，三四，", "五六"}},
		{"no opening mark ends a line", "一二三（四五）", 4, []string{"一二三", "（四五）"}},
		{"neighbouring marks share their white", "一二（三）（四）", 7, []string{"一二（三）（四）"}},
		{"quotes stay with their words", "一二三“四五”六", 4, []string{"一二三", "“四五”", "六"}},
		{"a dash stays whole", "一二三——四", 4, []string{"一二三", "——四"}},
		{"an ellipsis stays whole", "一二三……四", 4, []string{"一二三", "……四"}},
		{"numbers stay whole", "共2,110.5元整", 3.5, []string{"共", "2,110.5", "元整"}},
		{"a percentage stays whole", "占比为24.7%以上", 4, []string{"占比为", "24.7%以", "上"}},
		{"a number stays with its unit", "今年是2023年底", 5, []string{"今年是", "2023年底"}},
		{"an ordinal stays with its number", "领导小组第3次会议", 5, []string{"领导小组", "第3次会议"}},
		{"words stay whole", "平台API接口", 3.5, []string{"平台", "API接", "口"}},
		{"a slash joins words", "按T/CECS标准", 4, []string{"按", "T/CECS", "标准"}},
		{"breaks after spaces", "street office", 3.4, []string{"street ", "office"}},
		{"a word wider than the line is broken", "123456789", 1.8, []string{"123", "456", "789"}},
		{"marks alone are broken in need", "！！！！！！", 2, []string{"！！！！", "！！"}},
		{"line ends are kept", "一\n二\r\n三", 4, []string{"一", "二", "三"}},
		{"an empty line is kept", "一\n\n二", 4, []string{"一", "", "二"}},
		{"a line end after a full line adds none", "一二三四\n五", 4, []string{"一二三四", "五"}},
		{"ASCII brackets behave alike", "一二三(四五)六", 4, []string{"一二三", "(四五)六"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			glyphs := testFaces().shape(plain(tt.text), 10, roleOfText)
			lines := wrap(glyphs, measure{width: 10 * tt.ems, em: 10, justify: true})
			assert.Equal(t, tt.want, texts(lines))
		})
	}
}

func TestWrapJustifies(t *testing.T) {
	glyphs := testFaces().shape(plain("一二三四（五六七八九十，一二三四"), 10, roleOfText)
	lines := wrap(glyphs, measure{width: 45, em: 10, justify: true})
	assert.InDelta(t, 45, lines[0].width, 0.01, "a full line reaches the edge")
	assert.Greater(t, lines[0].spacing, 0.0)
	assert.Zero(t, lines[len(lines)-1].spacing, "the last line is not stretched")
}

func TestWrapIndents(t *testing.T) {
	glyphs := testFaces().shape(plain("一二三四五六七八"), 10, roleOfText)
	lines := wrap(glyphs, measure{width: 50, indent: 20, em: 10})
	assert.Equal(t, []string{"一二三", "四五六七八"}, texts(lines))
	assert.InDelta(t, 20, lines[0].fragments[0].x, 0.01)
	assert.InDelta(t, 0, lines[1].fragments[0].x, 0.01)
}

// alphabet is what trouble is made of.
const alphabet = "一项目改造龘㙍（）《》“”‘’，。；：！？、……——％·ABCxyz0123456789.,-/()%$ \u3000\t\n\u200d\ufe0f𠮷😀é①㎡℃￥々"

func TestWrapKeepsEveryCharacter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	runes := []rune(alphabet)
	for range 3000 {
		var b strings.Builder
		for range random.IntN(80) {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		checkWrap(t, b.String(), 5+random.Float64()*120)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("截至2023年6月30日，共有项目62个（含2个资金待定项目）。", 60.0)
	f.Add(alphabet, 25.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if width > 0 && width < 1000 {
			checkWrap(t, text, width)
		}
	})
}

// checkWrap breaks a text and asserts what holds for every text.
func checkWrap(t *testing.T, text string, width float64) {
	glyphs := testFaces().shape(plain(text), 10, roleOfText)
	want := ""
	for _, g := range glyphs {
		if g.kind != kindBreak {
			want += string(g.r)
		}
	}
	lines := wrap(glyphs, measure{width: width, em: 10, justify: true})
	assert.Equal(t, want, strings.Join(texts(lines), ""), "%q at %.1f", text, width)
	for i, l := range lines {
		content := strings.TrimRight(texts(lines[i : i+1])[0], " \u3000\u00a0")
		if len([]rune(content)) > 1 {
			assert.LessOrEqual(t, l.width, width+0.01, "line %d of %q at %.1f", i, text, width)
		}
	}
}

// No paragraph ends with a single character, and the line that gives one away
// still reaches the edge.
func TestNoLastLineOfOneCharacter(t *testing.T) {
	const width = 20
	for filler := range 3 * width {
		for _, end := range []string{"。", "）。", "”，", ""} {
			glyphs := testFaces().shape(plain(strings.Repeat("一，二三“四”", 12)[:3*(filler+width)]+"末"+end), 10, roleOfText)
			lines := wrap(glyphs, measure{width: 10 * width, em: 10, justify: true})
			last := texts(lines)[len(lines)-1]
			assert.Greater(t, len([]rune(strings.Trim(last, "。，、）“”"))), 1, "%v", texts(lines))
			for _, l := range lines[:len(lines)-1] {
				assert.InDelta(t, 10*width, l.width, 5.1, "%v", texts(lines))
			}
		}
	}
}

// One character left for a last line is alone, with its marks; two are not.
func TestOneCharacterIsAlone(t *testing.T) {
	for text, want := range map[string]bool{"": false, "一": true, "一。": true, "一）。": true, "一二": false, "一\n二三": true} {
		assert.Equal(t, want, leavesOne(testFaces().shapeAs(roleBody, text, bodySize)), text)
	}
}
