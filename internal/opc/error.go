package opc

import "fmt"

// ArchiveLimits bounds what an archive may hold.
type ArchiveLimits struct {
	Entries  int
	Unpacked int // bytes of all entries together
}

// ErrorKind says what is wrong with an archive.
type ErrorKind uint8

// The kinds of errors.
const (
	Torn      ErrorKind = iota + 1 // bytes are missing or changed, as after a broken transfer
	Damaged                        // the bytes are there but contradict each other
	Encrypted                      // an entry opens only with a password
	TooMany                        // more entries than the limit
	TooLarge                       // unpacked, it is beyond the limit
)

// Error is why an archive, or one of its entries, was not read. It is the only
// error of this package. Its words are Chinese, for the person who sent the file.
type Error struct {
	Kind   ErrorKind
	Part   string // the entry at fault; "" if it is the whole archive
	Reason string // a clause without a full stop
}

// Error returns the entry and the reason.
func (e *Error) Error() string {
	if e.Part == "" {
		return e.Reason
	}
	return e.Part + "：" + e.Reason
}

func damaged(part, format string, args ...any) *Error {
	return &Error{Damaged, part, fmt.Sprintf(format, args...)}
}
