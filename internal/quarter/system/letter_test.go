package system

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLettersSuitTheSystem(t *testing.T) {
	assert.Equal(t, "管理办：\n请改正。\n", string(letterOn("linux", "管理办：\n请改正。\n")))
	assert.Equal(t, "\ufeff管理办：\r\n请改正。\r\n", string(letterOn("windows", "管理办：\n请改正。\n")))
}
