package excel

import (
	"fmt"
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/report"
)

// filingColumns are the columns of 报送情况. The equation of the rows stands
// together: read = counted + the rest.
func filingColumns() []column {
	return []column{
		{title: "序号", width: 5}, {title: "部门", width: 19}, {title: "报送方式", width: 14}, {title: "报送情况", width: 10},
		{title: "第几次报送", width: 7}, {title: "文件", width: 26}, {title: "附带文件", width: 16}, {title: "保存时间", width: 11},
		{title: "读出行数", width: 6}, {title: "计入", width: 6}, {title: "待核实", width: 7}, {title: "重复", width: 6},
		{title: "冲突未采用", width: 7}, {title: "旧版", width: 6}, {title: "示例", width: 6}, {title: "行数核对", width: 7},
		{title: "读出总投资", width: 12}, {title: "计入总投资", width: 12}, {title: "未计入总投资", width: 12},
		{title: "必须改", width: 7}, {title: "请核实", width: 7}, {title: "读取转换", width: 7},
	}
}

// Columns of the equation on 报送情况.
const (
	filingRead      = 9
	filingCounted   = 10
	filingBalance   = 16
	filingReadTotal = 17
	filingErrors    = 20
	filingNotes     = 22
)

// filings writes who reported what and when, and proves that no row is lost.
func (b *workbook) filings(l *layout) {
	r := l.report
	columns := filingColumns()
	header := list{columns: columns}
	p := b.newTab(setup{
		back: true, name: form.PageFilings, widths: header.widths(), freezeCols: 2, freezeRows: form.ListHeaderRow, titleRows: "$3:$3",
	})
	p.heading(r.Meta.Quarter.Chinese()+"报送情况", "读出行数=计入+待核实+重复+冲突未采用+旧版+示例，每个部门和合计都要相等；金额单位：万元。")
	p.write(rowOptions{least: 34}, header.header()...)
	first := p.row + 1
	for _, f := range r.Filings {
		p.write(rowOptions{least: heightList}, filingCells(f, p.row+1)...)
	}
	last := p.row
	if last >= first {
		p.write(rowOptions{height: 24}, filingTotal(r.Balance, first, last)...)
		p.do(p.autoFilter(form.ListHeaderRow, len(columns), last))
	}
	p.close()
}

func (p *tab) autoFilter(header, columns, last int) error {
	if p.err != nil {
		return nil
	}
	return p.file.AutoFilter(p.name, at(header, 1)+":"+at(last, columns), nil)
}

func filingCells(f report.Filing, row int) []cell {
	cells := []cell{
		countCell(f.No).as(lookCenter), words(f.Unit), words(f.Reporting), centered(f.State), countOrBlank(f.Round).as(lookCenter),
		words(strings.Join(f.Files, "\n")), words(strings.Join(f.Attachments, "\n")), centered(f.Saved),
	}
	return append(cells, balanceCells(f, row)...)
}

// balanceCells are the figures of one line, its own equation among them.
func balanceCells(f report.Filing, row int) []cell {
	rows := f.Rows
	parts := rows.Counted + rows.Faulty + rows.Duplicate + rows.Overruled + rows.Superseded + rows.Example
	verdict := "相等"
	if parts != rows.Read {
		verdict = "不等"
	}
	check := fmt.Sprintf(`IF(%s=SUM(%s:%s),"相等","不等")`, at(row, filingRead), at(row, filingCounted), at(row, filingBalance-1))
	return []cell{
		countCell(rows.Read), countCell(rows.Counted), countCell(rows.Faulty), countCell(rows.Duplicate), countCell(rows.Overruled), countCell(rows.Superseded),
		countCell(rows.Example), live(check, centered(verdict)), moneyCell(rows.ReadTotal), moneyCell(rows.CountedTotal), moneyCell(rows.OtherTotal),
		countCell(f.Errors), countCell(f.Warnings), countCell(f.Notes),
	}
}

// filingTotal adds the lines up, live.
func filingTotal(total report.Filing, first, last int) []cell {
	cells := make([]cell, filingRead-1)
	for i := range cells {
		cells[i].look = lookCell
	}
	cells[1] = words("合计")
	cells = append(cells, balanceCells(total, last+1)...)
	for col := filingRead; col <= filingNotes; col++ {
		span := at(first, col) + ":" + at(last, col)
		switch {
		case col == filingBalance:
		case col >= filingReadTotal && col < filingErrors:
			cells[col-1].formula = "ROUND(SUM(" + span + "),6)"
		default:
			cells[col-1].formula = "SUM(" + span + ")"
		}
	}
	return totals(cells)
}
