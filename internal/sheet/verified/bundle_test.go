package verified

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestBundle(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("上报/服务办.xlsx")
	require.NoError(t, err)
	book := pack(t, plain())
	data := packBy(t, []part{
		{"上报/", ""}, {"上报/管理办.xlsx", string(book)}, {gbk, "x"}, {`上报\平安办.xls`, "y"}, {"../../etc/passwd", "1"}, {"C:/a.xlsx", "2"},
		{"/根.xlsx", "3"}, {"a/../../b.xlsx", "4"}, {"换\n行.xlsx", "5"}, {"根.xlsx ", "6"}, {"..", "7"}, {"__MACOSX/._a.xlsx", ""}, {"~$管理办.xlsx", ""},
		{".DS_Store", ""}, {"Thumbs.db", ""}, {"里面.zip", "PK"}, {"./根.xlsx", "8"},
	}, zip.Store)
	b, fault := OpenBundle(data, sheet.DefaultLimits)
	require.Nil(t, fault)
	assert.Equal(t, []string{
		"上报/管理办.xlsx", "上报/服务办.xlsx", "上报/平安办.xls", "etc/passwd", "C_/a.xlsx", "根.xlsx", "b.xlsx", "换_行.xlsx", "根.xlsx ", "里面.zip", "根(2).xlsx",
	}, b.Members)
	got, fault := b.Read(0)
	require.Nil(t, fault)
	assert.Equal(t, book, got)
	got, fault = b.Read(10)
	require.Nil(t, fault)
	assert.Equal(t, "8", string(got))

	for name, data := range map[string][]byte{"workbook": book, "spreadsheet": packBy(t, []part{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, zip.Store)} {
		b, fault := OpenBundle(data, sheet.DefaultLimits)
		assert.Nil(t, b, name)
		assert.Nil(t, fault, name)
	}
}

func TestBundleFaults(t *testing.T) {
	data := packBy(t, []part{{"甲.xlsx", "content"}, {"乙.xlsx", strings.Repeat("x", 100)}}, zip.Store)
	changed := bytes.Clone(data)
	changed[bytes.Index(changed, []byte("content"))] ^= 1
	b, fault := OpenBundle(changed, sheet.DefaultLimits)
	require.Nil(t, fault)
	_, fault = b.Read(0)
	assert.Equal(t, sheet.Torn, fault.Kind)
	_, fault = b.Read(1)
	assert.Nil(t, fault)

	locked := bytes.Clone(data)
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	b, fault = OpenBundle(locked, sheet.DefaultLimits)
	require.Nil(t, fault)
	_, fault = b.Read(0)
	assert.Equal(t, sheet.Encrypted, fault.Kind)

	for name, tt := range map[string]struct {
		data  []byte
		kind  sheet.FaultKind
		limit func(*sheet.Limits)
	}{
		"rar":     {[]byte("Rar!\x1A\x07"), sheet.NotWorkbook, nil},
		"empty":   {nil, sheet.Torn, nil},
		"cut":     {data[:len(data)-30], sheet.Torn, nil},
		"file":    {data, sheet.TooLarge, func(l *sheet.Limits) { l.FileBytes = len(data) - 1 }},
		"entries": {data, sheet.TooLarge, func(l *sheet.Limits) { l.Entries = 1 }},
		"bytes":   {data, sheet.TooLarge, func(l *sheet.Limits) { l.UnpackedBytes = 106 }},
	} {
		lim := sheet.DefaultLimits
		if tt.limit != nil {
			tt.limit(&lim)
		}
		_, fault := OpenBundle(tt.data, lim)
		require.NotNil(t, fault, name)
		assert.Equal(t, tt.kind, fault.Kind, name)
	}
	big := pack(t, []part{{"大.xlsx", strings.Repeat("0", 5000)}})
	b, fault = OpenBundle(big, limits(func(l *sheet.Limits) { l.FileBytes = 4000 }))
	require.Nil(t, fault)
	_, fault = b.Read(0)
	assert.Equal(t, sheet.TooLarge, fault.Kind)
}
