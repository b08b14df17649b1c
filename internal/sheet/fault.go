package sheet

import "fmt"

// FaultKind says what stands in the way of reading a file.
type FaultKind uint8

// The kinds of faults.
const (
	NotWorkbook FaultKind = iota + 1 // another kind of file, whatever its name
	Encrypted                        // opens only with a password
	Damaged                          // a workbook that is truncated or inconsistent
	TooLarge                         // a workbook beyond the Limits
)

// Fault is why a file was not read. It is the only error that Open returns.
// Its words are Chinese, for the person who has to send the file again.
type Fault struct {
	Kind   FaultKind
	Part   string // the zip part at fault; "" if it is the whole file
	Reason string // what is wrong, a clause without a full stop
	Limit  string // the limit that was passed; only with TooLarge
}

// Error returns the part and the reason.
func (f *Fault) Error() string {
	if f.Part == "" {
		return f.Reason
	}
	return f.Part + "：" + f.Reason
}

func foreign(reason string) *Fault {
	return &Fault{Kind: NotWorkbook, Reason: reason}
}

func damaged(part, format string, args ...any) *Fault {
	return &Fault{Kind: Damaged, Part: part, Reason: fmt.Sprintf(format, args...)}
}

func tooLarge(part, what, limit string) *Fault {
	return &Fault{Kind: TooLarge, Part: part, Reason: what, Limit: limit}
}
