package cfb

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const none = 0xFFFFFFFF

// container makes a compound file of one stream: large enough for sectors of its
// own, or small.
func container(name string, content []byte) []byte {
	const size = 512
	chain := max(1, (len(content)+size-1)/size) // of the stream or of the small sectors
	data := make([]byte, size*(4+chain))
	copy(data, Magic)
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(data[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: miniCutoff, 60: 2, 64: 1, 68: none - 1} {
		le.PutUint32(data[at:], v)
	}
	for at := 76; at < size; at += 4 {
		le.PutUint32(data[at:], none)
	}
	le.PutUint32(data[76:], 0)
	table, directory, mini := data[size:2*size], data[2*size:3*size], data[3*size:4*size]
	for at := 0; at < size; at += 4 {
		le.PutUint32(table[at:], none)
		le.PutUint32(mini[at:], none)
	}
	le.PutUint32(table, none-2)
	le.PutUint32(table[4:], none-1)
	le.PutUint32(table[8:], none-1)
	for i := range chain {
		le.PutUint32(table[4*(3+i):], uint32(4+i))
	}
	le.PutUint32(table[4*(2+chain):], none-1)
	small := (len(content) + 63) / 64
	for i := range min(small, 128) {
		le.PutUint32(mini[4*i:], uint32(i+1))
	}
	if 0 < small && small <= 128 {
		le.PutUint32(mini[4*(small-1):], none-1)
	}
	copy(data[4*size:], content)
	entry := func(i int, name string, kind byte, child, start uint32, length int) {
		e := directory[128*i:]
		for j, c := range name {
			le.PutUint16(e[2*j:], uint16(c))
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66] = kind
		le.PutUint32(e[68:], none)
		le.PutUint32(e[72:], none)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(length))
	}
	if len(content) < miniCutoff {
		entry(0, "Root Entry", typeRoot, 1, 3, small*64)
		entry(1, name, typeStream, none, 0, len(content))
	} else {
		entry(0, "Root Entry", typeRoot, 1, none-1, 0)
		entry(1, name, typeStream, none, 3, len(content))
	}
	return data
}

func TestStreams(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 600, 4095, 4096, 5000, 20_000} {
		content := bytes.Repeat([]byte("abcdefg"), n/7+1)[:n]
		data := container("Book", content)
		f, err := Open(data)
		require.NoError(t, err)
		assert.True(t, f.Has("Book"))
		assert.True(t, f.Has("book"))
		assert.False(t, f.Has("Boo"))
		assert.Equal(t, 1, f.Len())
		got, err := f.Stream("Book")
		require.NoError(t, err, n)
		assert.True(t, bytes.Equal(content, got), n)
		_, err = f.Stream("Other")
		assert.ErrorIs(t, err, ErrBroken)
		if n > miniCutoff {
			trimmed, err := Open(data[:4*512+n]) // the last sector is cut behind the stream
			require.NoError(t, err)
			got, err := trimmed.Stream("Book")
			require.NoError(t, err)
			assert.True(t, bytes.Equal(content, got))
			cut, err := Open(data[:4*512+n-1])
			require.NoError(t, err)
			_, err = cut.Stream("Book")
			assert.ErrorIs(t, err, ErrBroken)
		}
	}
}

// TestBroken changes every byte of what is not the stream: the file is refused,
// or the stream is there or not, and nothing runs on for ever.
func TestBroken(t *testing.T) {
	for _, n := range []int{100, 5000} {
		content := bytes.Repeat([]byte{1}, n)
		whole := container("Book", content)
		for at := range 4 * 512 {
			for _, b := range []byte{0, 1, 2, 3, 0x7F, 0xFE, 0xFF} {
				data := bytes.Clone(whole)
				data[at] = b
				f, err := Open(data)
				if err != nil {
					continue
				}
				if got, err := f.Stream("Book"); err == nil {
					require.LessOrEqual(t, len(got), len(data))
				}
			}
		}
		for cut := range 4 * 512 {
			f, err := Open(whole[:cut])
			if err == nil {
				_, err = f.Stream("Book")
			}
			require.Error(t, err)
		}
	}
}

// TestTableListedAgain refuses a table that lists one sector over and over, so as
// to be larger than the file.
func TestTableListedAgain(t *testing.T) {
	data := container("Book", []byte("x"))
	for at := 76; at < 512; at += 4 {
		le.PutUint32(data[at:], 0)
	}
	_, err := Open(data)
	assert.ErrorIs(t, err, ErrBroken)
}

func FuzzOpen(f *testing.F) {
	f.Add(container("Book", bytes.Repeat([]byte{1}, 100)))
	f.Add(container("Book", bytes.Repeat([]byte{1}, 5000)))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		for _, e := range file.root {
			if stream, err := file.Stream(e.name); err == nil {
				require.LessOrEqual(t, len(stream), len(data))
			}
		}
	})
}
