package report

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every leader's edition has the report's first page and the leader's projects
// alone; together they tell each late project and each request once.
func TestEditions(t *testing.T) {
	r := Build(scenario(t, "normal"), Options{})
	require.NotEmpty(t, r.Late)
	require.NotEmpty(t, r.Asks)
	assert.Nil(t, r.Edition("没有这位"))
	before, err := Encode(r)
	require.NoError(t, err)
	late, asked, projects := 0, 0, 0
	for _, name := range r.LeaderNames() {
		e := r.Edition(name)
		require.Len(t, e.Sections, 3)
		require.Len(t, e.Leaders, 1)
		assert.Equal(t, name, e.Meta.Leader)
		of := e.Leaders[0].Numbers
		for i, p := range e.Sections[0].Paragraphs {
			assert.Equal(t, r.Sections[0].Paragraphs[i].Text, p.Text)
			for _, n := range p.Numbers {
				assert.Contains(t, of, n)
			}
		}
		told := 0
		for _, p := range e.Sections[1].Paragraphs[1:] {
			if len(p.Numbers) == 1 {
				assert.Contains(t, of, p.Numbers[0])
				told++
			}
			assert.Empty(t, p.Heading)
		}
		assert.Equal(t, len(e.Late)+len(e.StillLate), told)
		assert.Contains(t, e.Sections[1].Paragraphs[0].Text, "共有项目"+pieces(len(of)))
		assert.Len(t, e.Sections[2].Paragraphs, 2+len(e.Asks))
		late, asked, projects = late+told, asked+len(e.Asks), projects+len(of)
	}
	assert.Equal(t, len(r.Late)+len(r.StillLate), late)
	assert.Equal(t, len(r.Asks), asked)
	assert.Equal(t, len(r.Projects), projects)
	after, err := Encode(r)
	require.NoError(t, err)
	assert.Equal(t, before, after, "the report itself stays")
}

// Paragraphs of one leader are numbered anew, a lone one not at all.
func TestEditionNumbersParagraphsAnew(t *testing.T) {
	of := map[string]bool{"a": true, "b": true}
	ps := []Paragraph{
		{Lead: "3.甲（管理办）。", Numbers: []string{"a"}, Heading: "（一）进度滞后项目"}, {Lead: "4.乙。", Numbers: []string{"c"}}, {Text: "甲、乙", Numbers: []string{"a", "c"}},
		{Lead: "5.丙。", Numbers: []string{"b"}}, {Lead: "6.丁。", Numbers: []string{"b"}, Omitted: true},
	}
	leads := func(ps []Paragraph) (all []string) {
		for _, p := range ps {
			all = append(all, p.Lead)
		}
		return all
	}
	got := about(of, ps)
	assert.Equal(t, []string{"1.甲（管理办）。", "2.丙。"}, leads(got))
	assert.False(t, slices.ContainsFunc(got, func(p Paragraph) bool { return p.Heading != "" }))
	assert.Equal(t, []string{"甲（管理办）。"}, leads(about(of, ps[:2])))
}
