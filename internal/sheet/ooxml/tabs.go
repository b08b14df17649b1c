package ooxml

import (
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/sheet"
)

// tab is an entry of the workbook's list of sheets.
type tab struct {
	name   string
	hidden bool
	part   string
}

// longestName bounds, in bytes, the names of sheets, which go into messages.
// Excel allows 31 characters, other programs some more.
const longestName = 255

// readWorkbook reads the workbook part and the parts all sheets share, and
// returns the worksheets in tab order.
func (r *reader) readWorkbook(main string) ([]tab, *sheet.Fault) {
	links, fault := r.links(main)
	if fault != nil {
		return nil, fault
	}
	tabs, fault := r.readTabs(main, links)
	if fault != nil {
		return nil, fault
	}
	if fault := r.readShared(links); fault != nil {
		return nil, fault
	}
	return tabs, nil
}

// readShared reads what the workbook's cells share: styles and texts. Where one
// is damaged or missing, it depends on the cells whether they need it.
func (r *reader) readShared(links []link) *sheet.Fault {
	var styles, texts string // the parts read
	for _, l := range links {
		var fault *sheet.Fault
		switch {
		case l.external:
		case l.kind == "styles" && l.target != styles:
			if styles != "" {
				return sheet.Damage(l.target, "有两份单元格样式")
			}
			styles = l.target
			r.noStyles = r.readStyles(l.target)
			fault = r.wb.Overlook(r.noStyles)
		case l.kind == "sharedStrings" && l.target != texts:
			if texts != "" {
				return sheet.Damage(l.target, "有两份文字表")
			}
			texts = l.target
			r.noTexts = r.readStrings(l.target)
			fault = r.wb.Overlook(r.noTexts)
		case l.kind == "externalLink":
			fault = r.wb.Overlook(r.readExternal(l.target))
		}
		if fault != nil {
			return fault
		}
	}
	return nil
}

// readTabs reads the workbook part itself.
func (r *reader) readTabs(main string, links []link) ([]tab, *sheet.Fault) {
	s, fault := r.parse(main)
	if fault != nil {
		return nil, fault
	}
	var tabs []tab
	listed := 0
	if s.root(spaceMain, "workbook") {
		for s.child(1) {
			switch {
			case s.is("workbookPr"):
				r.wb.Date1904 = s.flag("date1904")
			case s.is("sheets"):
				tabs, listed = r.listTabs(s, links)
			}
		}
	}
	if fault := s.end(); fault != nil {
		return nil, fault
	}
	if listed == 0 {
		return nil, sheet.Damage(main, "没有工作表")
	}
	return tabs, uniqueNames(main, tabs)
}

// listTabs reads <sheets> and returns the worksheets, and how many sheets of
// any kind are listed.
func (r *reader) listTabs(s *scanner, links []link) (tabs []tab, listed int) {
	for ; s.child(2); listed++ {
		if !s.is("sheet") {
			s.malformed("工作表清单中有不认识的内容")
			break
		}
		if listed == r.lim.Sheets {
			s.fail(r.lim.OverSheets())
			break
		}
		if t, ok := r.newTab(s, links); ok {
			tabs = append(tabs, t)
		}
	}
	return tabs, listed
}

// newTab reads one <sheet>; false for what is no worksheet, or at a fault.
func (r *reader) newTab(s *scanner, links []link) (tab, bool) {
	t := tab{name: string(s.attr("name"))}
	if len(t.name) > longestName {
		return t, s.malformed("有一个工作表的名称太长")
	}
	switch string(s.attr("state")) {
	case "hidden", "veryHidden":
		t.hidden = true
	}
	id := string(s.attrIn(spaceRel, "id"))
	for i, l := range links {
		if l.id != id || l.external {
			continue
		}
		if slices.ContainsFunc(links[i+1:], func(m link) bool { return m.id == id && m.target != l.target }) {
			return t, s.malformed(fmt.Sprintf("工作表“%s”有两个部件", t.name))
		}
		t.part = l.target
		if strings.HasSuffix(l.kind, "acrosheet") { // xlMacrosheet, xlIntlMacrosheet
			r.wb.Macros = true
		}
		return t, l.kind == "worksheet"
	}
	if id == "" && s.attrIn(spaceRel, "id") != nil { // a module of Excel 5: no cells
		r.wb.Macros = true
		return t, false
	}
	return t, s.malformed(fmt.Sprintf("工作表“%s”没有对应的部件", t.name))
}

func uniqueNames(main string, tabs []tab) *sheet.Fault {
	seen := make(map[string]bool, len(tabs))
	for _, t := range tabs {
		key := strings.ToLower(t.name)
		if seen[key] {
			return sheet.Damage(main, "有两个工作表都叫“%s”", t.name)
		}
		seen[key] = true
	}
	return nil
}

// readExternal records which workbook an external link leads to.
func (r *reader) readExternal(part string) *sheet.Fault {
	links, fault := r.links(part)
	for _, l := range links {
		if l.external {
			r.wb.Links = append(r.wb.Links, l.target)
		}
	}
	return fault
}
