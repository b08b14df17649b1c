package intake

import (
	"jingpin/internal/intake/values"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// What looks like a resident's number: a mobile number, or an identity number
// of eighteen or fifteen digits with a date of birth in it.
var (
	mobile = regexp.MustCompile(`(?:^|[^0-9.])((?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?:[^0-9]|$)`)
	born   = regexp.MustCompile(`(?:^|[^0-9.])([1-9][0-9]{5}[- ]?(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[- ]?[0-9]{3}[0-9Xx])(?:[^0-9]|$)`)
	oldID  = regexp.MustCompile(`(?:^|[^0-9.])([1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})(?:[^0-9]|$)`)
)

// fewestDigits is how many digits the shortest of these numbers has.
const fewestDigits = 11

// struckOut stands in place of such a number, wherever the text is kept.
var struckOut = strings.Repeat("*", fewestDigits)

// isPersonal reports what looks like a resident's identity or mobile number,
// or one that has been struck out.
func isPersonal(s string) bool {
	if strings.Contains(s, struckOut) {
		return true
	}
	if !hasDigits(s) {
		return false
	}
	s = legible(s)
	return mobile.MatchString(s) || born.MatchString(s) || oldID.MatchString(s)
}

// masked is a text with such numbers struck out.
func masked(s string) string {
	if !isPersonal(s) {
		return s
	}
	s = legible(s)
	for _, form := range []*regexp.Regexp{born, oldID, mobile} {
		for {
			at := form.FindStringSubmatchIndex(s)
			if at == nil {
				break
			}
			s = s[:at[2]] + struckOut + s[at[3]:]
		}
	}
	return s
}

// legible is a text as a reader sees it: invisible characters do not hide a
// number.
func legible(s string) string {
	s, _ = values.Clean(s)
	return norm.NFKC.String(s)
}

// hasDigits reports a text with as many digits as the shortest of these
// numbers, full-width ones included.
func hasDigits(s string) bool {
	if len(s) < fewestDigits {
		return false
	}
	n := 0
	for i := range len(s) {
		b := s[i]
		wide := b >= 0x90 && b <= 0x99 && i >= 2 && s[i-2] == 0xef && s[i-1] == 0xbc
		if b >= '0' && b <= '9' || wide {
			if n++; n == fewestDigits {
				return true
			}
		}
	}
	return false
}
