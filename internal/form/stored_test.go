package form

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/stream"
)

// storedCells are the cells of some stored data.
func storedCells(t *testing.T) []string {
	t.Helper()
	p := filing.Project{Name: "甲", TaskNo: 6}
	s := Stored{
		Head:        stream.Head{Plan: "p", Quarter: plan.Quarter{Year: 2023, N: 2}},
		Submissions: []*filing.Submission{{Path: "管理办.xlsx", Unit: "管理办", Rows: []filing.Row{{Project: p}}}},
		Shown:       []Shown{{RowKey: "k", Number: "06-001", Project: &p}},
		Office:      filing.Office{Removed: []filing.Removal{{Key: p.Key(), Name: "甲"}}},
	}
	cells, err := s.Encode()
	require.NoError(t, err)
	return cells
}

// unpacked is what cells hold, and packed what they would hold.
func unpacked(t *testing.T, cells []string) string {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(strings.Join(cells, ""))
	require.NoError(t, err)
	zip, err := gzip.NewReader(bytes.NewReader(data))
	require.NoError(t, err)
	text, err := io.ReadAll(zip)
	require.NoError(t, err)
	return string(text)
}

func packed(t *testing.T, write func(w io.Writer)) []string {
	t.Helper()
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	write(zip)
	require.NoError(t, zip.Close())
	return []string{base64.StdEncoding.EncodeToString(b.Bytes())}
}

func TestStoredIsReadBack(t *testing.T) {
	s, err := DecodeStored(storedCells(t))
	require.NoError(t, err)
	require.Len(t, s.Submissions, 1)
	assert.Equal(t, "甲", s.Submissions[0].Rows[0].Project.Name)
	assert.Equal(t, "06-001", s.Shown[0].Number)
	assert.Len(t, s.Office.Removed, 1)
}

// What is changed, cut off or without end is no stored data of ours.
func TestStoredIsSealed(t *testing.T) {
	text := unpacked(t, storedCells(t))
	lines := strings.SplitAfter(text, "\n")
	for name, changed := range map[string]string{
		"a figure":   strings.Replace(text, `"number":"06-001"`, `"number":"06-002"`, 1),
		"a row":      strings.Replace(text, `"name":"甲"`, `"name":"乙"`, 1),
		"no seal":    strings.Join(lines[:3], ""),
		"a line":     lines[0] + lines[1] + lines[3],
		"other seal": strings.Join(lines[:3], "") + `{"sealed":"00"}` + "\n",
	} {
		_, err := DecodeStored(packed(t, func(w io.Writer) { _, _ = io.WriteString(w, changed) }))
		assert.ErrorIs(t, err, ErrStored, name)
	}
	_, err := DecodeStored(packed(t, func(w io.Writer) { _, _ = io.WriteString(w, text) }))
	assert.NoError(t, err)
}

func TestStoredHasAnEnd(t *testing.T) {
	defer func(bytes, objects int) { maxStored, maxObjects = bytes, objects }(maxStored, maxObjects)
	maxStored, maxObjects = 8<<20, 10_000
	for name, write := range map[string]func(w io.Writer){
		"zeros": func(w io.Writer) {
			for range 9 {
				_, _ = w.Write(make([]byte, 1<<20))
			}
		},
		"objects": func(w io.Writer) {
			_, _ = io.WriteString(w, `{"format":1,"office":{},"shown":[`+strings.Repeat("{},", maxObjects)+"{}]}\n")
		},
	} {
		_, err := DecodeStored(packed(t, write))
		assert.ErrorIs(t, err, ErrStored, name)
		assert.ErrorContains(t, err, "more than a workbook of ours holds", name)
	}
	maxStored = 10
	_, err := Stored{}.Encode()
	assert.ErrorIs(t, err, ErrTooMuch, "what could not be read is not written")
}

// Before there were seals there was data without them.
func TestFirstFormatHasNoSeal(t *testing.T) {
	text := strings.Replace(unpacked(t, storedCells(t)), `"format":2`, `"format":1`, 1)
	at := strings.LastIndex(text, `{"sealed"`)
	_, err := DecodeStored(packed(t, func(w io.Writer) { _, _ = io.WriteString(w, text[:at]) }))
	assert.NoError(t, err)
}

func FuzzDecodeStored(f *testing.F) {
	f.Add("e30=")
	f.Add("H4sIAAAAAAAA/wEAAP//AAAAAAAAAAA=")
	f.Fuzz(func(t *testing.T, cell string) {
		if _, err := DecodeStored([]string{cell}); err != nil {
			assert.ErrorIs(t, err, ErrStored)
		}
	})
}
