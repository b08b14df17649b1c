package odf

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// style is what a reader of cells needs of a style.
type style struct {
	parent string
	data   string // the name of its style of numbers
	line   strikeLine
	hidden bool    // of a table
	width  float64 // of a column, in characters; 0 for none of its own
}

// strikeLine says whether a style strikes through.
type strikeLine uint8

const (
	noWord strikeLine = iota // that is left to its parent
	struck
	notStruck
)

// appearance is what a cell's style and its parents come to.
type appearance struct {
	format string
	struck bool
}

const mostParents = 32

// styleKey is under which name a style of a family is kept: names are unique only
// within one.
func styleKey(family, name string) string { return family + "/" + name }

// readStyles reads the common styles.
func (r *reader) readStyles(p *xmlPart) {
	p.walk(func(e xml.StartElement) bool { return !r.readStyle(p, e) })
}

// readStyle reads an element if it is a style.
func (r *reader) readStyle(p *xmlPart, e xml.StartElement) bool {
	if len(r.styles)+len(r.formats) >= r.lim.Items {
		p.fail(r.lim.OverItems(p.name, "样式"))
		return false
	}
	switch e.Name.Local {
	case "style", "default-style":
		if e.Name.Local == "style" || attr(e, "family") == "table-cell" {
			r.addStyle(p, e)
			return true
		}
	case "number-style", "currency-style", "percentage-style", "date-style", "time-style", "text-style", "boolean-style":
		r.addFormat(p, e)
		return true
	}
	return false
}

func (r *reader) addStyle(p *xmlPart, e xml.StartElement) {
	s := style{parent: attr(e, "parent-style-name"), data: attr(e, "data-style-name")}
	family, name := attr(e, "family"), attr(e, "name")
	p.children(func(c xml.StartElement) bool {
		for _, a := range c.Attr {
			switch {
			case c.Name.Local == "text-properties" && (a.Name.Local == "text-line-through-style" || a.Name.Local == "text-line-through-type"):
				s.line = struck
				if a.Value == "none" {
					s.line = notStruck
				}
			case c.Name.Local == "table-properties" && a.Name.Local == "display":
				s.hidden = a.Value == "false"
			case c.Name.Local == "table-column-properties" && a.Name.Local == "column-width":
				s.width = characters(a.Value)
			}
		}
		return false
	})
	r.styles[styleKey(family, name)] = s
}

// appearanceOf returns what a cell with a style looks like.
func (r *reader) appearanceOf(name string) appearance {
	if a, known := r.resolved[name]; known {
		return a
	}
	var a appearance
	line, data := noWord, ""
	next := name
	for range mostParents {
		s, ok := r.styles[styleKey("table-cell", next)]
		if !ok {
			break
		}
		if data == "" {
			data = s.data
		}
		if line == noWord {
			line = s.line
		}
		if next == "" {
			break
		}
		next = s.parent // at last the default style, which has no name
	}
	a = appearance{format: r.code(data), struck: line == struck}
	r.resolved[name] = a
	return a
}

// dataStyle is a style of numbers: the format code that means the same, and the
// styles that apply instead under conditions.
type dataStyle struct {
	code string
	maps []condition
}

type condition struct{ test, style string }

