package sheet

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
	Torn                             // bytes are missing or changed, as after a broken transfer
	Damaged                          // the bytes are there but contradict each other
	TooLarge                         // a workbook beyond the Limits
)

// Fault is why a file was not read. It is the only error that Open returns.
// Its words are Chinese, for the person who has to send the file again.
type Fault struct {
	Kind    FaultKind
	Part    string // the zip part at fault; "" if it is the whole file
	Reason  string // what is wrong, a clause without a full stop
	Limit   string // the limit that was passed; only with TooLarge
	Unknown bool   // it begins like no kind of file that is known; only with NotWorkbook
	Advice  string // what the sender should do, likewise a clause; "" for what the kind suggests
}

// Error returns the part and the reason.
func (f *Fault) Error() string {
	if f.Part == "" {
		return f.Reason
	}
	return f.Part + "：" + f.Reason
}

// What the sender of another kind of file should do, where that is not to save
// it as a workbook.
const (
	AdviceUnpack  = "请先解压，把里面的工作簿报上来"
	AdviceMail    = "打开这封邮件，把附件里的工作簿存下来，只报工作簿"
	AdviceFill    = "请把内容填进下发的表格再报，照片、扫描件和文档里的表读不出来"
	AdviceDecrypt = "请在本单位电脑上解密后再报，发出前换一台没装加密软件的电脑打开试试"
)

// Foreign is a file of another kind, which reason names.
func Foreign(reason, advice string) *Fault {
	return &Fault{Kind: NotWorkbook, Reason: reason, Advice: advice}
}

// Tear is a file of which bytes are missing or changed.
func Tear(part, reason string) *Fault {
	return &Fault{Kind: Torn, Part: part, Reason: reason}
}

// Damage is a workbook that contradicts itself.
func Damage(part, format string, args ...any) *Fault {
	return &Fault{Kind: Damaged, Part: part, Reason: fmt.Sprintf(format, args...)}
}

// TooMuch is a workbook in which there is too much of something.
func TooMuch(part, what, limit, advice string) *Fault {
	return &Fault{Kind: TooLarge, Part: part, Reason: what, Limit: limit, Advice: advice}
}

// TooLong is a workbook in which something is longer than any text may be.
func TooLong(part, limit string) *Fault {
	return TooMuch(part, "有一处内容过长", "单处内容不超过"+limit, adviceShorten)
}

// Archive returns the fault that an error of an archive is; nil for nil.
func (l Limits) Archive(e *opc.Error) *Fault {
	switch {
	case e == nil:
		return nil
	case e.Kind == opc.Torn:
		return &Fault{Kind: Torn, Part: e.Part, Reason: e.Reason}
	case e.Kind == opc.Encrypted:
		return &Fault{Kind: Encrypted, Part: e.Part, Reason: e.Reason}
	case e.Kind == opc.TooMany:
		return l.OverEntries()
	case e.Kind == opc.TooLarge:
		return l.OverUnpacked(e.Part)
	}
	return Damage(e.Part, "%s", e.Reason)
}
