package filing

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

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

// A line of the stream is what the library writes of a streamObject.
func TestLineOfTheStream(t *testing.T) {
	counted, faulty := Project{Name: "甲", TaskNo: 6}, Project{Name: "乙", TaskNo: 7}
	full := &Submission{
		Path: "管理办.xlsx", Unit: "管理办", Quarter: plan.Quarter{Year: 2023, N: 2}, Saved: time.Unix(1_688_000_000, 0).UTC(), Round: 2,
		Rows:     []Row{{Project: counted}, {Project: faulty, Cause: Faulty, Rules: []string{"T03"}, Typed: []Typed{{"完成时限", "N9", "2026年"}}}},
		Findings: []Finding{{File: "管理办.xlsx", Rule: "T03", Severity: plan.Error}, {Rule: CoercionRule, Value: "约60%", Expected: "60"}},
	}
	for _, s := range []*Submission{full, {Path: "空.xlsx"}} {
		var line bytes.Buffer
		require.NoError(t, WriteSubmission(&line, s))
		o := streamObject{
			streamHead: streamHead{FileObject: s.Object(), Saved: s.Saved, Round: s.Round},
			Findings:   nonNil(s.Findings), Projects: nonNil(s.Accepted()), LeftOut: []leftOut{}, Coercions: nonNil(s.Coercions()),
		}
		if len(s.Rows) > 1 {
			r := s.Rows[1]
			o.LeftOut = append(o.LeftOut, leftOut{r.Project.Source, r.Cause, r.Rules, r.Typed, r.Project})
		}
		want, err := marshal(o)
		require.NoError(t, err)
		assert.Equal(t, string(want)+"\n", line.String())
	}
}
