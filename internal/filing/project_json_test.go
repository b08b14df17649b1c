package filing

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
)

// filled is a project with something in every field, by reflection, so that a
// field that MarshalJSON does not know is missed.
func filled(t *testing.T, text string) Project {
	t.Helper()
	var p Project
	v := reflect.ValueOf(&p).Elem()
	half := plan.Percent(45) * plan.Point
	for i := range v.NumField() {
		f := v.Field(i)
		switch f.Interface().(type) {
		case string:
			f.SetString(text)
		case int:
			f.SetInt(int64(i))
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
	return p
}

// TestProjectJSON holds what is written by hand against what the library
// writes.
func TestProjectJSON(t *testing.T) {
	for _, text := range []string{
		"王家宅小区", `引号"和\`, "行\n行\t\x01\x7f", "<&>", "分\u2028行\u2029", "坏\xff的", "𠮷😀", "",
	} {
		var projects []Project
		if text != "" {
			projects = append(projects, filled(t, text))
		}
		projects = append(projects, Project{Name: text}, Project{Total: plan.Amount{Kind: plan.Pending}, TaskNo: -1})
		for _, p := range projects {
			got, err := json.Marshal(p)
			require.NoError(t, err)
			want, err := json.Marshal(projectFields(p))
			require.NoError(t, err)
			var asWritten, byLibrary map[string]any
			require.NoError(t, json.Unmarshal(got, &asWritten))
			require.NoError(t, json.Unmarshal(want, &byLibrary))
			for y, target := range p.Targets {
				if target != "" {
					byLibrary[plan.YearKey(y)] = asJSON(t, target)
				}
			}
			assert.Equal(t, byLibrary, asWritten)
			var back Project
			require.NoError(t, json.Unmarshal(got, &back))
			again, err := json.Marshal(back)
			require.NoError(t, err)
			assert.JSONEq(t, string(got), string(again))
		}
	}
}

// asJSON is a text as JSON carries it.
func asJSON(t *testing.T, s string) (carried string) {
	t.Helper()
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &carried))
	return carried
}