// addFormat reads a style of numbers.
func (r *reader) addFormat(p *xmlPart, e xml.StartElement) {
	var d dataStyle
	var b strings.Builder
	p.children(func(c xml.StartElement) bool {
		long := attr(c, "style") == "long"
		pick := func(short, full string) {
			if long {
				short = full
			}
			b.WriteString(short)
		}
		switch c.Name.Local {
		case "text":
			b.WriteString(quote(p.characters()))
			return true
		case "currency-symbol":
			b.WriteString(quote(p.characters()))
			return true
		case "number", "scientific-number", "fraction":
			b.WriteString(p.places(c))
			return true
		case "text-content":
			b.WriteByte('@')
		case "year":
			pick("yy", "yyyy")
		case "month":
			if attr(c, "textual") == "true" {
				pick("mmm", "mmmm")
			} else {
				pick("m", "mm")
			}
		case "day":
			pick("d", "dd")
		case "day-of-week":
			pick("aaa", "aaaa")
		case "hours":
			pick("h", "hh")
		case "minutes":
			pick("m", "mm")
		case "seconds":
			pick("s", "ss")
		case "am-pm":
			b.WriteString("AM/PM")
		case "era":
			pick("g", "gg")
		case "map":
			d.maps = append(d.maps, condition{strings.TrimPrefix(attr(c, "condition"), "value()"), attr(c, "apply-style-name")})
		}
		return false
	})
	d.code = b.String()
	if e.Name.Local == "percentage-style" && strings.Contains(d.code, `"%"`) {
		d.code = strings.Replace(d.code, `"%"`, "%", 1)
	}
	r.formats[attr(e, "name")] = d
}

// places returns the places of a number, with what stands among them.
func (p *xmlPart) places(e xml.StartElement) string {
	embedded := make(map[int]string) // by how many places follow
	p.children(func(c xml.StartElement) bool {
		if c.Name.Local != "embedded-text" {
			return false
		}
		at := count(attr(c, "position"))
		embedded[at] = p.characters()
		return true
	})
	if attr(e, "decimal-places") == "" && attr(e, "grouping") != "true" && attr(e, "display-factor") == "" && len(embedded) == 0 && e.Name.Local == "number" {
		return general
	}
	whole := max(1, min(count(attr(e, "min-integer-digits")), 30))
	for at := range embedded {
		whole = max(whole, min(at+1, 30))
	}
	var b strings.Builder
	if attr(e, "grouping") == "true" {
		b.WriteString("#,##")
	}
	for left := whole; left > 0; left-- {
		if left < whole && embedded[left] != "" {
			b.WriteString(quote(embedded[left]))
		}
		b.WriteByte('0')
	}
	if decimals := min(count(attr(e, "decimal-places")), 30); decimals > 0 {
		b.WriteString("." + strings.Repeat("0", decimals))
	}
	for factor, _ := strconv.ParseFloat(attr(e, "display-factor"), 64); factor >= 1000 && factor < 1e18; factor /= 1000 {
		b.WriteByte(',')
	}
	if e.Name.Local == "scientific-number" {
		b.WriteString("E+00")
	}
	return b.String()
}

// code returns the format code of a style of numbers; "" for none.
func (r *reader) code(name string) string {
	d, ok := r.formats[name]
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, m := range d.maps {
		if len(m.test) > 32 || b.Len() > r.lim.NumFmtLen {
			break
		}
		b.WriteString("[" + m.test + "]" + r.formats[m.style].code + ";")
	}
	b.WriteString(d.code)
	code := b.String()
	if code == general {
		return ""
	}
	if long := []rune(code); len(long) > r.lim.NumFmtLen {
		code = string(long[:r.lim.NumFmtLen])
	}
	return code
}

// general is the format code that shows a number as it is.
const general = "General"

// quote writes a text as one that a format shows as it is.
func quote(text string) string {
	if text == "" {
		return ""
	}
	if strings.Trim(text, "-/: ()+") == "" {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// count reads a number of things; 0 for what is none.
func count(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// characters returns a length as the width of a column: at 96 dots an inch
// a character takes 7 of them, and the column's edges 5; 0 for what is no length.
func characters(length string) float64 {
	const dots, each, edges = 96, 7, 5
	for unit, inch := range map[string]float64{"cm": 2.54, "mm": 25.4, "in": 1, "pt": 72, "pc": 6} {
		if number, ok := strings.CutSuffix(length, unit); ok {
			n, err := strconv.ParseFloat(number, 64)
			if chars := (n/inch*dots - edges) / each; err == nil && 0 < chars && chars <= 255 {
				return chars
			}
		}
	}
	return 0
}
