package main

import (
	"testing"

	"jingpin/internal/filing"

	"github.com/stretchr/testify/assert"
)

func TestReturnNames(t *testing.T) {
	for _, c := range []struct {
		files []filing.Submission
		want  []string
	}{
		{[]filing.Submission{{Unit: "管理办"}, {Unit: "管理办"}, {Unit: "管理办"}}, []string{"管理办", "管理办(2)", "管理办(3)"}},
		{[]filing.Submission{{Path: "a/报表(2).xlsx"}, {Path: "a/报表.xlsx"}, {Path: "b/报表.xlsx"}}, []string{"报表(2)", "报表", "报表(3)"}},
		{[]filing.Submission{{Path: "Book1.xlsx"}, {Path: "x/book1.XLSX"}}, []string{"Book1", "book1(2)"}},
	} {
		var subs []*filing.Submission
		for _, s := range c.files {
			subs = append(subs, &s)
		}
		assert.Equal(t, c.want, returnNames(subs))
	}
}
