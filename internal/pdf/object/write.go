package object

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
)

// packedMost is how many objects are packed in one stream.
const packedMost = 2000

// Kinds of entries of the table of objects, and the widths of its columns.
const (
	entryPlain  = 1 // where the object begins
	entryPacked = 2 // in which stream, and which of those in it

	tableColumns = "/W [1 4 2]"
)

// An offsetEntry says where an object is.
type offsetEntry struct {
	kind  byte
	at    uint32
	index uint16
}

// Bytes writes the file anew.
func (f *PDF) Bytes() []byte {
	entries := make([]offsetEntry, len(f.objects))
	for chunk := range slices.Chunk(f.packed, packedMost) {
		holder := f.Add("")
		f.Replace(holder, packedStream(chunk))
		entries = append(entries, offsetEntry{})
		for i, o := range chunk {
			entries[o.number-1] = offsetEntry{entryPacked, uint32(holder), uint16(i)}
		}
	}
	out := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for i, object := range f.objects {
		if entries[i].kind != entryPacked {
			entries[i] = offsetEntry{entryPlain, uint32(len(out)), 0}
			out = append(out, object...)
		}
	}
	sum := sha256.Sum256(out)
	id := hex.EncodeToString(sum[:16])
	start := len(out)
	entries = append(entries, offsetEntry{entryPlain, uint32(start), 0}) // the table itself
	table := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF}                           // object 0 is none
	for _, e := range entries {
		table = append(table, e.kind)
		table = binary.BigEndian.AppendUint32(table, e.at)
		table = binary.BigEndian.AppendUint16(table, e.index)
	}
	dictionary := fmt.Sprintf("/Type /XRef %s /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s><%s>]", tableColumns, len(entries)+1, f.Root, f.Info, id, id)
	out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", len(entries), deflated(dictionary, string(table)))
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
}

// packedStream holds some objects: their numbers and places first.
func packedStream(objects []packedObject) string {
	var index, contents strings.Builder
	for _, o := range objects {
		fmt.Fprintf(&index, "%d %d ", o.number, contents.Len())
		contents.WriteString(o.content + "\n")
	}
	return deflated(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(objects), index.Len()), index.String()+contents.String())
}

// deflated is a compressed stream object's content.
func deflated(entries, data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	// Writing to memory does not fail.
	_, _ = io.WriteString(w, data)
	_ = w.Close()
	return Stream(entries+" /Filter /FlateDecode", b.String())
}
