package filing

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPlaceOfAWholeFileNamesNoRow(t *testing.T) {
	assert.Equal(t, "管理办.xlsx", Source{File: "管理办.xlsx"}.Words())
	assert.Equal(t, "管理办.xlsx“表”第6行", Source{File: "管理办.xlsx", Sheet: "表", Row: 6}.Words())
}
