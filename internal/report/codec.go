package report

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"jingpin/internal/filing"
)

// ErrFormat reports bytes that are no 数据.json of ours, or of a later format.
var ErrFormat = errors.New("不是本程序能读的季度报告数据")

// Encode is what Write writes.
func Encode(r *Report) ([]byte, error) {
	var b bytes.Buffer
	_, err := Write(&b, r)
	return b.Bytes(), err
}

// Write writes 数据.json: one object, a line for each field, and in the lists
// a line for each element, so that two quarters can be compared line by line.
// The same report gives the same bytes, whose Code it returns.
func Write(w io.Writer, r *Report) (code string, err error) {
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(w, sum), 64<<10)
	v := reflect.ValueOf(r).Elem()
	opening := "{\n"
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if options != "" && v.Field(i).IsZero() {
			continue
		}
		fmt.Fprintf(out, "%s%q: ", opening, name)
		if err := writeField(out, v.Field(i)); err != nil {
			return "", fmt.Errorf("encode %s: %w", name, err)
		}
		opening = ",\n"
	}
	out.WriteString("\n}\n")
	err = out.Flush()
	return codeOf(sum.Sum(nil)), err
}

// writeField writes a field's value, that of a list in parts; a list is never
// null.
func writeField(out *bufio.Writer, v reflect.Value) error {
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		_, err := out.WriteString("[]")
		return err
	}
	if v.Kind() != reflect.Slice {
		var one bytes.Buffer
		err := encodeLines(&one, v)
		out.Write(bytes.TrimSuffix(one.Bytes(), lineEnd))
		return err
	}
	opening := "[\n"
	parts := make([]bytes.Buffer, min(partsAtATime, (v.Len()+elementsAtATime-1)/elementsAtATime))
	for from := 0; from < v.Len(); from += elementsAtATime * partsAtATime {
		if err := encodeElements(parts, v.Slice(from, min(v.Len(), from+elementsAtATime*partsAtATime))); err != nil {
			return err
		}
		for i := range parts {
			if parts[i].Len() > 0 {
				out.WriteString(opening)
				out.Write(bytes.TrimSuffix(parts[i].Bytes(), lineEnd))
				opening = separator
			}
		}
	}
	_, err := out.WriteString("\n]")
	return err
}

const separator = ",\n"

var lineEnd = []byte("\n")

// How many elements of a list one goroutine encodes at a time, and how many
// such parts are held until they are written.
const (
	elementsAtATime = 256
	partsAtATime    = 8
)

// encodeElements writes a list's elements into parts, several goroutines a part
// each. Parts without any are empty.
func encodeElements(parts []bytes.Buffer, v reflect.Value) error {
	errs := make([]error, len(parts))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(parts); i = int(next.Add(1)) - 1 {
				var values []reflect.Value
				for j := i * elementsAtATime; j < min((i+1)*elementsAtATime, v.Len()); j++ {
					values = append(values, v.Index(j))
				}
				parts[i].Reset()
				errs[i] = encodeLines(&parts[i], values...)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// encodeLines writes addressable values a line each, without escaping < and &.
func encodeLines(b *bytes.Buffer, values ...reflect.Value) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for i, v := range values {
		if i > 0 {
			b.Truncate(b.Len() - len(lineEnd)) // the encoder's
			b.WriteString(separator)
		}
		if err := e.Encode(v.Addr().Interface()); err != nil {
			return err
		}
	}
	return nil
}

// Decode reads what Encode wrote, of this format or an older one. It may have
// been edited by hand since: what would not fit together is refused.
func Decode(data []byte) (*Report, error) {
	r := &Report{}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("%w：%s", ErrFormat, jsonFault(data, err))
	}
	if r.Tool != filing.Tool || r.Format < 1 || r.Format > Format {
		return nil, ErrFormat
	}
	for _, l := range r.Leaders {
		for _, i := range l.Rows {
			if i < 0 || i >= len(r.Projects) {
				return nil, fmt.Errorf("%w：leaders里“%s”的rows指到第%d个项目，而项目只有%d个", ErrFormat, l.Leader, i+1, len(r.Projects))
			}
		}
	}
	return r, nil
}

// jsonFault says where the data stops making sense; the cause is in English.
func jsonFault(data []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	offset := int64(-1)
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	if offset < 0 || offset > int64(len(data)) {
		return "有的数或日期写得不对"
	}
	return fmt.Sprintf("第%d行写得不对，或者不完整", 1+bytes.Count(data[:offset], []byte("\n")))
}

// Code is the short code of an encoded report, which its PDF carries: the
// first eight hex digits of the SHA-256, in two groups.
func Code(data []byte) string {
	sum := sha256.Sum256(data)
	return codeOf(sum[:])
}

func codeOf(sum []byte) string {
	code := hex.EncodeToString(sum[:4])
	return code[:4] + "-" + code[4:]
}
