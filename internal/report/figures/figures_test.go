package figures

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIn(t *testing.T) {
	for text, want := range map[string][]string{
		"共有项目62个，占6.50%":       {"62个", "6.50%"},
		"投资26,886.85万元、2.69亿元": {"26886.85万元", "2.69亿元"},
		"１２项，低于应达11.7个百分点":     {"12项", "11.7个百分点"},
		"1.管理办。2、营商办（3）第4次会议":  nil,
		"截至2023年6月30日":         {"2023年", "6月", "30日"},
		"没有数字":                 nil,
	} {
		var got []string
		for _, f := range In(text) {
			got = append(got, f.Text)
		}
		assert.Equal(t, want, got, text)
	}
}

func TestHolds(t *testing.T) {
	known := KnownOf("共有项目62个，总投资2.69亿元")
	for text, want := range map[string]bool{"62个": true, "62": true, "63": false, "62项": false, "26900万元": true, "26901万元": false, "3亿元": true} {
		assert.Equal(t, want, known.Holds(In(text)[0]), text)
	}
}
