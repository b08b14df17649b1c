package main

import "io"

// outlet is where a command writes what people or other programs read. Writing
// never fails: what cannot be written has nobody to read it, and must not keep
// the command from finishing its files. The first failure is kept, for output
// cut short by a full disk is no success.
type outlet struct {
	w   io.Writer
	err error
}

// Write writes p, unless an earlier write has failed.
func (o *outlet) Write(p []byte) (int, error) {
	if o.err == nil {
		_, o.err = o.w.Write(p)
	}
	return len(p), nil
}

// whileRead is an outlet for what is worth making only while it is read: it
// fails as soon as the outlet has.
type whileRead struct{ *outlet }

func (w whileRead) Write(p []byte) (int, error) {
	n, _ := w.outlet.Write(p)
	return n, w.err
}
