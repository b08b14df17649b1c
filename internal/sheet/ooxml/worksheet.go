package ooxml

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jingpin/internal/sheet"
)

// worksheet reads one worksheet part. In the part of it that holds cells it
// takes nothing that it does not know, so that no cell is passed over.
type worksheet struct {
	*reader
	scan  *scanner
	sheet *sheet.Sheet
	row   int // the last row and, within it, column seen
	col   int
}

// readTab reads a worksheet and what belongs to it.
func (r *reader) readTab(t tab) *sheet.Fault {
	links, fault := r.links(t.part)
	if fault != nil {
		return fault
	}
	w := worksheet{reader: r, sheet: r.build.BeginSheet(t.name, t.hidden, t.part)}
	if w.scan, fault = r.parse(t.part); fault != nil {
		return fault
	}
	w.read()
	if fault := w.scan.end(); fault != nil {
		return w.locate(fault)
	}
	r.build.EndSheet()
	for _, l := range links {
		var fault *sheet.Fault
		switch {
		case l.external:
		case l.kind == "comments":
			fault = r.wb.Overlook(r.readNotes(l.target, w.sheet))
		case l.kind == "drawing":
			fault = r.wb.Overlook(r.present(l.target))
		}
		if fault != nil {
			return fault
		}
	}
	return nil
}

// locate tells people where in the sheet the damage is.
func (w *worksheet) locate(f *sheet.Fault) *sheet.Fault {
	if f.Kind == sheet.Damaged {
		f.Reason = fmt.Sprintf("工作表“%s”在第%d行附近出错：%s", w.sheet.Name, max(w.row, 1), f.Reason)
	}
	return f
}

func (w *worksheet) read() {
	s := w.scan
	if !s.root(spaceMain, "worksheet") {
		return
	}
	found := false
	for s.child(1) {
		switch {
		case s.is("cols"):
			w.readCols()
		case s.is("sheetData") && !found:
			found = true
			w.readRows()
		case s.is("sheetData"):
			s.malformed("有两个数据区")
		case s.is("mergeCells"):
			w.readMerges()
		}
	}
	if !found {
		s.malformed("没有数据区")
	}
}

func (w *worksheet) readRows() {
	s := w.scan
	for s.child(2) {
		if s.is("row") {
			w.readRow()
		} else {
			s.malformed("数据区中有不认识的内容")
		}
	}
}

func (w *worksheet) readRow() {
	s := w.scan
	row := sheet.Row{Number: w.row + 1}
	ok := true
	for _, a := range s.attrs {
		switch string(a.name) {
		case "r":
			row.Number, ok = parseIndex(a.value)
		case "hidden":
			row.Hidden = row.Hidden || s.flag("hidden")
		case "ht":
			row.Hidden = row.Hidden || isNought(a.value) // dragged shut
		case "outlineLevel":
			row.Grouped = string(a.value) != "0"
		}
	}
	if !ok || row.Number <= w.row || row.Number > sheet.MaxRow {
		s.malformed("行号不对或行的次序颠倒")
		return
	}
	w.row, w.col = row.Number, 0
	w.build.BeginRow(row)
	for s.child(3) {
		switch {
		case s.is("c"):
			w.readCell()
		case !s.is("extLst"):
			s.malformed("行中有不认识的内容")
		}
	}
	if fault := w.build.EndRow(); fault != nil {
		s.fail(fault)
	}
}

func (w *worksheet) readMerges() {
	s := w.scan
	for s.child(2) {
		if !s.is("mergeCell") {
			continue
		}
		r, ok := parseRange(s.attr("ref"))
		if !ok {
			s.malformed("合并单元格的范围不对")
		} else if fault := w.build.Merge(r); fault != nil {
			s.fail(fault)
		}
	}
}

// readCols reads which columns are hidden, and their widths. Writers list columns in any order;
// nothing but their looks depends on it.
func (w *worksheet) readCols() {
	s := w.scan
	for s.child(2) && w.room(s, len(w.sheet.HiddenCols), "隐藏的列") {
		if !s.is("col") {
			continue
		}
		first, ok1 := parseIndex(s.attr("min"))
		end, ok2 := parseIndex(s.attr("max"))
		if !ok1 || !ok2 || first < 1 || end < first || first > sheet.MaxCol {
			_ = w.wb.Overlook(sheet.Damage(s.part, "工作表“%s”的列的设置不对", w.sheet.Name))
			continue
		}
		end = min(end, sheet.MaxCol)
		if chars, err := strconv.ParseFloat(string(s.attr("width")), 64); err == nil && s.flag("customWidth") && len(w.sheet.Widths) < w.lim.Items {
			w.sheet.Widths = append(w.sheet.Widths, sheet.Width{First: first, Last: end, Chars: chars})
		}
		if s.flag("hidden") || isNought(s.attr("width")) {
			level := string(s.attr("outlineLevel"))
			w.sheet.HiddenCols = append(w.sheet.HiddenCols, sheet.Span{First: first, Last: end, Grouped: level != "" && level != "0"})
		}
	}
	slices.SortFunc(w.sheet.HiddenCols, func(a, b sheet.Span) int { return cmp.Compare(a.First, b.First) })
}

// isNought reports a height or a width of 0.
func isNought(size []byte) bool { return len(size) > 0 && len(bytes.Trim(size, "0.")) == 0 }
