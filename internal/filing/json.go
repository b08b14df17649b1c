package filing

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// object is a JSON object being written; blank values are left out. Projects
// and findings are written by hand, for a large quarter has them by the hundred
// thousand and writes them several times: this takes a third of the library's
// time.
type object struct{ b []byte }

func (o *object) key(key string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), key...), '"', ':')
}

func (o *object) raw(key, value string) {
	o.key(key)
	o.b = append(o.b, value...)
}

func (o *object) text(key, s string) {
	if s != "" {
		o.key(key)
		o.b = appendText(o.b, s)
	}
}

// must writes a text that is not left out when it is blank.
func (o *object) must(key, s string) {
	o.key(key)
	o.b = appendText(o.b, s)
}

func (o *object) flag(key string, set bool) {
	if set {
		o.raw(key, "true")
	}
}

func (o *object) count(key string, n int) {
	if n != 0 {
		o.raw(key, strconv.Itoa(n))
	}
}

func (o *object) date(key string, d plan.Date) {
	if d != 0 {
		o.text(key, d.String())
	}
}

func (o *object) amount(key string, a plan.Amount) {
	if a != (plan.Amount{}) {
		o.text(key, a.String())
	}
}

func (o *object) percent(key string, p *plan.Percent) {
	if p != nil {
		o.raw(key, p.String())
	}
}

func (o *object) list(key string, list []string) {
	if len(list) == 0 {
		return
	}
	o.key(key)
	o.b = append(o.b, '[')
	for i, s := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendText(o.b, s)
	}
	o.b = append(o.b, ']')
}

// source writes a row's place, in which nothing is left out.
func (o *object) source(s Source) {
	o.b = appendText(append(o.b, `{"file":`...), s.File)
	o.b = appendText(append(o.b, `,"sheet":`...), s.Sheet)
	o.b = strconv.AppendInt(append(o.b, `,"row":`...), int64(s.Row), 10)
	o.b = append(o.b, '}')
}

func (o *object) years(targets map[int]string) {
	var years []int
	for y := range targets {
		years = append(years, y)
	}
	slices.Sort(years)
	for _, y := range years {
		o.text(plan.YearKey(y), targets[y])
	}
}

// appendText adds a text as JSON has it. Most texts stand as they are.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	quoted, _ := marshal(s) // a text is never refused
	return append(b, quoted...)
}

// plain reports a text in which JSON escapes nothing.
func plain(s string) bool {
	ascii, separators := true, false
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
		separators = separators || c == 0xA8 || c == 0xA9 // U+2028 and U+2029 end so
	}
	return ascii || utf8.ValidString(s) && !(separators && strings.ContainsAny(s, "\u2028\u2029"))
}
