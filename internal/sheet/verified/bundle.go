package verified

import (
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
)

// Bundle is a .zip in which somebody sent files. It refers to the bytes it was
// opened from.
type Bundle struct {
	// Members are the names of its files, in the order of the archive: relative
	// paths with slashes that lead nowhere else. What systems and programs leave
	// beside files is no member. Archives in the archive are not opened.
	Members []string

	lim     sheet.Limits
	archive opc.Archive
	entries []*opc.ZipEntry // of the members
}

// OpenBundle lists the files in a .zip. It returns nil without a fault for what
// only has the name of one: a workbook, which is to be read as it is. The limits
// hold for all members together.
func OpenBundle(data []byte, lim sheet.Limits) (*Bundle, *sheet.Fault) {
	if len(data) > lim.FileBytes {
		return nil, lim.OverFileBytes()
	}
	if fault := classify(data); fault != nil {
		return nil, fault
	}
	b := &Bundle{lim: lim}
	if broken := b.archive.Load(data, opc.ArchiveLimits{Entries: lim.Entries, Unpacked: lim.UnpackedBytes}); broken != nil {
		return nil, lim.Archive(broken)
	}
	if b.archive.Find("[Content_Types].xml") != nil || isSpreadsheet(&b.archive) {
		return nil, nil
	}
	for _, e := range b.archive.Entries {
		name := memberName(e.Stored)
		if strings.HasSuffix(name, "/") || isLitter(name) {
			continue
		}
		if name = distinctName(safeName(name), b.Members); name != "" {
			b.Members, b.entries = append(b.Members, name), append(b.entries, e)
		}
	}
	return b, nil
}

// Read returns the content of a member, verified to its end.
func (b *Bundle) Read(member int) ([]byte, *sheet.Fault) {
	if b.entries[member].Size > uint64(b.lim.FileBytes) {
		return nil, b.lim.OverFileBytes()
	}
	data, err := io.ReadAll(b.archive.Open(b.entries[member]))
	if err != nil {
		broken, _ := err.(*opc.Error)
		return nil, b.lim.Archive(broken)
	}
	return data, nil
}

// memberName reads a name as archivers in China write it: in UTF-8 or, whether
// or not they say so, in GBK.
func memberName(stored []byte) string {
	if !utf8.Valid(stored) {
		if decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(stored); err == nil {
			stored = decoded
		}
	}
	return strings.ReplaceAll(string(stored), `\`, "/")
}

// isLitter reports what is no file that somebody meant to send.
func isLitter(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") ||
		slices.Contains([]string{"thumbs.db", "desktop.ini"}, strings.ToLower(base))
}

// safeName is a name without what could lead out of a folder; "" if nothing is
// left of it.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == ':' || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// distinctName numbers a name that is taken.
func distinctName(name string, taken []string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; slices.Contains(taken, name); n++ {
		name = stem + "(" + strconv.Itoa(n) + ")" + ext
	}
	return name
}
