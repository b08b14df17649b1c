package returns

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/excel/book"
)

// defaultWidth is how wide columns are where a sheet does not say.
const defaultWidth = 9.140625

// widthOf is the width of a column of a worksheet, in characters.
func widthOf(part []byte, col int) (float64, error) {
	_, all, err := headOf(part)
	if err != nil {
		return 0, err
	}
	width := defaultWidth
	for _, e := range all {
		switch e.name {
		case "sheetFormatPr":
			for _, name := range []string{"baseColWidth", "defaultColWidth"} {
				if w, err := strconv.ParseFloat(e.attr(name), 64); err == nil && w > 0 {
					width = w
				}
			}
		case "cols":
			_, below, err := e.inside(part)
			if err != nil {
				return 0, err
			}
			for _, c := range below {
				first, last := c.columns()
				if w, err := strconv.ParseFloat(c.attr("width"), 64); err == nil && w > 0 && first <= col && col <= last {
					return w, nil
				}
			}
		}
	}
	return width, nil
}

// columns are the columns a <col> is about; none for one that does not say.
func (e childElement) columns() (first, last int) {
	first, errFirst := strconv.Atoi(e.attr("min"))
	last, errLast := strconv.Atoi(e.attr("max"))
	if errFirst != nil || errLast != nil {
		return 1, 0
	}
	return first, last
}

// setWidth gives a column of a plain worksheet a width and shows it. Of
// columns that one element is about the others stay as they are.
func setWidth(part []byte, col int, width float64) ([]byte, error) {
	head, all, err := headOf(part)
	if err != nil {
		return nil, err
	}
	own := colText(nil, col, col, width)
	cols, ok := named(all, "cols")
	if !ok {
		return splice(part, len(head), len(head), "<cols>"+own+"</cols>"), nil
	}
	_, below, err := cols.inside(part)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, c := range below {
		first, last := c.columns()
		if own != "" && first > col {
			text.WriteString(own)
			own = ""
		}
		if col < first || last < col {
			text.WriteString(colText(c.attrs, first, last, 0))
			continue
		}
		if first < col {
			text.WriteString(colText(c.attrs, first, col-1, 0))
		}
		text.WriteString(colText(c.attrs, col, col, width))
		own = ""
		if col < last {
			text.WriteString(colText(c.attrs, col+1, last, 0))
		}
	}
	return splice(part, cols.start, cols.end, "<cols>"+text.String()+own+"</cols>"), nil
}

// colText is a <col>. With a width, it is wide and shown.
func colText(attrs []xml.Attr, first, last int, width float64) string {
	text := fmt.Sprintf(`<col min="%d" max="%d"`, first, last)
	if width > 0 {
		text += ` width="` + strconv.FormatFloat(width, 'f', -1, 64) + `" customWidth="1"`
	}
	for _, a := range attrs {
		switch name := a.Name.Local; {
		case name == "min" || name == "max":
		case width > 0 && slices.Contains([]string{"width", "customWidth", "hidden", "bestFit"}, name):
		default:
			if a.Name.Space != "" {
				name = a.Name.Space + ":" + name
			}
			text += fmt.Sprintf(` %s="%s"`, name, a.Value) // numbers and truths: nothing to escape
		}
	}
	return text + "/>"
}

// hasPanes reports a worksheet whose view is split or frozen.
func hasPanes(part []byte) (bool, error) {
	_, _, below, err := lastView(part)
	return slices.ContainsFunc(below, func(e childElement) bool { return e.name == "pane" }), err
}

// lastView is the last view of a worksheet, where it stands and what is in it.
// Without one it is empty, and stands where it would.
func lastView(part []byte) (views, view childElement, below []childElement, err error) {
	head, all, err := headOf(part)
	if err != nil {
		return childElement{}, childElement{}, nil, err
	}
	views, ok := named(all, "sheetViews")
	if !ok {
		at := len(head)
		for _, e := range all { // what comes behind the views
			if e.name == "sheetFormatPr" || e.name == "cols" {
				at = min(at, e.start)
			}
		}
		return childElement{start: at, end: at}, childElement{}, nil, nil
	}
	_, in, err := views.inside(part)
	in = slices.DeleteFunc(in, func(e childElement) bool { return e.name != "sheetView" })
	if err != nil || len(in) == 0 {
		return views, childElement{}, nil, err
	}
	view = in[len(in)-1]
	view.start, view.end = view.start+views.start, view.end+views.start
	_, below, err = view.inside(part)
	return views, view, below, err
}

// setPanes keeps the rows of a plain worksheet down to one in view, 0 for none.
func setPanes(part []byte, rows int) ([]byte, error) {
	views, view, below, err := lastView(part)
	if err != nil {
		return nil, err
	}
	pane := ""
	if rows > 0 {
		pane = fmt.Sprintf(`<pane ySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/>`, rows, book.At(rows+1, 1))
	}
	if view.name == "" {
		return splice(part, views.start, views.end, `<sheetViews><sheetView workbookViewId="0">`+pane+`</sheetView></sheetViews>`), nil
	}
	text := part[view.start:view.end]
	tag := bytes.IndexByte(text, '>') + 1
	kept := ""
	for _, e := range below {
		if e.name != "pane" && e.name != "selection" { // a selection tells the pane it is in
			kept += string(text[e.start:e.end])
		}
	}
	open := strings.TrimSuffix(strings.TrimSuffix(string(scrolled.ReplaceAll(text[:tag], nil)), ">"), "/")
	return splice(part, view.start, view.end, open+">"+pane+kept+"</sheetView>"), nil
}

// scrolled is how far down a view is: the rows above would be out of reach for
// good when those below were kept in view.
var scrolled = regexp.MustCompile(`\stopLeftCell="[^"]*"`)

var (
	selectedTab = regexp.MustCompile(`\stabSelected="[^"]*"`)
	viewTag     = regexp.MustCompile(`<sheetView\b`)
)

// selectOnly has one sheet selected: where several are, what is typed goes
// into all of them.
func (p *markable) selectOnly(sheets map[string]string, name string) {
	for other, part := range sheets {
		data := p.Data[part]
		head := len(data)
		if i := bytes.Index(data, []byte("sheetData")); i >= 0 {
			head = i
		}
		views := selectedTab.ReplaceAll(data[:head], nil)
		if other == name {
			views = viewTag.ReplaceAll(views, []byte(`<sheetView tabSelected="1"`))
		}
		if len(views) != head || other == name {
			p.Put(part, slices.Concat(views, data[head:]))
		}
	}
}
