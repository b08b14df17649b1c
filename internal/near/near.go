// Package near finds names that are nearly the same. What flows in are titles of
// projects and who owns them, what flows out are pairs of their places.
package near

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"jingpin/internal/plan"
)

// Search finds the names among many that are nearly the same, without
// comparing each with each.
//
// Two names are only compared when what tells similar projects apart is the
// same in both: numbers, 期 年 号, points of the compass, place numbers such as
// 四村, words in quotation marks. Of these, names within k edits of each other
// share one of their 2k+1 rarest pairs of neighbouring characters, because an
// edit spoils two pairs at most.
type Search struct {
	least plan.Percent
	all   []name         // distinct, in order of first appearance
	found map[string]int // key and marks → place in all
	marks map[string]int // → number of the marks
	pairs map[[2]rune]int
	count []int // how many names have a pair
}

// name is what the search knows of one.
type name struct {
	key   string
	runes []rune // of key
	marks int
	pairs []int  // distinct
	owner string // "" where several own it
}

// New is a search of about size names; near are those at least so alike.
func New(least plan.Percent, size int) *Search {
	return &Search{least: least, all: make([]name, 0, size), found: make(map[string]int, size), marks: map[string]int{}, pairs: map[[2]rune]int{}}
}

const quotes = "“\"‘「『《"

var quoted = regexp.MustCompile(`“[^”]*”|"[^"]*"|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》`)

// tailWords end a name without telling anything.
var tailWords = []string{"项目", "工程"}

// parse gives a name's key without its tail, and its marks. key is the name's
// plan.Key.
func parse(name, key string) (stem, marks string) {
	var found strings.Builder
	bare := key
	if strings.ContainsAny(name, quotes) {
		for _, q := range quoted.FindAllString(name, -1) {
			found.WriteString(plan.Key(q) + "|")
		}
		bare = plan.Key(quoted.ReplaceAllString(name, ""))
	}
	for _, r := range bare {
		if r = arabic(r); r >= '0' && r <= '9' || strings.ContainsRune("十百千期年号东西南北中", r) {
			found.WriteRune(r)
		}
	}
	stem = strings.Map(arabic, key)
	for _, w := range tailWords {
		if cut := strings.TrimSuffix(stem, w); cut != "" {
			stem = cut
		}
	}
	return stem, found.String()
}

// Alike reports two names that are at least so alike, and the same in what tells
// similar projects apart.
func Alike(a, b string, least plan.Percent) bool {
	x, marks := parse(a, plan.Key(a))
	y, others := parse(b, plan.Key(b))
	longest := max(len([]rune(x)), len([]rune(y)))
	return marks == others && plan.Share(longest-levenshtein.ComputeDistance(x, y), longest) >= least
}

// arabic writes a Chinese digit as an Arabic one.
func arabic(r rune) rune {
	if i := slices.Index(chineseDigits, r); i >= 0 {
		return '0' + rune(i%10)
	}
	return r
}

var chineseDigits = []rune("〇一二三四五六七八九零_两")

// Add puts a title in and returns the place of its name, the same for titles
// that differ in nothing that counts. key is the title's NameKey.
func (n *Search) Add(title, key, owner string) int {
	stem, marks := parse(title, strings.ReplaceAll(key, "|", ""))
	at := stem + "|" + marks
	if i, ok := n.found[at]; ok {
		if n.all[i].owner != owner {
			n.all[i].owner = ""
		}
		return i
	}
	i := len(n.all)
	n.found[at] = i
	if _, known := n.marks[marks]; !known {
		n.marks[marks] = len(n.marks)
	}
	runes := []rune(stem)
	n.all = append(n.all, name{key: stem, runes: runes, marks: n.marks[marks], pairs: n.pairsOf(runes), owner: owner})
	return i
}

// pairsOf counts the pairs of neighbouring characters and returns each once.
func (n *Search) pairsOf(runes []rune) []int {
	ps := make([]int, 0, len(runes))
	for i := 1; i < len(runes); i++ {
		pair := [2]rune{runes[i-1], runes[i]}
		p, known := n.pairs[pair]
		if !known {
			p = len(n.count)
			n.pairs[pair] = p
			n.count = append(n.count, 0)
		}
		if !slices.Contains(ps, p) {
			ps = append(ps, p)
			n.count[p]++
		}
	}
	return ps
}

// edits is how many edits two names may be apart, the longer having that many
// characters.
func (n *Search) edits(length int) int {
	k := 0
	for k < length && plan.Share(length-k-1, length) >= n.least {
		k++
	}
	return k
}

// maxNear is how many names that are like it are told of one name: where all
// are alike, more tell nobody anything.
const maxNear = 3

// Pairs are the pairs of places whose names are nearly the same and have not
// one owner alone, in order; of one name, with at most maxNear before it.
func (n *Search) Pairs() [][2]int {
	type spot struct{ marks, pair int }
	index := map[spot][]int{}       // names by their rarest pairs
	seen := make([]int, len(n.all)) // the name each was last compared with, from 1
	var found [][2]int
	for i := range n.all {
		told := 0
		for _, p := range n.rarest(i) {
			at := spot{n.all[i].marks, p}
			for _, j := range index[at] {
				if told == maxNear {
					break
				}
				if seen[j] != i+1 && n.alike(&n.all[i], &n.all[j]) {
					found = append(found, [2]int{j, i})
					told++
				}
				seen[j] = i + 1
			}
			index[at] = append(index[at], i)
		}
	}
	slices.SortFunc(found, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return found
}

// rarest are as many of a name's rarest pairs as one that is near must share
// one of. It puts the name's pairs in order.
func (n *Search) rarest(i int) []int {
	ps := n.all[i].pairs
	slices.SortFunc(ps, func(a, b int) int { return cmp.Or(cmp.Compare(n.count[a], n.count[b]), cmp.Compare(a, b)) })
	longest := len(n.all[i].runes)
	if n.least > 0 {
		longest = longest*int(plan.Full)/int(n.least) + 1
	}
	return ps[:min(len(ps), 2*n.edits(longest)+1)]
}

func (n *Search) alike(a, b *name) bool {
	if a.owner != "" && a.owner == b.owner {
		return false
	}
	length := max(len(a.runes), len(b.runes))
	if apart(a.runes, b.runes) > n.edits(length) {
		return false
	}
	return plan.Share(length-levenshtein.ComputeDistance(a.key, b.key), length) >= n.least
}

// apart is how many characters the longer name has that the shorter has not:
// no fewer edits make the one the other.
func apart(a, b []rune) int {
	if len(a) < len(b) {
		a, b = b, a
	}
	missing := 0
	for _, r := range a {
		if !slices.Contains(b, r) {
			missing++
		}
	}
	return max(missing, len(a)-len(b))
}
