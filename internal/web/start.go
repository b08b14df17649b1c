package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/runner"
)

// Start is how the program is started with a page.
type Start struct {
	Options
	Named   []string     // a quarter's folder, or files to look at (自查); none to choose a folder
	Addr    string       // where to listen, "" for any free port of this machine
	Browser bool         // open the page
	Alone   bool         // nobody sees what is said: what cannot be shown is said on the page
	Say     func(string) // hears the first address
	Warn    func(string) // hears what else there is to say
}

// Run serves the page until ctx ends or somebody closes the program. Where the
// program runs already and is asked for nothing else, its page is brought up
// instead of a second one.
func (st Start) Run(ctx context.Context) error {
	if err := st.sort(); err != nil {
		if !st.Alone {
			return err
		}
		st.Folder, st.Files, st.Trouble = "", nil, err.Error()
	}
	if st.Browser && st.Addr == "" && len(st.Files) == 0 && st.Trouble == "" {
		if address := st.running(ctx); address != "" && st.Open != nil && st.Open(address) == nil {
			st.Say(address)
			return nil
		}
	}
	l, err := Listen(cmp.Or(st.Addr, "127.0.0.1:0"))
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := New(st.Options)
	if err != nil {
		return err
	}
	address := s.Address(l)
	st.Say(address)
	if len(st.Files) == 0 && st.Browser {
		s.live(address)
		defer s.memory.runs("", "")
	}
	if st.Browser && (st.Open == nil || st.Open(address) != nil) {
		written := st.leaveAddress(address)
		defer os.Remove(written)
		st.Warn("没有打开浏览器，请把上面的地址复制到浏览器里；地址也写在“" + written + "”里。")
	}
	return s.Serve(ctx, l)
}

// sort tells the folder from the files.
func (st *Start) sort() error {
	for _, path := range st.Named {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return runner.OpenError(path, err)
		case !info.IsDir():
			st.Files = append(st.Files, path)
		case st.Folder != "":
			return quarter.Misuse{Message: "页面只看一个文件夹。"}
		default:
			st.Folder = path
		}
	}
	if st.Folder != "" && len(st.Files) > 0 {
		return quarter.Misuse{Message: "要么打开一个季度的文件夹，要么自查几份表，不能一起。"}
	}
	return nil
}

// running is the address of the program's page where it runs already on the
// folder that is asked for, "" for none.
func (st *Start) running(ctx context.Context) string {
	address, folder := memory{st.Memory}.where()
	if address == "" || st.Folder != "" && !sameFolder(st.Folder, folder) {
		return ""
	}
	ctx, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
		return ""
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		return ""
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther { // it does not know the token
		return ""
	}
	return address
}

func sameFolder(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// leaveAddress writes the address where who finds no browser may look for it:
// beside the program or, where that may not be written, among temporary files.
func (st *Start) leaveAddress(address string) string {
	text := fmt.Sprintf("请把下面的地址复制到浏览器里打开，只在这台电脑上能用：\r\n%s\r\n", address)
	for _, dir := range append(st.Around, os.TempDir()) {
		path := filepath.Join(dir, "页面地址.txt")
		if os.WriteFile(path, []byte("\ufeff"+text), 0o600) == nil {
			return path
		}
	}
	return ""
}
