package biff

import "jingpin/internal/sheet"

// objectNumber returns the number of a drawn object, 0 if its record has none.
func objectNumber(rec record) int {
	const common, length = 0x15, 0x12
	if len(rec.data) < 4+length || le.Uint16(rec.data) != common || le.Uint16(rec.data[2:]) != length {
		return 0
	}
	return int(le.Uint16(rec.data[6:]))
}

// readObjectText reads the text of the object before it.
func (w *worksheet) readObjectText(rec record) {
	if len(rec.data) < 12 || len(rec.more) == 0 || len(w.notes) >= w.lim.Items {
		return
	}
	n := int(le.Uint16(rec.data[10:]))
	t := &recordReader{more: rec.more}
	wide := t.byte()&flagWide != 0
	if chars := t.chars(n, wide); !t.failed {
		w.notes[w.obj] = string(chars)
	}
}

// readNote reads where a note is, whose it is and in which object its text.
func (w *worksheet) readNote(rec record) {
	if len(rec.data) < 11 || len(w.marks) >= w.lim.Items {
		return
	}
	author := newText(rec, 8)
	chars, _ := author.string(2)
	if !author.failed {
		w.marks = append(w.marks, unreadNote{int(le.Uint16(rec.data)) + 1, int(le.Uint16(rec.data[2:])) + 1, int(le.Uint16(rec.data[6:])), string(chars)})
	}
}

func (w *worksheet) addNotes(sh *sheet.Sheet) {
	for _, m := range w.marks {
		sh.Notes = append(sh.Notes, sheet.Note{Row: m.row, Col: m.col, Author: m.author, Text: w.notes[m.obj]})
	}
}
