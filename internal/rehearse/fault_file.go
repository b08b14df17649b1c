package rehearse

import (
	"slices"
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
)

// fileFault is one thing to get wrong about a sheet or file.
type fileFault struct {
	rule  string
	fits  func(*sheetLayout) bool // nil fits every simple layout
	needs int                     // rows
	apply func(*plan.Plan, *submission)
}

// fitsLayout reports a layout the fault shows in.
func (f *fileFault) fitsLayout(l *sheetLayout) bool {
	if f.fits == nil {
		return isSimple(l)
	}
	return f.fits(l)
}

// fileFaults are the faults of sheets and files: every rule from F to U that
// one file can break by itself.
var fileFaults = []fileFault{
	{rule: "L02", apply: dropColumn("deadline")},
	{rule: "F01", apply: unreadable("F01", ".xls", become(ole("Book")))},
	{rule: "U10", apply: askWrongQuarter},
	{rule: "F03", apply: unreadable("F03", "", truncate)},
	{rule: "L07", fits: sumsUp, needs: 1, apply: addWrongly},
	{rule: "L03", apply: doubleColumn},
	{rule: "U01", needs: 2, apply: hideUnit},
	{rule: "F02", apply: unreadable("F02", "", become(ole("EncryptedPackage")))},
	{rule: "L01", apply: writeProse},
	{rule: "L08", fits: func(l *sheetLayout) bool { return isSimple(l) && l.group != groupRows }, apply: reportNothing},
	{rule: "F05", apply: carryMacros},
	{rule: "L05", needs: 2, apply: func(_ *plan.Plan, s *submission) { s.layout.hideRow = 2 }},
	{rule: "U03", apply: borrowName},
	{rule: "L09", fits: func(l *sheetLayout) bool { return isSimple(l) && l.totals == noTotals && l.again == 0 && !l.gap }, needs: 3, apply: mergeName},
	{rule: "F03", apply: unreadable("F03", "", flipBit)},
	{rule: "L02", apply: dropColumn("total")},
	{rule: "U02", apply: mistakeUnit},
	{rule: "F07", apply: linkBooks},
	{rule: "L06", fits: isForm, apply: useOldForm},
	{rule: "F01", apply: unreadable("F01", "", become([]byte("序号,项目名称,完成时限\n1,街角景观提升,2023-11-30\n")))},
	{rule: "L02", apply: dropColumn("status")},
	{rule: "F03", apply: unreadable("F03", "", cutSheet)},
	{rule: "F04", apply: manySheets},
	{rule: "L05", apply: func(_ *plan.Plan, s *submission) { s.layout.hideColumn = "content" }},
	{rule: "F01", apply: unreadable("F01", "", become([]byte("<html><body><table><tr><td>项目名称</td></tr></table></body></html>")))},
	{rule: "L02", apply: dropColumn("lead")},
	{rule: "L05", apply: hideSheet},
	{rule: "L02", apply: dropColumn("progress")},
	{rule: "F08", apply: loseProperties},
	{rule: "L11", fits: takesLines, needs: 2, apply: takeApart},
	{rule: "L12", fits: takesLines, needs: 2, apply: goOnBelow},
	{rule: "L14", apply: keepDraft},
	{rule: "L15", fits: takesLines, needs: 1, apply: addRemark},
	{rule: "L16", fits: func(l *sheetLayout) bool { return isSimple(l) && l.group != groupRows && l.group != groupBlank }, needs: 1, apply: tickNothing},
}

// isSimple fits a layout of one sheet with the form's columns and nothing to
// be found in it.
func isSimple(l *sheetLayout) bool {
	return l.group != trackSheets && len(l.extras) == 0 && l.hideRow == 0 && l.hideColumn == ""
}

// isForm fits the form's own layout. Whoever has another has no form of ours.
func isForm(l *sheetLayout) bool { return l.name == layouts[0].name }

func sumsUp(l *sheetLayout) bool { return isSimple(l) && l.totals != noTotals }

