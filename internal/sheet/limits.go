package sheet

import "fmt"

// Limits bounds what Open is willing to read, so that no file can exhaust time
// or memory. Every field counts: a zero allows none of its kind, so start from
// DefaultLimits.
type Limits struct {
	FileBytes     int // size of the file
	Entries       int // entries of the zip archive
	UnpackedBytes int // size of all entries together, unpacked
	Elements      int // XML elements in all parts that are parsed
	Sheets        int // sheets of any kind
	Rows          int // rows that hold a cell, in one worksheet
	Columns       int // columns that hold a cell, in one worksheet, wherever they are
	Cells         int // cells of all worksheets together, empty ones with a style included; also texts in the string table
	Text          int // characters of one cell
	Merges        int // merged ranges of one worksheet
	Items         int // styles, notes, properties or relationships, in one part
	NumFmtLen     int // characters of a number format code
}

// DefaultLimits leaves an order of magnitude above what offices send, and
// keeps Open under a second and a few hundred megabytes.
var DefaultLimits = Limits{
	FileBytes:     50 << 20,
	Entries:       1000,
	UnpackedBytes: 256 << 20,
	Elements:      20_000_000,
	Sheets:        200,
	Rows:          200_000,
	Columns:       512,
	Cells:         5_000_000,
	Text:          32_767, // more than that Excel cannot store
	Merges:        50_000,
	Items:         65_536,
	NumFmtLen:     255,
}

// What the sender of a workbook beyond a limit should do.
const (
	adviceMedia   = "删掉图片和用不着的工作表，另存后再报"
	adviceRest    = "只留项目计划表和填报说明，删掉其他工作表，以及表格下方和右侧多余的行列，另存后再报"
	adviceShorten = "把这一格的文字缩短，长的材料另外发"
	adviceAnew    = "新建一个空白工作簿，把表格用“选择性粘贴”里的“数值”复制过去，另存后再报"
)

// OverFileBytes is the fault of a file that is too large.
func (l Limits) OverFileBytes() *Fault {
	return TooMuch("", "文件太大", "文件不超过"+Megabytes(l.FileBytes), adviceMedia)
}

// OverEntries is the fault of an archive of too many entries.
func (l Limits) OverEntries() *Fault {
	return TooMuch("", "内部部件太多", fmt.Sprintf("内部部件不超过%d个", l.Entries), adviceMedia)
}

// OverUnpacked is the fault of an archive that is too large unpacked.
func (l Limits) OverUnpacked(part string) *Fault {
	return TooMuch(part, "解压后太大", "解压后不超过"+Megabytes(l.UnpackedBytes), adviceMedia)
}

// OverElements is the fault of too many XML elements.
func (l Limits) OverElements(part string) *Fault {
	return TooMuch(part, "内部元素太多", fmt.Sprintf("内部元素不超过%d个", l.Elements), adviceRest)
}

// OverSheets is the fault of too many sheets.
func (l Limits) OverSheets() *Fault {
	return TooMuch("", "工作表太多", fmt.Sprintf("工作表不超过%d个", l.Sheets), adviceRest)
}

// OverRows is the fault of a sheet of too many rows.
func (l Limits) OverRows(part, sheet string) *Fault {
	return TooMuch(part, fmt.Sprintf("工作表“%s”的行太多", sheet), fmt.Sprintf("每个工作表有内容的行不超过%d行", l.Rows), adviceRest)
}

// OverColumns is the fault of a sheet of too many columns.
func (l Limits) OverColumns(part, sheet string) *Fault {
	return TooMuch(part, fmt.Sprintf("工作表“%s”有内容的列太多", sheet), fmt.Sprintf("每个工作表有内容的列不超过%d列", l.Columns), adviceRest)
}

// OverCells is the fault of too many cells.
func (l Limits) OverCells(part, sheet string) *Fault {
	return TooMuch(part, fmt.Sprintf("读到工作表“%s”时单元格太多(刷了格式的空格也算)", sheet), fmt.Sprintf("单元格总数不超过%d个", l.Cells), adviceRest)
}

// OverText is the fault of a cell of too long a text.
func (l Limits) OverText(part, sheet, cell string) *Fault {
	return TooMuch(part, fmt.Sprintf("工作表“%s”的单元格%s文字太长", sheet, cell), fmt.Sprintf("每格文字不超过%d字", l.Text), adviceShorten)
}

// OverStrings is the fault of a string table of too many texts.
func (l Limits) OverStrings(part string) *Fault {
	return TooMuch(part, "文字表的条目太多", fmt.Sprintf("文字不超过%d条", l.Cells), adviceRest)
}

// OverMerges is the fault of a sheet of too many merged ranges.
func (l Limits) OverMerges(part, sheet string) *Fault {
	return TooMuch(part, fmt.Sprintf("工作表“%s”的合并单元格太多", sheet), fmt.Sprintf("每个工作表的合并单元格不超过%d处", l.Merges), adviceAnew)
}

// OverItems is the fault of too many of what Items bounds.
func (l Limits) OverItems(part, what string) *Fault {
	return TooMuch(part, what+"太多", fmt.Sprintf("%s不超过%d个", what, l.Items), adviceAnew)
}

// OverNumFmtLen is the fault of a number format that is too long.
func (l Limits) OverNumFmtLen(part string) *Fault {
	return TooMuch(part, "有一个数字格式太长", fmt.Sprintf("数字格式不超过%d个字符", l.NumFmtLen), adviceAnew)
}

// Megabytes words a size.
func Megabytes(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d字节", n)
	}
	return fmt.Sprintf("%dMB", n>>20)
}
