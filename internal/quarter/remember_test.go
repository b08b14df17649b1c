package quarter

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
)

// What a department has answered in a return outlives a fresh file of its, which
// has no place for answers, and no return, which has.
func TestAnswersOutliveFreshFiles(t *testing.T) {
	answer := filing.Answer{Finding: "H02|7|绿廊|累计完成投资", Value: "30", Text: "审计核减"}
	before := []*filing.Submission{{Unit: "管理办", Round: 1, Answers: []filing.Answer{answer}}}
	for _, c := range []struct {
		now  filing.Submission
		want int
	}{
		{filing.Submission{Unit: "管理办"}, 1},
		{filing.Submission{Unit: "管理办", Round: 2}, 0},
		{filing.Submission{Unit: "服务办"}, 0},
		{filing.Submission{Unit: "管理办", ByOffice: true}, 0},
	} {
		sent := c.now
		col := collection{subs: []*filing.Submission{&sent}}
		col.remember(before)
		assert.Len(t, col.subs[0].Answers, c.want, "%+v", c.now)
		assert.Empty(t, sent.Answers, "what was read stays as it was sent")
	}
}