// refuse keeps only rows about which nothing else is to be said, and counts
// none of them.
func (s *submission) refuse(p *plan.Plan, rule string) {
	s.refused = true
	s.in.rows = slices.DeleteFunc(s.in.rows, func(r typedRow) bool { return noted(p, r.project) })
	s.wrong(rule)
}

// unreadable makes the file one that cannot be opened.
func unreadable(rule, ending string, damage func([]byte) ([]byte, error)) func(*plan.Plan, *submission) {
	return func(_ *plan.Plan, s *submission) {
		s.unread, s.unit = true, ""
		s.damage = append(s.damage, damage)
		s.wrong(rule)
		if ending != "" {
			s.path = strings.TrimSuffix(s.path, ".xlsx") + ending
		}
	}
}

func carryMacros(_ *plan.Plan, s *submission) {
	s.damage = append(s.damage, addMacros)
	s.path = strings.TrimSuffix(s.path, ".xlsx") + ".xlsm"
	s.wrong("F05")
}

func linkBooks(_ *plan.Plan, s *submission) {
	s.damage = append(s.damage, addLink)
	s.wrong("F07")
}

// saveLegacy saves the file in the format of Excel 97 to 2003, which is no fault.
func saveLegacy(_ *plan.Plan, s *submission) {
	s.legacy = true
	s.path = strings.TrimSuffix(s.path, ".xlsx") + ".xls"
}

// loseProperties damages what says who saved the file and when.
func loseProperties(_ *plan.Plan, s *submission) {
	s.damage = append(s.damage, operate(func(parts *opc.Package) {
		core := parts.Data["docProps/core.xml"]
		parts.Put("docProps/core.xml", core[:len(core)/2])
	}))
	s.wrong("F08")
}

// manySheets adds more empty sheets than a file may have.
func manySheets(_ *plan.Plan, s *submission) {
	const limit = 200
	s.unread, s.unit = true, ""
	s.edits = append(s.edits, func(pg *sheetPage) {
		for i := range limit {
			pg.book.sheets = append(pg.book.sheets, &grid{name: "空表" + plan.Count(i+1)})
		}
	})
	s.wrong("F04")
}

// hideSheet shows a page of advice and hides the plan behind it.
func hideSheet(_ *plan.Plan, s *submission) {
	s.edits = append(s.edits, func(pg *sheetPage) {
		advice := &grid{name: "填报须知"}
		advice.put(1, 1, text("请各部门于季度末月20日前报送。"))
		pg.book.sheets[0].hidden = true
		pg.book.sheets = append([]*grid{advice}, pg.book.sheets...)
	})
	name := s.layout.sheetName()
	s.found = append(s.found, func(*sheetPage) ExpectedFinding { return ExpectedFinding{Rule: "L05", Sheet: name} })
}

// dropColumn leaves out a required column.
func dropColumn(key string) func(*plan.Plan, *submission) {
	return func(p *plan.Plan, s *submission) {
		s.layout.columns = slices.DeleteFunc(slices.Clone(s.layout.all(p)), func(k string) bool { return k == key })
		s.refuse(p, "L02")
	}
}

// doubleColumn has the deadline's header stand over one more column.
func doubleColumn(p *plan.Plan, s *submission) {
	_, header := s.layout.header(p, "deadline")
	s.edits = append(s.edits, func(pg *sheetPage) {
		g := pg.book.sheets[0]
		col := g.header.right + 1
		g.put(g.header.top, col, text(header))
		g.merge(g.header.top, col, g.header.bottom, col)
		for _, at := range pg.at {
			g.put(at.row, col, text("2025-12-31"))
		}
	})
	s.refuse(p, "L03")
}

