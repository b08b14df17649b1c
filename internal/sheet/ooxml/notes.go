package ooxml

import "jingpin/internal/sheet"

// readNotes reads the notes part of a worksheet.
func (r *reader) readNotes(part string, sh *sheet.Sheet) *sheet.Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	var authors []string
	var notes []sheet.Note
	if !s.root(spaceMain, "comments") {
		return s.end()
	}
	for s.child(1) {
		switch {
		case s.is("authors"):
			for s.child(2) && r.room(s, len(authors), "批注作者") {
				authors = append(authors, string(s.appendText(nil)))
			}
		case s.is("commentList"):
			for s.child(2) && r.room(s, len(notes), "批注") {
				notes = append(notes, r.newNote(s, authors))
			}
		}
	}
	if fault := s.end(); fault != nil {
		return fault
	}
	sh.Notes = append(sh.Notes, notes...)
	return nil
}

func (r *reader) newNote(s *scanner, authors []string) sheet.Note {
	var n sheet.Note
	var ok bool
	if n.Row, n.Col, ok = parseRef(s.attr("ref")); !ok {
		s.malformed("批注的位置不对")
	}
	if i, ok := parseIndex(s.attr("authorId")); ok && i < len(authors) {
		n.Author = authors[i]
	}
	r.value = r.value[:0]
	for s.child(3) {
		if s.is("text") {
			r.value = r.richText(s, r.value)
		}
	}
	n.Text = string(r.value)
	return n
}
