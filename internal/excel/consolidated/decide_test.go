package consolidated

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// TestWhatIsEnteredIsReadAsTyped enters all that the office can, and takes it
// back again.
func TestWhatIsEnteredIsReadAsTyped(t *testing.T) {
	slowtest.Long(t)
	data, r := written(t, 62)
	entered := func(data []byte, entries []TypedLine) []byte {
		out, err := Enter(data, entries...)
		require.NoError(t, err)
		return out
	}
	before := readBack(t, data).Office

	lead := filing.Decision{Rule: "X02", Key: "X02|1|街区党建", Choice: "采用甲", Basis: "主任办公会"}
	other := office(t, data, func(f *excelize.File) { // 待办 says otherwise
		require.NoError(t, f.SetCellStr(form.PageDesk, deskCell(r, form.ColDecide, isLead), "都不计"))
	})
	book := entered(other, Decided(lead))
	got := readBack(t, book)
	assert.Equal(t, []filing.Decision{lead}, got.Office.Decisions)
	assert.Empty(t, got.Problems)
	assert.Empty(t, readBack(t, entered(book, Decided(filing.Decision{Rule: lead.Rule, Key: lead.Key}))).Office.Decisions)
	later := filing.Decision{Rule: "X03", Key: "of something that came later", Choice: "采用乙"}
	assert.Equal(t, []filing.Decision{later}, readBack(t, entered(data, Decided(later))).Office.Decisions, "the list does not have it yet")

	sent := filing.Sent{What: "管理办：3处请改正", Day: plan.Day(2023, 7, 6)}
	book = entered(data, MarkedSent(sent, true))
	assert.Equal(t, []filing.Sent{sent}, readBack(t, book).Office.Sent)
	assert.Empty(t, readBack(t, entered(book, MarkedSent(sent, false))).Office.Sent)

	change := filing.Change{Kind: filing.ChangeDeadline, Old: "02-003", Before: "2023-12-31", After: "2024-06-30", Basis: "会议纪要", Approved: plan.Day(2023, 6, 1)}
	book = entered(data, Changed(change))
	assert.Equal(t, append(before.Changes, change), readBack(t, book).Office.Changes)
	assert.Equal(t, before.Changes, readBack(t, entered(book, Unchanged(change))).Office.Changes)

	pass := plan.Exception{Rule: "T03", Unit: "管理办", Project: "=HYPERLINK(1)", ApprovedBy: "主任", Reason: "跨期已批", Expires: plan.Day(2023, 12, 31)}
	book = entered(data, LetPass(pass))
	assert.Equal(t, append(before.Exceptions, pass), readBack(t, book).Office.Exceptions)
	second := plan.Exception{Rule: "T04", ApprovedBy: "主任", Reason: "同上"}
	book = entered(book, LetPass(second))
	assert.Equal(t, append(before.Exceptions, pass, second), readBack(t, book).Office.Exceptions, "each has a line of its own")
	assert.Equal(t, append(before.Exceptions, second), readBack(t, entered(book, Withdraw(pass))).Office.Exceptions)
}

// TestListIsFoundWhereItWasMoved puts rows above the list.
func TestListIsFoundWhereItWasMoved(t *testing.T) {
	data, _ := written(t, 10)
	moved := office(t, data, func(f *excelize.File) { require.NoError(t, f.InsertRows(form.PageExceptions, 1, 2)) })
	pass := plan.Exception{Rule: "T03", ApprovedBy: "主任", Reason: "跨期已批"}
	out, err := Enter(moved, LetPass(pass)...)
	require.NoError(t, err)
	assert.Contains(t, readBack(t, out).Office.Exceptions, pass)
	gone := office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(form.PageExceptions, book.At(form.ListHeaderRow, 1), "代号"))
	})
	_, err = Enter(gone, LetPass(pass)...)
	assert.ErrorIs(t, err, ErrNoSheet)
}