// writeProse sends a page of text instead of a table.
func writeProse(_ *plan.Plan, s *submission) {
	s.unread = true
	s.edits = append(s.edits, func(pg *sheetPage) {
		g := &grid{name: "总结"}
		for i, line := range []string{s.in.unit + "本季度工作总结", "一、重点项目有序推进，街角景观提升完成过半。", "二、下季度继续推进背街小巷改造。"} {
			g.put(i+1, 1, text(line))
		}
		pg.book.sheets = []*grid{g}
	})
	s.wrong("L01")
}

func reportNothing(_ *plan.Plan, s *submission) {
	s.in.rows = nil
	s.layout.totals = noTotals
	s.layout.foot = append([]string{form.ZeroReport + form.ZeroTick}, s.layout.foot...)
	s.wrong("L08")
}

// addWrongly makes the last total row say 100 万元 too much.
func addWrongly(p *plan.Plan, s *submission) {
	s.layout.formulas = false
	s.edits = append(s.edits, func(pg *sheetPage) {
		g, at := pg.lastTotal()
		var sum plan.Money
		for _, r := range s.in.rows {
			sum += r.project.Total.Value()
		}
		g.put(at.row, pg.columns["total"], s.layout.spell.amount(plan.Exactly(sum+100*plan.Wan)))
	})
	s.found = append(s.found, func(pg *sheetPage) ExpectedFinding {
		_, at := pg.lastTotal()
		return ExpectedFinding{"L07", at.sheet, ref(at.row, pg.columns["total"]), at.row}
	})
}

// lastTotal is the 合计 row and its sheet.
func (pg *sheetPage) lastTotal() (*grid, laidRow) {
	at := pg.totals[len(pg.totals)-1]
	i := slices.IndexFunc(pg.book.sheets, func(g *grid) bool { return g.name == at.sheet })
	return pg.book.sheets[i], at
}

// mergeName has three projects share one merged name, each its own point.
func mergeName(_ *plan.Plan, s *submission) {
	first := s.in.rows[0]
	for i, sub := range []string{"东段", "中段", "西段"} {
		r := s.in.rows[i]
		r.project = first.project
		r.project.Sub = sub
		if i > 0 {
			r.typed = map[string]gridCell{"name": {}}
		}
		s.in.rows[i] = r
	}
	s.edits = append(s.edits, func(pg *sheetPage) {
		col := pg.columns["name"]
		pg.book.sheets[0].merge(pg.at[0].row, col, pg.at[2].row, col)
	})
	s.found = append(s.found, func(pg *sheetPage) ExpectedFinding {
		at, name := pg.cell(0, "name")
		return ExpectedFinding{"L09", at.sheet, name, at.row}
	})
}

// hideUnit leaves nothing that tells who reports.
func hideUnit(p *plan.Plan, s *submission) {
	s.in.unit, s.identity = "", nil
	s.path = "上报/项目表" + s.serial + ".xlsx"
	other := (&mishap{p, s, 0}).otherUnit()
	s.refuse(p, "U01")
	for i := range s.in.rows {
		if i%2 == 1 {
			s.in.rows[i].project.Lead, s.in.rows[i].project.Partners = other, nil
		}
	}
	s.unit = ""
}

// mistakeUnit has the heading name a body that is not in the list.
func mistakeUnit(_ *plan.Plan, s *submission) {
	s.in.unit = "区绿化市容局"
	s.wrong("U02")
}

// borrowName sends the file under another unit's name.
func borrowName(p *plan.Plan, s *submission) {
	other := (&mishap{p, s, 0}).otherUnit()
	s.path = "上报/" + other + s.serial + ".xlsx"
	s.wrong("U03")
}

// askWrongQuarter heads the sheet with the quarter before.
func askWrongQuarter(p *plan.Plan, s *submission) {
	s.in.quarter = s.in.quarter.Add(-1)
	s.refuse(p, "U10")
}

// useOldForm fills in the form of an earlier version.
func useOldForm(p *plan.Plan, s *submission) {
	s.identity = &form.Identity{Template: "0", Plan: p.FormDigest(), Unit: s.unit, Quarter: s.in.quarter}
	s.wrong("L06")
}
