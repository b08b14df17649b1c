// Package object is a PDF file as its objects: what gofpdf has written taken
// apart, objects added and replaced, and the file written anew as PDF 1.7, small
// objects packed and its identity made of its content. What flows in and out are
// bytes; what the objects are about it does not know, but for fonts, whose
// subsets it names and whose codes it maps.
package object

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A PDF is a file taken apart into its objects, the first being 1.
type PDF struct {
	objects [][]byte // each from its number to endobj; nil for those that are packed
	packed  []packedObject
	Root    int // number of the catalog
	Info    int // of the properties
}

var (
	errForeign     = errors.New("not a PDF as gofpdf writes it")
	trailerNumbers = regexp.MustCompile(`/Root (\d+) 0 R\n/Info (\d+) 0 R`)
)

// TakeApart reads the table of a file that gofpdf has written. Any other is an
// error.
func TakeApart(data []byte) (*PDF, error) {
	_, after, found := bytes.Cut(data[max(0, len(data)-64):], []byte("startxref\n"))
	at, _, _ := bytes.Cut(after, []byte("\n"))
	start, err := strconv.Atoi(string(at))
	if !found || err != nil || start <= 0 || start >= len(data) {
		return nil, errForeign
	}
	const lineLength = 20
	_, entries, _ := bytes.Cut(data[start:], []byte("f \n"))
	var offsets []int
	for len(entries) >= lineLength && bytes.HasSuffix(entries[:lineLength], []byte(" 00000 n \n")) {
		offset, err := strconv.Atoi(string(entries[:10]))
		if err != nil || offset >= start {
			return nil, errForeign
		}
		offsets, entries = append(offsets, offset), entries[lineLength:]
	}
	numbers := trailerNumbers.FindSubmatch(entries)
	if len(offsets) == 0 || numbers == nil {
		return nil, errForeign
	}
	f := &PDF{objects: make([][]byte, len(offsets))}
	f.Root, _ = strconv.Atoi(string(numbers[1]))
	f.Info, _ = strconv.Atoi(string(numbers[2]))
	ends := append(slices.Sorted(slices.Values(offsets)), start)
	for i, offset := range offsets {
		next, _ := slices.BinarySearch(ends, offset+1)
		f.objects[i] = data[offset:ends[next]]
	}
	return f, nil
}

// Add appends an object and returns its number.
func (f *PDF) Add(content string) int {
	n := len(f.objects) + 1
	f.objects = append(f.objects, []byte(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, content)))
	return n
}

// Replace replaces an object's content.
func (f *PDF) Replace(n int, content string) {
	f.objects[n-1] = []byte(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, content))
}

// Insert puts entries into an object's dictionary behind some others.
func (f *PDF) Insert(n int, behind, entries string) {
	f.objects[n-1] = bytes.Replace(f.objects[n-1], []byte(behind), []byte(behind+entries), 1)
}

// A packedObject is an object that is no stream: many are packed in one.
type packedObject struct {
	number  int
	content string
}

// Reserve is the number of an object that is yet to be put.
func (f *PDF) Reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

// Put gives a reserved object its content.
func (f *PDF) Put(n int, content string) {
	f.packed = append(f.packed, packedObject{n, content})
}

// Stream is a stream object's content.
func Stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

var escapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`)

// TextString is a text as dictionaries hold it.
func TextString(text string) string {
	b := []byte{0xFE, 0xFF}
	for _, r := range text {
		for _, word := range utf16.AppendRune(nil, r) {
			b = binary.BigEndian.AppendUint16(b, word)
		}
	}
	return "(" + escapes.Replace(string(b)) + ")"
}
