// Package biffrec writes records of the old binary format: what flows in are
// numbers and texts, what flows out are their bytes, for workbooks that are made
// up.
package biffrec

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// New is one record. A number takes two bytes, unless its type says otherwise;
// a text takes two bytes a character.
func New(id uint16, parts ...any) []byte {
	le := binary.LittleEndian
	var data []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			data = le.AppendUint16(data, uint16(p))
		case byte:
			data = append(data, p)
		case uint32:
			data = le.AppendUint32(data, p)
		case float64:
			data = le.AppendUint64(data, math.Float64bits(p))
		case string:
			for _, u := range utf16.Encode([]rune(p)) {
				data = le.AppendUint16(data, u)
			}
		case []byte:
			data = append(data, p...)
		}
	}
	return append(le.AppendUint16(le.AppendUint16(nil, id), uint16(len(data))), data...)
}
