package plan

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBlank(t *testing.T) {
	const blank = "|无|暂无|没有|无。|（无）|(无)|“无”|「无」|【无】|(暂无)|不涉及|不涉及。|不适用|无此项|" +
		"-|--|－|—|――|— —|——|———|–|−|─|━|‐|⸺|_|＿＿|~|～|〜|/|／|//|\\|＼|╱|.|。|…|……|·|•|、|，|(-)|（——）|“-”|()|（ ）|“”| |\u3000|\u200b|N/A|n/a|空白"
	p := Builtin()
	for _, s := range strings.Split(blank, "|") {
		assert.True(t, p.Blank(s) && p.MayBeBlank(s), "%q", s)
	}
	const filled = "0|零|无障碍改造|无锡路|待定|是|√|×|*|?|？|①|\"|〃|同上|-5|—1|/2|1|a|(0)|没有困难|无无|暂无困难，按计划推进|#|○|●|★"
	for _, s := range strings.Split(filled, "|") {
		assert.False(t, p.Blank(s), "%q", s)
	}
	assert.False(t, p.Blank(strings.Repeat("无", 1000)))
}
