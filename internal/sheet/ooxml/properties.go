package ooxml

import (
	"strings"
	"time"

	"jingpin/internal/sheet"
)

// readCustom reads the custom document properties.
func (r *reader) readCustom(part string) *sheet.Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	custom := make(map[string]string)
	if s.root(spaceCustom, "Properties") {
		for s.child(1) && r.room(s, len(custom), "文档属性") {
			name := string(s.attr("name"))
			value := ""
			for s.child(2) {
				value = string(s.appendText(nil))
			}
			custom[name] = value
		}
	}
	if fault := s.end(); fault != nil {
		return fault
	}
	r.wb.Custom = custom
	return nil
}

// readCore reads from the core document properties when the file was saved.
func (r *reader) readCore(part string) *sheet.Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	var saved time.Time
	if s.root(spaceCore, "coreProperties") {
		for s.child(1) {
			if s.space == spaceDCTerms && string(s.local) == "modified" {
				saved = parseTime(string(s.appendText(nil)))
			}
		}
	}
	if fault := s.end(); fault != nil {
		return fault
	}
	r.wb.Saved = saved
	return nil
}

// parseTime reads a W3C date and time; zero if it is none.
func parseTime(text string) time.Time {
	text = strings.TrimSpace(text)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
