package grid

import (
	"fmt"

	"jingpin/internal/opc"
)

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

// Foreign is a file of another kind, which reason names.
func Foreign(reason string) *Fault {
	return &Fault{Kind: NotWorkbook, Reason: reason}
}

// Damage is a workbook that is truncated or inconsistent.
func Damage(part, format string, args ...any) *Fault {
	return &Fault{Kind: Damaged, Part: part, Reason: fmt.Sprintf(format, args...)}
}

// TooMuch is a workbook in which there is too much of something.
func TooMuch(part, what, limit string) *Fault {
	return &Fault{Kind: TooLarge, Part: part, Reason: what, Limit: limit}
}

// Archive returns the fault that an error of an archive is; nil for nil.
func (l Limits) Archive(e *opc.Error) *Fault {
	switch {
	case e == nil:
		return nil
	case e.Kind == opc.Encrypted:
		return &Fault{Kind: Encrypted, Part: e.Part, Reason: e.Reason}
	case e.Kind == opc.TooMany:
		return l.OverEntries()
	case e.Kind == opc.TooLarge:
		return l.OverUnpacked(e.Part)
	}
	return Damage(e.Part, "%s", e.Reason)
}
