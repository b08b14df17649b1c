package text

import "io"

// Outlet is where a command writes what people or other programs read. Writing
// never fails: what cannot be written has nobody to read it, and must not keep
// the command from finishing its files. The first failure is kept, for output
// cut short by a full disk is no success.
type Outlet struct {
	W   io.Writer
	Err error
}

// Write writes p, unless an earlier write has failed.
func (o *Outlet) Write(p []byte) (int, error) {
	if o.Err == nil {
		_, o.Err = o.W.Write(p)
	}
	return len(p), nil
}

// WhileRead is an outlet for what is worth making only while it is read: it
// fails as soon as the outlet has.
type WhileRead struct{ *Outlet }

func (w WhileRead) Write(p []byte) (int, error) {
	n, _ := w.Outlet.Write(p)
	return n, w.Err
}
