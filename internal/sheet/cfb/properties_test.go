package cfb

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// property is one of a set: its number and its bytes from the type on.
type property struct {
	id    uint32
	value []byte
}

// propertySet makes the stream of one set.
func propertySet(format string, properties ...property) []byte {
	out := append([]byte{0xFE, 0xFF, 0, 0, 6, 2, 2, 0}, make([]byte, 16)...)
	out = le.AppendUint32(out, 1)
	out = append(out, format...)
	out = le.AppendUint32(out, 48)
	var values []byte
	section := le.AppendUint32(le.AppendUint32(nil, 0), uint32(len(properties)))
	for _, p := range properties {
		section = le.AppendUint32(section, p.id)
		section = le.AppendUint32(section, uint32(8+8*len(properties)+len(values)))
		values = append(values, p.value...)
	}
	return append(append(out, section...), values...)
}

func words(values ...uint32) []byte {
	var b []byte
	for _, v := range values {
		b = le.AppendUint32(b, v)
	}
	return b
}

func opened(t *testing.T, name string, stream []byte) *Container {
	t.Helper()
	f, err := Open(container(name, stream))
	require.NoError(t, err)
	return f
}

func TestSaved(t *testing.T) {
	want := time.Date(2023, 6, 17, 6, 0, 0, 0, time.UTC)
	ticks := uint64(want.Unix()+11644473600) * 1e7
	stamp := append(words(0x40), le.AppendUint64(nil, ticks)...)
	assert.Equal(t, want, opened(t, summaryStream, propertySet("0123456789abcdef", property{2, words(3, 0)}, property{propSaved, stamp})).Saved())
	for name, value := range map[string][]byte{"another type": words(3, 1, 1), "never": words(0x40, 0, 0), "far off": words(0x40, 0, 1<<31), "cut": stamp[:8]} {
		assert.Zero(t, opened(t, summaryStream, propertySet("0123456789abcdef", property{propSaved, value})).Saved(), name)
	}
	assert.Zero(t, opened(t, "Book", nil).Saved())
	whole := propertySet("0123456789abcdef", property{propSaved, stamp})
	for n := range whole {
		assert.Zero(t, opened(t, summaryStream, whole[:n]).Saved())
	}
}

func TestCustom(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("单位")
	require.NoError(t, err)
	value, err := simplifiedchinese.GB18030.NewEncoder().String("管理办\x00")
	require.NoError(t, err)
	text := func(kind uint32, s string, n int) []byte { return append(words(kind, uint32(n)), s...) }
	dictionary := append(words(4, 2, uint32(len(gbk)+1)), gbk+"\x00"...)
	dictionary = append(append(dictionary, words(3, 2)...), "n\x00"...)
	dictionary = append(append(dictionary, words(4, 2)...), "b\x00"...)
	dictionary = append(append(dictionary, words(5, 2)...), "f\x00"...)
	stream := propertySet(customFormat, property{propDictionary, dictionary}, property{propCodepage, words(2, 936)},
		property{2, text(30, value, len(value))}, property{3, words(3, 7)}, property{4, words(11, 0xFFFF)}, property{5, words(5, 0, 0x40040000)})
	assert.Equal(t, map[string]string{"单位": "管理办", "n": "7", "b": "true", "f": "2.5"}, opened(t, documentStream, stream).Custom())

	wide := append(words(1, 2, 3), "a\x00b\x00\x00\x00\x00\x00"...)
	stream = propertySet(customFormat, property{propDictionary, wide}, property{propCodepage, words(2, utf16Codepage)}, property{2, text(31, "\x00\x53\x00\x00", 2)})
	assert.Equal(t, map[string]string{"ab": "\u5300"}, opened(t, documentStream, stream).Custom())
	assert.Nil(t, opened(t, documentStream, propertySet("0123456789abcdef", property{propDictionary, wide})).Custom())
	for n := range stream {
		opened(t, documentStream, stream[:n]).Custom()
	}
}
