package truetype

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestDecodeName(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("仿宋")
	require.NoError(t, err)
	assert.Equal(t, "仿宋", decodeName(1, 25, []byte(gbk)))
	assert.Equal(t, "仿宋", decodeName(3, 3, []byte(gbk)))
	assert.Equal(t, "仿宋", decodeName(3, 1, bigEndian([]uint16{'仿', '宋'})))
	assert.Equal(t, "Kai", decodeName(1, 0, []byte("Kai")))
}
