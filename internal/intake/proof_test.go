package intake_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"
)

// breakage is one thing to get wrong in a sound paper, and what has to be
// found: its rule in its cell, and nothing else.
type breakage struct {
	rule  string
	about string // where a rule is broken in several ways

	row   int   // of the paper
	typed cells // what is typed there instead; nil leaves a cell blank
	paper func(*paper)
	page  func(*testing.T, *sheetProjects) // changes the laid-out page
	book  func(*testing.T, []byte) []byte
	file  string // name of the file, "" for the unit's
	opt   intake.Options

	at       string                           // column of the finding, in row
	where    func(*sheetProjects) (at string) // or its address; "" for none
	also     []string                         // further findings the same thing has to give, as RULE column
	severity plan.Severity                    // "" for the rule's own
	not      []string                         // layouts it cannot be done in
}

// only leaves out all layouts but some.
func only(names ...string) []string {
	var not []string
	for _, l := range layouts {
		if !slices.Contains(names, l.name) {
			not = append(not, l.name)
		}
	}
	return not
}

// A rule speaks where its one thing is broken, in whatever layout, and no
// other rule does.
func TestEveryRuleIsFoundInItsCell(t *testing.T) {
	slowtest.Long(t)
	for _, l := range layouts {
		before := findings(t, read(t, "管理办.xlsx", l.lay(t, sound()).bytes(t), intake.Options{Quarter: quarter}))
		require.Empty(t, before, "a sound paper is clean in layout %q", l.name)
		for _, b := range slices.Concat(rowBreakages, fileBreakages) {
			if slices.Contains(b.not, l.name) {
				continue
			}
			t.Run(b.rule+" "+cmp.Or(b.about, b.at)+"/"+l.name, func(t *testing.T) { b.prove(t, l) })
		}
	}
}

func (b breakage) prove(t *testing.T, l layout) {
	in := sound()
	if b.typed != nil {
		in.rows[b.row] = maps.Clone(in.rows[b.row])
		maps.Copy(in.rows[b.row], b.typed)
	}
	if b.paper != nil {
		b.paper(&in)
	}
	pg := l.lay(t, in)
	if b.page != nil {
		b.page(t, pg)
	}
	book := pg.bytes(t)
	if b.book != nil {
		book = b.book(t, book)
	}
	opt := b.opt
	opt.Quarter = quarter
	sub := read(t, cmp.Or(b.file, "管理办.xlsx"), book, opt)
	assert.ElementsMatch(t, b.wanted(pg), findings(t, sub))
}

// wanted are the findings as findings words them.
func (b breakage) wanted(pg *sheetProjects) []string {
	rule, _ := plan.Builtin().Rule(b.rule)
	at := ""
	switch {
	case b.where != nil:
		at = b.where(pg)
	case b.at != "":
		at = pg.at(b.row, b.at)
	}
	wanted := []string{fmt.Sprint(b.rule, " ", at, " ", cmp.Or(b.severity, rule.Severity))}
	for _, w := range b.also {
		var code, key string
		_, err := fmt.Sscan(w, &code, &key)
		if err != nil {
			panic(err) // of this file's own tables
		}
		rule, _ := plan.Builtin().Rule(code)
		wanted = append(wanted, fmt.Sprint(code, " ", pg.at(b.row, key), " ", rule.Severity))
	}
	return wanted
}

// read reads a file the way check does.
func read(t *testing.T, name string, book []byte, opt intake.Options) *filing.Submission {
	t.Helper()
	p := plan.Builtin()
	sub := judged(name, book, p, opt)
	portfolio.Settle(sub, p, nil, 0)
	balance(t, sub)
	return sub
}

// judged is what is found in a file.
func judged(name string, book []byte, p *plan.Plan, opt intake.Options) *filing.Submission {
	return judgedAll(name, book, p, opt)[0]
}

func judgedAll(name string, book []byte, p *plan.Plan, opt intake.Options) []*filing.Submission {
	subs := intake.Read(intake.Received{Path: name, Data: book}, p, opt)
	for _, sub := range subs {
		check.Judge(sub, p, check.Options{Quarter: opt.Quarter, AsOf: opt.AsOf})
	}
	return subs
}

// balance proves that every row is accounted for.
func balance(t *testing.T, sub *filing.Submission) {
	t.Helper()
	o := stream.Object(sub)
	require.Equal(t, o.Rows, o.Accepted+o.Rejected)
	for _, r := range sub.Rows {
		require.Equal(t, r.Cause == filing.Counted, len(r.Rules) == 0)
	}
}

// findings are what was found, each as RULE cell severity.
func findings(t *testing.T, sub *filing.Submission) []string {
	t.Helper()
	var out []string
	for _, f := range sub.Findings {
		require.NotEmpty(t, f.Message, f.Rule)
		require.NotContains(t, f.Message+f.Hint, "{", f.Rule)
		out = append(out, fmt.Sprint(f.Rule, " ", f.Cell, " ", f.Severity))
	}
	return out
}

// provedElsewhere are the rules that take more than reading and merging, with
// the test that proves them.
var provedElsewhere = map[string]struct{ file, test string }{
	"F06": {"proof_test.go", "TestACopyIsReadOnce"},
	"U11": {"../portfolio/library_test.go", "TestAUnitThatSentOnlyDocuments"},
	"F09": {"../quarter/mail_test.go", "TestMailSpeaksForNobodyElse"},
	"F10": {"../quarter/mail_test.go", "TestMailSpeaksForNobodyElse"},
	"X08": {"../report/draft_test.go", "TestDrafts"},
	"X10": {"../report/build_test.go", "TestAddUnsupported"},
}

// F06 is found by whoever sees both files.
func TestACopyIsReadOnce(t *testing.T) {
	sub := read(t, "管理办(1).xlsx", layouts[1].lay(t, sound()).bytes(t), intake.Options{Quarter: quarter})
	check.MarkCopy(sub, plan.Builtin(), "管理办.xlsx")
	assert.Equal(t, []string{"F06  info"}, findings(t, sub))
	assert.Contains(t, sub.Findings[0].Message, "管理办.xlsx")
	assert.Empty(t, sub.Rows)
	assert.Equal(t, "管理办", sub.Unit)
}

// Every rule of the plan is proved, here or in a test that is named.
func TestEveryRuleIsProved(t *testing.T) {
	proved := map[string]bool{}
	for _, b := range slices.Concat(rowBreakages, fileBreakages) {
		proved[b.rule] = true
	}
	for _, b := range historyBreakages {
		proved[b.rule] = true
	}
	for _, b := range mergeBreakages {
		proved[b.rule] = true
	}
	for code, e := range provedElsewhere {
		source, err := os.ReadFile(filepath.FromSlash(e.file))
		require.NoError(t, err)
		assert.True(t, bytes.Contains(source, []byte("func "+e.test+"(")) && bytes.Contains(source, []byte(code)), "%s: no %s in %s", code, e.test, e.file)
		proved[code] = true
	}
	for _, rule := range plan.Builtin().Rules {
		assert.True(t, proved[rule.Code], "nothing proves %s %s", rule.Code, rule.Title)
	}
}
