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
	"strings"

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

// writeField writes a field's value, that of a list an element a line; a list is
// never null.
func writeField(out *bufio.Writer, v reflect.Value) error {
	if v.Kind() != reflect.Slice {
		return writeValue(out, v)
	}
	if v.Len() == 0 {
		_, err := out.WriteString("[]")
		return err
	}
	opening := "[\n"
	for i := range v.Len() {
		out.WriteString(opening)
		if err := writeValue(out, v.Index(i)); err != nil {
			return err
		}
		opening = ",\n"
	}
	_, err := out.WriteString("\n]")
	return err
}

// writeValue writes an addressable value on one line, without escaping < and &.
func writeValue(out *bufio.Writer, v reflect.Value) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(v.Addr().Interface()); err != nil {
		return err
	}
	_, err := out.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	return err
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
