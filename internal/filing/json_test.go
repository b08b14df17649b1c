package filing

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// fill puts something into every field, by reflection, so that a field that is
// not written is missed.
func fill(t *testing.T, target any, text string) {
	t.Helper()
	v := reflect.ValueOf(target).Elem()
	half := plan.Percent(45) * plan.Point
	for i := range v.NumField() {
		f := v.Field(i)
		switch f.Interface().(type) {
		case string, RowID, plan.Severity:
			f.SetString(text)
		case int:
			f.SetInt(int64(i + 1))
		case bool:
			f.SetBool(true)
		case []string:
			f.Set(reflect.ValueOf([]string{text, "乙"}))
		case plan.Date:
			f.Set(reflect.ValueOf(plan.Day(2023, 6, i)))
		case plan.Amount:
			f.Set(reflect.ValueOf(plan.Exactly(plan.Money(i * 12345))))
		case *plan.Percent:
			f.Set(reflect.ValueOf(&half))
		case Source:
			f.Set(reflect.ValueOf(Source{text, "表", i}))
		case map[int]string:
			f.Set(reflect.ValueOf(map[int]string{2023: text, 2022: "甲", 2024: ""}))
		default:
			require.Fail(t, "a field of a new type", v.Type().Field(i).Name)
		}
		require.False(t, f.IsZero(), v.Type().Field(i).Name)
	}
}

// texts are what JSON writes in more than one way.
var texts = []string{"王家宅小区", `引号"和\`, "行\n行\t\x01\x7f", "<&>", "分\u2028行\u2029", "坏\xff的", "𠮷😀"}

// The years stand beside a project's other fields, and every field is read
// back.
func TestProjectJSON(t *testing.T) {
	projects := []Project{{}, {Name: "甲"}, {Total: plan.Amount{Kind: plan.Pending}, TaskNo: -1}}
	for _, text := range texts {
		var p Project
		fill(t, &p, text)
		projects = append(projects, p)
	}
	for _, p := range projects {
		got, err := json.Marshal(p)
		require.NoError(t, err)
		want, err := json.Marshal(projectFields(p))
		require.NoError(t, err)
		var written, byLibrary map[string]any
		require.NoError(t, json.Unmarshal(got, &written))
		require.NoError(t, json.Unmarshal(want, &byLibrary))
		for y, target := range p.Targets {
			if target != "" {
				byLibrary[plan.YearKey(y)] = string([]rune(target)) // as JSON carries it
			}
		}
		assert.Equal(t, byLibrary, written)
		var back Project
		require.NoError(t, json.Unmarshal(got, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.JSONEq(t, string(got), string(again))
	}
}

// Targets are read however they are written: by the program, or mended by hand.
func TestTargetsAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]map[int]string{
		`{"source":{},"y2022":"甲","y2023":"乙"}`:                nil, // filled in below
		`{"y2022":"甲","source":{},"y2023":"乙"}`:                nil,
		`{"source":{}, "y2022" : "甲","y2023":"乙"}`:             nil,
		`{"source":{},"y2022":"丙","y2022":"甲","y2023":"乙"}`:    nil,
		`{"name":",\"y2022\":\"丙\"","y2022":"甲","y2023":"乙"}`:  nil,
		`{"partners":["x","y2022"],"y2022":"甲","y2023":"乙"}`:   nil,
		`{"name":"甲","source":{},"y2022":"一\"二","y2023":"\\"}`: {2022: `一"二`, 2023: `\`},
		`{"source":{},"y2022":""}`:                             {2022: ""},
		`{"name":"y2022"}`:                                     {},
	} {
		if want == nil {
			want = map[int]string{2022: "甲", 2023: "乙"}
		}
		var p Project
		require.NoError(t, json.Unmarshal([]byte(text), &p), text)
		assert.Len(t, p.Targets, len(want), text)
		for year, target := range want {
			assert.Equal(t, target, p.Targets[year], text)
		}
	}
	for _, text := range []string{`{"source":{},"y2022":5}`, `{"source":{},"y2022":{"y2023":"甲"}}`} {
		assert.Error(t, json.Unmarshal([]byte(text), new(Project)), text)
	}
}
