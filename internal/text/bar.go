package text

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// ProgressBar shows on a terminal how far work is. The zero value shows nothing.
type ProgressBar struct {
	W io.Writer // nil for no terminal

	bar *progressbar.ProgressBar // of the work under way, nil for none
}

// Show shows that so much of the work is done; of nothing, the bar goes.
func (b *ProgressBar) Show(what string, done, of int) {
	switch {
	case b.W == nil:
	case of == 0:
		b.Clear()
		b.bar = nil
	default:
		if b.bar == nil {
			b.bar = progressbar.NewOptions(of,
				progressbar.OptionSetWriter(b.W), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
				progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionFullWidth())
			_ = b.bar.RenderBlank()
		}
		_ = b.bar.Set(done)
	}
}

// Clear makes room for a line; the next step draws the bar again.
func (b *ProgressBar) Clear() {
	if b.bar != nil {
		_ = b.bar.Clear()
	}
}
