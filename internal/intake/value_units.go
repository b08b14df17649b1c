package intake

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// listSeparators stand between the names of a list, in either width.
const listSeparators = "、,，;；/／\n\t|｜+＋&＆"

// splitNames takes a list of names apart at 、 , ; / and line breaks, never
// inside brackets, and at 和 及 与 会同 where both sides are bodies we know.
// Names are otherwise as typed.
func splitNames(p *plan.Plan, s string) []string {
	var names []string
	depth, start := 0, 0
	flush := func(end, next int) {
		// A remark in brackets by itself, 管理办 and below it (牵头), names nobody.
		if name := strings.Trim(s[start:end], " 　。."); name != "" && withoutBrackets(name) != "" {
			names = append(names, splitConjunction(p, name)...)
		}
		start = next
	}
	for i, r := range s {
		end := i + len(string(r))
		switch {
		case strings.ContainsRune("([（［【", r):
			depth++
		case strings.ContainsRune(")]）］】", r):
			depth = max(0, depth-1)
		case depth > 0:
		case strings.ContainsRune(listSeparators, r):
			flush(i, end)
		case blankRune(r) && knownBody(p, s[start:i]):
			flush(i, end)
		}
	}
	flush(len(s), len(s))
	return names
}

var conjunctions = []string{"会同", "以及", "和", "及", "与"}

// splitConjunction splits A和B only where both are known: 和 also stands in
// names.
func splitConjunction(p *plan.Plan, name string) []string {
	if knownBody(p, name) {
		return []string{name}
	}
	for _, word := range conjunctions {
		for at := 0; ; {
			i := strings.Index(name[at:], word)
			if i < 0 {
				break
			}
			left, right := strings.TrimSpace(name[:at+i]), strings.TrimSpace(name[at+i+len(word):])
			if left == "" {
				return splitConjunction(p, right)
			}
			if knownBody(p, left) {
				if parts := splitConjunction(p, right); allKnown(p, parts) {
					return append([]string{left}, parts...)
				}
			}
			at += i + len(word)
		}
	}
	return []string{strings.TrimSuffix(name, "等")}
}

func allKnown(p *plan.Plan, names []string) bool {
	for _, n := range names {
		if !knownBody(p, n) {
			return false
		}
	}
	return len(names) > 0
}

// knownBody reports a unit of the roster or a neighbourhood.
func knownBody(p *plan.Plan, name string) bool {
	if strings.TrimSpace(name) == "" {
		return false
	}
	if _, ok := rosterUnit(p, name); ok {
		return true
	}
	return plan.Neighbourhood(name)
}

// leadUnit finds the one unit a lead cell names; a remark in brackets behind
// the name is left aside.
func leadUnit(p *plan.Plan, raw string) (plan.Unit, bool) {
	if u, ok := rosterUnit(p, raw); ok {
		return u, true
	}
	names := splitNames(p, raw)
	if len(names) != 1 {
		return plan.Unit{}, false
	}
	if u, ok := rosterUnit(p, names[0]); ok {
		return u, true
	}
	return rosterUnit(p, withoutBrackets(names[0]))
}

// listedBodies are the bodies a list names, units by their roster names, each
// once.
func listedBodies(p *plan.Plan, s string) []string {
	var bodies []string
	for _, name := range splitNames(p, s) {
		if u, ok := rosterUnit(p, name); ok {
			name = u.Name
		}
		if name != "" && !slices.Contains(bodies, name) {
			bodies = append(bodies, name)
		}
	}
	return bodies
}
