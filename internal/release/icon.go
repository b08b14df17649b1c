package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// icon draws the program's icon, size pixels wide: a form with its rows, and a
// tick.
func icon(size int) ([]byte, error) {
	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	const fine = 8 // samples of a pixel, each way
	for y := range size {
		for x := range size {
			var r, g, b, a int
			for i := range fine * fine {
				at := point{(float64(x) + (float64(i%fine)+0.5)/fine) / float64(size), (float64(y) + (float64(i/fine)+0.5)/fine) / float64(size)}
				if c, inside := at.ink(); inside {
					r, g, b, a = r+int(c.R), g+int(c.G), b+int(c.B), a+1
				}
			}
			if a > 0 {
				picture.SetNRGBA(x, y, color.NRGBA{uint8(r / a), uint8(g / a), uint8(b / a), uint8(a * 255 / (fine * fine))})
			}
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&out, picture)
	return out.Bytes(), err
}

// A point of the picture, which is one wide and one high.
type point struct{ x, y float64 }

// ink is the colour at a point.
func (p point) ink() (c color.NRGBA, inside bool) {
	blue, paper, line, green := color.NRGBA{31, 78, 121, 255}, color.NRGBA{255, 255, 255, 255}, color.NRGBA{150, 170, 195, 255}, color.NRGBA{46, 160, 80, 255}
	switch {
	case p.near(point{0.47, 0.68}, point{0.60, 0.81}, 0.062), p.near(point{0.60, 0.81}, point{0.85, 0.52}, 0.062):
		return green, true
	case p.within(0.24, 0.22, 0.76, 0.30):
		return blue, true
	case p.within(0.24, 0.40, 0.76, 0.45), p.within(0.24, 0.54, 0.66, 0.59), p.within(0.24, 0.68, 0.40, 0.73):
		return line, true
	case p.within(0.17, 0.14, 0.83, 0.86):
		return paper, true
	case p.within(0.10, 0.02, 0.90, 0.98), p.within(0.02, 0.10, 0.98, 0.90),
		p.near(point{0.10, 0.10}, point{0.90, 0.10}, 0.08), p.near(point{0.10, 0.90}, point{0.90, 0.90}, 0.08):
		return blue, true
	}
	return color.NRGBA{}, false
}

func (p point) within(left, top, right, bottom float64) bool {
	return p.x >= left && p.x < right && p.y >= top && p.y < bottom
}

// near reports a point at most so far from the stroke between two others.
func (p point) near(a, b point, most float64) bool {
	dx, dy := b.x-a.x, b.y-a.y
	along := max(0, min(1, ((p.x-a.x)*dx+(p.y-a.y)*dy)/(dx*dx+dy*dy)))
	x, y := p.x-a.x-along*dx, p.y-a.y-along*dy
	return x*x+y*y <= most*most
}
