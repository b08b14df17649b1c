package templates

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

var (
	ruleCodes = strings.Fields(`F01 F02 F03 F04 F05 F06 F07 F08 F09 F10 L01 L02 L03 L04 L05 L06 L07 L08 L09 L10 L11 L12 L13 L14 L15
		U01 U02 U03 U04 U05 U06 U07 U08 U09 U10 U11 S01 S02 S03 S04 S05 P01 P02 P03 P04 P05 P06
		T01 T02 T03 T04 T05 T06 T07 T08 M01 M02 M03 M04 M05 M06 M07 M08
		Q01 Q02 Q03 Q04 Q05 Q06 Q07 Q08 Q09 Q10 Q11 Q12 Q13 Q14
		H01 H02 H03 H04 H05 H06 H07 H08 H09 H10 H11 H12 H13 C01 C02 C03 C04 C05 C06 C07 C08 L16 L17
		X01 X02 X03 X04 X05 X06 X07 X08 X09 X10`)
	errorCodes = `F01 F02 F03 F04 L01 L02 L03 L13 U01 U04 U05 U06 U10 S01 S02 S03 S04 S05 P01 P03
		T01 T02 T03 T04 M01 M02 M03 Q01 Q02 Q03 Q04 Q07 C01 C02 X02`
	noteCodes  = "F06 F07 L04 L08 L10 L15 L17 U08 U09 U11 T07 M07 Q14 H07 H10 C03 X04 X05 X07"
	fixedCodes = `F01 F02 F03 F04 F09 F10 L01 L02 L03 L13 U01 U04 U05 U06 S01 S02 S03 S04 P01 T01 T02 M01 Q01 Q02 Q03 C01 C02 L16`
)

func TestRules(t *testing.T) {
	placeholder := regexp.MustCompile(`\{[^}]*\}`)
	columns := index(t, "栏目", "代号")
	rules := index(t, "规则", "代号")
	assert.Len(t, rules, len(ruleCodes))
	for _, code := range ruleCodes {
		r, ok := rules[code]
		if !assert.True(t, ok, "%s is missing", code) {
			continue
		}
		level, open := "请核实", "是"
		if strings.Contains(errorCodes, code) {
			level = "必须改"
		} else if strings.Contains(noteCodes, code) {
			level = "已记录"
		}
		if strings.Contains(fixedCodes, code) {
			open = "否"
		}
		assert.Equal(t, level, r["级别"], code)
		assert.Equal(t, open, r["可调整"], code)
		assert.Equal(t, "是", r["启用"], code)
		assert.LessOrEqual(t, utf8.RuneCountInString(r["标题"]), 12, code)
		for _, column := range []string{"标题", "提示", "怎么改", "含义", "正例", "反例"} {
			assert.NotEmpty(t, r[column], "%s %s", code, column)
			for _, p := range placeholder.FindAllString(r[column], -1) {
				assert.Contains(t, strings.Fields("{值} {应为} {栏目} {项目} {单位} {另} {差} {建议} {原文}"), p, code)
			}
		}
		assert.Equal(t, 1, strings.Count(r["提示"], "。"), "%s: the message is one sentence", code)
		for _, key := range append(r.list("栏目"), r.list("依据栏目")...) {
			assert.Contains(t, columns, key, code)
		}
	}
}
