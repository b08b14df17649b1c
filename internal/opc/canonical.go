package opc

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// contentTypes is the part whose lines a workbook writer puts in any order.
const contentTypes = "[Content_Types].xml"

// Canonical is what WriteCanonical writes.
func Canonical(data []byte) ([]byte, error) {
	var buf bytes.Buffer
	buf.Grow(len(data))
	err := WriteCanonical(&buf, data)
	return buf.Bytes(), err
}

// WriteCanonical rewrites a zip so that equal contents give equal bytes:
// entries in a fixed order without times, and the lines of the content types
// sorted. Compressed data is copied as it is; the compressor is deterministic.
func WriteCanonical(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	entries := slices.Clone(in.File)
	slices.SortFunc(entries, func(a, b *zip.File) int {
		return strings.Compare(entryOrder(a.Name), entryOrder(b.Name))
	})
	out := zip.NewWriter(w)
	for _, e := range entries {
		if e.Name == contentTypes {
			err = copySorted(out, e)
		} else {
			err = copyRaw(out, e)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	return out.Close()
}

// entryOrder puts the content types first, where readers look for them, and
// the relations next.
func entryOrder(name string) string {
	switch {
	case name == contentTypes:
		return "0"
	case strings.HasPrefix(name, "_rels/"):
		return "1" + name
	}
	return "2" + name
}

func copyRaw(out *zip.Writer, e *zip.File) error {
	w, err := out.CreateRaw(&zip.FileHeader{
		Name: e.Name, Method: e.Method, CRC32: e.CRC32,
		CompressedSize64: e.CompressedSize64, UncompressedSize64: e.UncompressedSize64,
	})
	if err != nil {
		return err
	}
	r, err := e.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

var typeLine = regexp.MustCompile(`<(?:Default|Override)\b[^>]*?(?:/>|></(?:Default|Override)>)`)

func copySorted(out *zip.Writer, e *zip.File) error {
	r, err := e.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	xml, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	w, err := out.CreateHeader(&zip.FileHeader{Name: e.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(sortLines(xml))
	return err
}

// sortLines sorts the lines in place of where they stand, and leaves all else.
func sortLines(xml []byte) []byte {
	at := typeLine.FindAllIndex(xml, -1)
	lines := make([]string, len(at))
	for i, span := range at {
		lines[i] = string(xml[span[0]:span[1]])
	}
	slices.Sort(lines)
	var b bytes.Buffer
	end := 0
	for i, span := range at {
		b.Write(xml[end:span[0]])
		b.WriteString(lines[i])
		end = span[1]
	}
	b.Write(xml[end:])
	return b.Bytes()
}
