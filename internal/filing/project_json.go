package filing

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"jingpin/internal/plan"
)

// projectFields is a project without methods, as the JSON library sees it.
type projectFields Project

// MarshalJSON writes form.md's keys, the year columns as y2022 … behind.
func (p Project) MarshalJSON() ([]byte, error) {
	fields, err := marshal(projectFields(p))
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for year, text := range p.Targets {
		if text != "" {
			targets[plan.YearKey(year)] = text
		}
	}
	if len(targets) == 0 {
		return fields, nil
	}
	years, err := marshal(targets)
	return append(append(fields[:len(fields)-1], ','), years[1:]...), err
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Project) UnmarshalJSON(b []byte) error {
	if err := json.Unmarshal(b, (*projectFields)(p)); err != nil {
		return err
	}
	if !bytes.Contains(b, []byte(`"y2`)) {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil {
		return err
	}
	for key, raw := range all {
		digits, isYear := strings.CutPrefix(key, "y")
		year, err := strconv.Atoi(digits)
		if !isYear || err != nil {
			continue
		}
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		if p.Targets == nil {
			p.Targets = map[int]string{}
		}
		p.Targets[year] = text
	}
	return nil
}

// marshal is json.Marshal without turning < and & into escapes.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
