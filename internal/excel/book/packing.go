package book

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"os"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/opc"
)

// segment is a piece of a zip's entry, compressed by itself: others may stand
// before and behind it.
type segment struct {
	packed io.Reader
	size   int64  // packed
	plain  int64  // its size when not
	sum    uint32 // its CRC-32
}

// packing compresses a body beside the one who writes it.
type packing struct {
	blocks chan []byte // to be compressed, nil after the last
	spent  chan []byte // to be filled again
	ended  chan struct{}
	out    spillFile
	whole  segment
	err    error
}

// newPacking begins one: while a block is compressed, the next is written.
func newPacking() *packing {
	p := &packing{blocks: make(chan []byte), spent: make(chan []byte, 1), ended: make(chan struct{})}
	p.spent <- nil
	go p.run(p.blocks)
	return p
}

func (p *packing) run(blocks <-chan []byte) {
	defer close(p.ended)
	out, err := opc.Compress(&p.out)
	for block := range blocks {
		if err == nil {
			_, err = out.Write(block)
		}
		p.whole.plain += int64(len(block))
		p.whole.sum = crc32.Update(p.whole.sum, crc32.IEEETable, block)
		p.spent <- block[:0]
	}
	if err == nil {
		err = out.Pause()
	}
	p.whole.size, p.err = p.out.size, err
}

// take takes a block and gives an empty one.
func (p *packing) take(block []byte) []byte {
	p.blocks <- block
	return <-p.spent
}

// finish waits until all that was taken is compressed; nothing may be taken
// after it.
func (p *packing) finish() {
	if p.blocks != nil {
		close(p.blocks)
		p.blocks = nil
	}
	<-p.ended
	p.spent = nil
}

// packed is all that was taken, to be read once.
func (p *packing) packed() (segment, error) {
	if p.err == nil {
		p.whole.packed, p.err = p.out.reader()
	}
	return p.whole, p.err
}

// discard lets go of what was compressed.
func (p *packing) discard() {
	p.finish()
	p.out.discard()
}

// spillFile keeps bytes in a file or, where none can be made or the disk is full,
// in memory.
type spillFile struct {
	file *os.File // nil without one
	held bytes.Buffer
	full bool // what comes is held
	size int64
}

// Write never fails.
func (s *spillFile) Write(text []byte) (int, error) {
	if s.file == nil && !s.full {
		s.open()
	}
	n := 0
	if !s.full {
		var err error
		n, err = s.file.Write(text)
		s.full = err != nil
	}
	s.held.Write(text[n:])
	s.size += int64(len(text))
	return len(text), nil
}

func (s *spillFile) open() {
	file, err := os.CreateTemp("", "jingpin-*.rows")
	if err != nil {
		s.full = true
		return
	}
	s.file = file
	_ = os.Remove(file.Name()) // where an open file may go, nothing stays behind when the program is stopped
}

// reader reads all from the beginning.
func (s *spillFile) reader() (io.Reader, error) {
	if s.file == nil {
		return &s.held, nil
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return io.MultiReader(s.file, &s.held), err
}

func (s *spillFile) discard() {
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name())
	}
}

// writePacked writes an entry whose middle is compressed already.
func writePacked(z *zip.Writer, name string, head []byte, middle segment, tail []byte) error {
	var begin, end bytes.Buffer
	if err := packed(&begin, head, opc.Compressor.Pause); err != nil {
		return err
	}
	if err := packed(&end, tail, opc.Compressor.Close); err != nil {
		return err
	}
	sum := joinSums(crc32.ChecksumIEEE(head), middle.sum, middle.plain)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: crc32.Update(sum, crc32.IEEETable, tail),
		CompressedSize64:   uint64(int64(begin.Len()+end.Len()) + middle.size),
		UncompressedSize64: uint64(int64(len(head)+len(tail)) + middle.plain),
	})
	if err != nil {
		return err
	}
	size := int64(begin.Len()+end.Len()) + middle.size
	n, err := io.Copy(w, io.MultiReader(&begin, middle.packed, &end))
	if err == nil && n != size {
		err = io.ErrUnexpectedEOF // the file it was kept in has been cut
	}
	return err
}

// packed writes a text compressed, with an end or without.
func packed(out io.Writer, text []byte, end func(opc.Compressor) error) error {
	c, err := opc.Compress(out)
	if err != nil {
		return err
	}
	if _, err := c.Write(text); err != nil {
		return err
	}
	return end(c)
}

// joinSums is the CRC-32 of two texts in a row, from that of each and the size
// of the second: the sum is linear, so the first's is moved on over zeros and
// what the zeros themselves add is taken off.
func joinSums(first, second uint32, size int64) uint32 {
	zeros := make([]byte, 64<<10)
	var moved, none = first, uint32(0)
	for size > 0 {
		n := min(size, int64(len(zeros)))
		moved = crc32.Update(moved, crc32.IEEETable, zeros[:n])
		none = crc32.Update(none, crc32.IEEETable, zeros[:n])
		size -= n
	}
	return moved ^ none ^ second
}

// Saved is the finished workbook's bytes.
func (b *Book) Saved() ([]byte, error) {
	size := 1 << 16
	for _, body := range b.bodies {
		if body.packing != nil {
			size += 2 * int(body.packing.whole.size) // what is stored takes about as much again
		}
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	b.File.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &assembly{Writer: opc.NewZip(out), bodies: b.bodies} })
	_, err := b.File.WriteToBuffer()
	return out.Bytes(), err
}
