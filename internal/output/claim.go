package output

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"
)

// ClaimFile lies in a folder that somebody works in, as the lock files of
// office programs do.
const ClaimFile = "~$jingpin.lock"

// silence is after what time without a beat a claim is nobody's, even if its
// process seems to run: it may be another of that number, or of another
// machine. A live claim beats far more often.
const silence = 2 * time.Minute

// Holder is who works in a folder.
type Holder struct {
	Who     string    `json:"who"`
	Machine string    `json:"machine"`
	Process int       `json:"process"`
	Since   time.Time `json:"since"` // by the clock of whom the folder is on
	Page    bool      `json:"page"`  // a page that is open, which writes only now and then
	Busy    bool      `json:"busy"`  // it is writing
	Key     string    `json:"key"`   // tells claims apart
}

// String says who it is and since when.
func (h Holder) String() string {
	if h.Who == "" {
		return "有人"
	}
	return h.Who + "（电脑" + h.Machine + "，" + h.Since.Local().Format("1月2日15:04") + "起）"
}

// Myself reports a holder of the same person on the same machine.
func (h Holder) Myself() bool {
	who, machine := myself()
	return h.Who == who && h.Machine == machine
}

func myself() (who, machine string) {
	who = "未知的人"
	if u, err := user.Current(); err == nil {
		who = u.Username
		if u.Name != "" {
			who = u.Name
		}
	}
	machine, _ = os.Hostname()
	return who, machine
}

// Claim is a folder taken to work in.
type Claim struct {
	lock   sync.Mutex
	path   string
	holder Holder
}

// errTaken is a folder that somebody works in.
var errTaken = errors.New("taken")

// Take takes a folder to work in. Where somebody works in it, the claim is nil
// and the holder says who; a claim whose program is known to be gone is no
// obstacle. The error says why the folder cannot be taken by anybody.
func Take(dir string, page bool) (*Claim, *Holder, error) {
	c := newClaim(dir, page)
	for range 3 {
		err := c.create()
		switch {
		case err == nil:
			return c, nil, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, nil, err
		}
		h, ok := HolderOf(dir)
		if ok && !h.gone() {
			return nil, &h, nil
		}
		if ok {
			_ = os.Remove(c.path)
		}
	}
	return nil, nil, errTaken
}

// Seize takes a folder over from a holder that is not heard of any more.
func Seize(dir string, page bool) (*Claim, error) {
	c := newClaim(dir, page)
	if err := os.Remove(c.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return c, c.create()
}

func newClaim(dir string, page bool) *Claim {
	who, machine := myself()
	return &Claim{path: filepath.Join(dir, ClaimFile), holder: Holder{Who: who, Machine: machine, Process: os.Getpid(), Page: page, Key: rand.Text()}}
}

// create makes the file of the claim where there is none.
func (c *Claim) create() error {
	f, err := os.OpenFile(c.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if info, err := f.Stat(); err == nil {
		c.holder.Since = info.ModTime().Truncate(time.Second)
	}
	_, err = f.Write(c.text())
	return errors.Join(err, f.Close())
}

func (c *Claim) text() []byte {
	text, err := json.Marshal(c.holder)
	if err != nil {
		panic(err) // plain values are always written
	}
	return text
}

// HolderOf is who works in a folder; ok is false for nobody.
func HolderOf(dir string) (h Holder, ok bool) {
	data, err := os.ReadFile(filepath.Join(dir, ClaimFile))
	if err != nil {
		return Holder{}, false
	}
	_ = json.Unmarshal(data, &h) // one that is just being written, or damaged, is somebody's all the same
	return h, true
}

// gone reports a holder whose program has ended on this machine.
func (h Holder) gone() bool {
	_, machine := myself()
	return h.Who != "" && h.Machine == machine && !running(h.Process)
}

// Silent reports a folder whose claim has not been heard of for so long that it
// may be taken over. The time is that of whom the folder is on.
func Silent(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, ClaimFile))
	if err != nil {
		return false
	}
	now, err := os.CreateTemp(dir, temporary(os.Getpid()))
	if err != nil {
		return false
	}
	defer os.Remove(now.Name())
	defer now.Close()
	fresh, err := now.Stat()
	return err == nil && fresh.ModTime().Sub(info.ModTime()) > silence
}

// Held reports that the folder is still ours.
func (c *Claim) Held() bool {
	if c == nil {
		return false
	}
	h, ok := HolderOf(filepath.Dir(c.path))
	return ok && h.Key == c.holder.Key
}

// Holds reports that it is the claim to this folder, and still ours. A nil claim
// holds nothing.
func (c *Claim) Holds(dir string) bool {
	if c == nil {
		return false
	}
	a, errA := os.Stat(filepath.Dir(c.path))
	b, errB := os.Stat(dir)
	return errA == nil && errB == nil && os.SameFile(a, b) && c.Held()
}

// Beat shows that the program lives, and whether it is writing.
func (c *Claim) Beat(busy bool) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.holder.Busy = busy
	if c.Held() {
		_ = os.WriteFile(c.path, c.text(), 0o644) // the next may get through
	}
}

// Release leaves the folder.
func (c *Claim) Release() {
	if c.Held() {
		_ = os.Remove(c.path)
	}
}
