package pdf

import "strconv"

// Closing are the last lines of a text, never alone on a page: the list of
// annexes, each with its link, and then such lines as the office and the date,
// as GB/T 9704 has them without a seal: two ems from the right edge, the date
// beginning two ems further right than the office.
type Closing struct {
	Annexes []Run
	Lines   []string
}

func (b Closing) texts() []string {
	return append(textsOfRuns(b.Annexes), append(b.Lines, annexWord)...)
}

// annexWord stands before the list of annexes.
const annexWord = "附件："

func (b Closing) measure(faces *Faces, area frame) piece {
	p := b.annexes(faces)
	for i, x := range b.starts(faces, area.width) {
		p.line(faces, b.Lines[i], x, alignLeft)
	}
	return p
}

// starts are where the lines begin: each two ems further right than the one
// before, the longest reach ending two ems from the right edge.
func (b Closing) starts(faces *Faces, width float64) []float64 {
	starts, reach := make([]float64, len(b.Lines)), 0.0
	for i, text := range b.Lines {
		starts[i] = 2 * bodySize * float64(i)
		reach = max(reach, starts[i]+faces.width(roleBody, text, bodySize))
	}
	for i := range starts {
		starts[i] += width - 2*bodySize - reach
	}
	return starts
}

// annexes lists the annexes, numbered if there are several, after the word that tells what they are.
func (b Closing) annexes(faces *Faces) *fixedPiece {
	p := &fixedPiece{before: pitch}
	if len(b.Annexes) == 0 {
		return p
	}
	word := faces.width(roleBody, annexWord, bodySize)
	p.line(faces, annexWord, 2*bodySize, alignLeft)
	p.height -= pitch
	for i, a := range b.Annexes {
		text := a.Text
		if len(b.Annexes) > 1 {
			text = strconv.Itoa(i+1) + ". " + text
		}
		p.links = append(p.links, linkArea{2*bodySize + word, p.height, faces.width(roleBody, text, bodySize), pitch, a.Link})
		p.line(faces, text, 2*bodySize+word, alignLeft)
	}
	p.height += pitch
	return p
}

// line adds a line of text below what the piece has.
func (p *fixedPiece) line(faces *Faces, text string, x float64, align int) {
	baseline := p.height + (pitch-bodySize)/2 + ascent*bodySize
	p.marks = append(p.marks, textAt(faces, roleBody, text, bodySize, black, x, baseline, align)...)
	p.height += pitch
}
