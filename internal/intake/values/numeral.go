package values

import (
	"slices"
	"strings"
)

// hanziDigits are the figures 0 to 9 in words, in either writing.
var hanziDigits = map[rune]int{
	'〇': 0, '零': 0, '○': 0, '一': 1, '壹': 1, '二': 2, '两': 2, '贰': 2, '三': 3, '叁': 3, '四': 4, '肆': 4,
	'五': 5, '伍': 5, '六': 6, '陆': 6, '七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9,
}

var hanziTens = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// small reads a number up to 31 in words: 六, 十二, 三十, 廿五. next is where it
// ends, i when there is none.
func (t *text) small(i int) (value, next int) {
	next = i
	if t.peek(i) == '廿' {
		value, next = 20, i+1
		if d, ok := hanziDigits[t.peek(next)]; ok && d > 0 {
			return value + d, next + 1
		}
		return value, next
	}
	d, ok := hanziDigits[t.peek(next)]
	if ok && d > 0 {
		value, next = d, next+1
	}
	if t.peek(next) != '十' {
		return value, next
	}
	value, next = max(value, 1)*10, next+1
	if d, ok := hanziDigits[t.peek(next)]; ok && d > 0 {
		value, next = value+d, next+1
	}
	return value, next
}

// hanziNumber reads a whole text of a number in words, such as 一百二十万, as
// that many ones. It is only ever a suggestion.
func hanziNumber(r []rune) (value int64, ok bool) {
	const most = 1_000_000_000_000
	var total, section, digit int64
	figures := false
	for _, c := range r {
		if d, isFigure := hanziDigits[c]; isFigure {
			digit, figures = int64(d), true
			continue
		}
		if tens, isTens := hanziTens[c]; isTens {
			section += max(digit, 1) * tens
			digit, figures = 0, true
			continue
		}
		switch c {
		case '万', '萬':
			total += (section + digit) * 10_000
		case '亿', '億':
			total = (total + section + digit) * 100_000_000
		default:
			return 0, false
		}
		if section+digit == 0 {
			return 0, false
		}
		section, digit = 0, 0
	}
	total += section + digit
	return total, figures && total <= most
}

// hasHanziDigit reports a figure in words.
func hasHanziDigit(r []rune) bool {
	return slices.ContainsFunc(r, func(c rune) bool { _, ok := hanziDigits[c]; return ok || c == '十' })
}

// isHanziNumeral reports a text of nothing but figures in words.
func isHanziNumeral(r []rune) bool {
	return len(r) > 0 && strings.Trim(string(r), "〇零○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億") == ""
}
