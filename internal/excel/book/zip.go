package book

import (
	"archive/zip"
	"bytes"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// deflateLevel is where the compressor is three times as fast as the standard
// library's and its files a tenth larger.
const deflateLevel = 6

// compressors are those at rest: one takes a megabyte.
var compressors sync.Pool

// compressor goes back to rest when its part is done.
type compressor struct{ *flate.Writer }

func (c compressor) Close() error {
	defer c.rest()
	return c.Writer.Close()
}

// Pause ends what was written so far without ending the part.
func (c compressor) Pause() error {
	defer c.rest()
	return c.Flush()
}

// rest lets go of what was written to.
func (c compressor) rest() {
	c.Reset(io.Discard)
	compressors.Put(c.Writer)
}

// compress is what a zip compresses a part with. Compressing the parts of a
// workbook takes longer than writing them with the standard library's.
func compress(out io.Writer) (compressor, error) {
	if w, ok := compressors.Get().(*flate.Writer); ok {
		w.Reset(out)
		return compressor{w}, nil
	}
	w, err := flate.NewWriter(out, deflateLevel)
	return compressor{w}, err
}

func newZip(w io.Writer) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return compress(out) })
	return z
}

// storing is a zip that is read again at once: compressing it is not worth it.
type storing struct{ *zip.Writer }

// Create begins a part.
func (s storing) Create(name string) (io.Writer, error) {
	return s.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
}

// NewStore is a zip for what is read again at once.
func NewStore(w io.Writer) storing { return storing{zip.NewWriter(w)} }

// Saved is the finished workbook's bytes.
func (b *Book) Saved() ([]byte, error) {
	size := 1 << 16
	for _, body := range b.bodies {
		if body.packing != nil {
			size += 2 * int(body.packing.whole.size) // what is stored takes about as much again
		}
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	b.File.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &assembly{Writer: newZip(out), bodies: b.bodies} })
	_, err := b.File.WriteToBuffer()
	return out.Bytes(), err
}
