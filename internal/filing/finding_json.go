package filing

// AppendJSON adds what the JSON library writes of a finding.
func (f *Finding) AppendJSON(b []byte) []byte {
	o := object{append(b, '{')}
	o.must("file", f.File)
	o.text("sheet", f.Sheet)
	o.text("cell", f.Cell)
	o.count("row", f.Row)
	o.text("column", f.Column)
	o.must("rule", f.Rule)
	o.must("severity", string(f.Severity))
	o.text("unit", f.Unit)
	o.text("project", f.Project)
	o.text("value", f.Value)
	o.text("expected", f.Expected)
	o.must("message", f.Message)
	o.text("hint", f.Hint)
	o.text("suggest", f.Suggest)
	o.text("key", string(f.Key))
	o.text("passed_by", f.PassedBy)
	o.text("answer", f.Answer)
	o.text("was", string(f.Was))
	o.flag("across", f.Across)
	o.list("also", f.Also)
	o.count("col", f.Col)
	return append(o.b, '}')
}

// AppendJSON adds what the JSON library writes of a coercion.
func (c *Coercion) AppendJSON(b []byte) []byte {
	o := object{append(b, '{')}
	o.must("sheet", c.Sheet)
	o.must("cell", c.Cell)
	o.must("column", c.Column)
	o.must("raw", c.Raw)
	o.must("read", c.Read)
	return append(o.b, '}')
}
