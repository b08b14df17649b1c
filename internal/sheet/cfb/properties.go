package cfb

import (
	"math"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The streams in which Office keeps what it knows of a document.
const (
	summaryStream  = "\x05SummaryInformation"
	documentStream = "\x05DocumentSummaryInformation"

	customFormat = "\x05\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\x00\x2B\x2C\xF9\xAE"

	propDictionary = 0
	propCodepage   = 1
	propSaved      = 13

	mostProperties = 1000
)

// Saved returns when a program last saved the document, by its own word; zero if
// it does not say.
func (f *Container) Saved() time.Time {
	const fileTime, tick, epoch1601 = 0x40, 100, 11644473600
	for _, set := range f.sets(summaryStream) {
		if value := set.values[propSaved]; len(value) >= 12 && le.Uint32(value) == fileTime {
			ticks := int64(le.Uint64(value[4:]) & (1<<63 - 1))
			if saved := time.Unix(ticks/1e7-epoch1601, ticks%1e7*tick).UTC(); saved.Year() >= 1980 && saved.Year() < 2200 {
				return saved
			}
		}
	}
	return time.Time{}
}

// Custom returns the custom properties by name; nil if there are none.
func (f *Container) Custom() map[string]string {
	custom := make(map[string]string)
	for _, set := range f.sets(documentStream) {
		if set.format != customFormat {
			continue
		}
		for id, name := range set.names() {
			if value, ok := set.text(set.values[id]); ok {
				custom[name] = value
			}
		}
	}
	if len(custom) == 0 {
		return nil
	}
	return custom
}

// set is a set of properties: the bytes of each from its type on.
type set struct {
	format string
	values map[uint32][]byte
}

// sets reads the sets in a stream, as far as they can be read.
func (f *Container) sets(stream string) []set {
	data, err := f.Stream(stream)
	if err != nil || len(data) < 28 {
		return nil
	}
	var all []set
	for i := range min(int(le.Uint32(data[24:])), 2) {
		entry := 28 + 20*i
		if len(data) < entry+20 {
			break
		}
		if at := uint64(le.Uint32(data[entry+16:])); at+8 <= uint64(len(data)) {
			all = append(all, newSet(string(data[entry:entry+16]), data[at:]))
		}
	}
	return all
}

func newSet(format string, section []byte) set {
	s := set{format: format, values: make(map[uint32][]byte)}
	for i := range min(int(le.Uint32(section[4:])), mostProperties) {
		entry := 8 + 8*i
		if len(section) < entry+8 {
			break
		}
		if at := uint64(le.Uint32(section[entry+4:])); at+4 <= uint64(len(section)) {
			s.values[le.Uint32(section[entry:])] = section[at:]
		}
	}
	return s
}

const (
	utf16Codepage = 1200
	utf8Codepage  = 65001
)

func (s set) codepage() uint16 {
	if value := s.values[propCodepage]; len(value) >= 6 {
		return le.Uint16(value[4:])
	}
	return 0
}

// names returns what the custom properties are called.
func (s set) names() map[uint32]string {
	data := s.values[propDictionary]
	if len(data) < 4 {
		return nil
	}
	names := make(map[uint32]string)
	wide := s.codepage() == utf16Codepage
	count := min(int(le.Uint32(data)), mostProperties)
	for data = data[4:]; count > 0 && len(data) >= 8; count-- {
		id, n := le.Uint32(data), uint64(le.Uint32(data[4:]))
		if wide {
			n = (2*n + 3) &^ 3
		}
		if data = data[8:]; n > uint64(len(data)) {
			break
		}
		names[id] = s.decode(data[:n])
		data = data[n:]
	}
	return names
}

// text returns a value as text.
func (s set) text(value []byte) (string, bool) {
	const (
		typeInt32, typeFloat, typeBool = 3, 5, 11
		typeText, typeWide             = 30, 31
	)
	if len(value) < 8 {
		return "", false
	}
	body := value[4:]
	switch le.Uint32(value) {
	case typeInt32:
		return strconv.Itoa(int(int32(le.Uint32(body)))), true
	case typeFloat:
		if len(body) >= 8 {
			return strconv.FormatFloat(math.Float64frombits(le.Uint64(body)), 'f', -1, 64), true
		}
	case typeBool:
		return strconv.FormatBool(le.Uint16(body) != 0), true
	case typeText:
		if n := uint64(le.Uint32(body)); n <= uint64(len(body)-4) {
			return s.decode(body[4 : 4+n]), true
		}
	case typeWide:
		if n := 2 * uint64(le.Uint32(body)); n <= uint64(len(body)-4) {
			return wideText(body[4 : 4+n]), true
		}
	}
	return "", false
}

// decode reads a text in the set's code page: that of Chinese Windows, if it is
// not UTF-16 or UTF-8.
func (s set) decode(b []byte) string {
	if s.codepage() == utf16Codepage {
		return wideText(b)
	}
	for i, c := range b {
		if c == 0 {
			b = b[:i]
			break
		}
	}
	if s.codepage() != utf8Codepage && !utf8.Valid(b) {
		if plain, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b); err == nil {
			return string(plain)
		}
	}
	return string(b)
}

func wideText(b []byte) string {
	var units []uint16
	for ; len(b) >= 2 && le.Uint16(b) != 0; b = b[2:] {
		units = append(units, le.Uint16(b))
	}
	return string(utf16.Decode(units))
}
