package consolidated

import (
	"bytes"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
)

// ErrNoConflict says that a workbook does not have the conflict any more.
var ErrNoConflict = errors.New("汇总表里已经没有这一项，请先重新出报告")

// Decide writes a decision into a consolidated workbook as if the office had
// chosen it in 重复与冲突核定; an empty choice leaves it open again.
func Decide(book []byte, d filing.Decision) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		if sheet != form.PageConflicts && !strings.HasPrefix(sheet, form.PageConflicts+"(") {
			continue
		}
		cell, err := decisionCell(f, sheet, d)
		if err != nil {
			return nil, err
		}
		if cell == "" {
			continue
		}
		if err := f.SetCellStr(sheet, cell, d.Choice); err != nil {
			return nil, err
		}
		out, err := f.WriteToBuffer()
		if err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	}
	return nil, ErrNoConflict
}

// decisionCell is where a conflict's 核定意见 stands in a sheet, "" for nowhere.
func decisionCell(f *excelize.File, sheet string, d filing.Decision) (string, error) {
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) < form.ListHeaderRow {
		return "", err
	}
	column := map[string]int{}
	for i, title := range rows[form.ListHeaderRow-1] {
		column[title] = i
	}
	at := func(row []string, title string) string {
		if i, ok := column[title]; ok && i < len(row) {
			return row[i]
		}
		return ""
	}
	for i, row := range rows[form.ListHeaderRow:] {
		if at(row, form.ColKey) == d.Key && at(row, form.ColRule) == d.Rule {
			return excelize.CoordinatesToCellName(column[form.ColChoice]+1, form.ListHeaderRow+i+1)
		}
	}
	return "", nil
}
