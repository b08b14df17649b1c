package stream

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever a stream holds is refused or read; what was read is written so that
// it reads the same.
func FuzzReadStream(f *testing.F) {
	head := `{"tool":"jingpin","format":1,"plan":"p","quarter":"2023Q2","as_of":"2023-06-30"}` + "\n"
	f.Add([]byte(head + `{"path":"a.xlsx","sheets":[],"findings":[],"projects":[{"name":"甲","total":"1.5","y2023":"乙"}],"left_out":[],"coercions":[]}`))
	f.Add([]byte(head + `{"path":"a.xlsx","left_out":[{"cause":"错误","typed":null,"project":{"task_no":6,"progress":45.5}}]}`))
	f.Add([]byte(head + `{"projects":[{"progress":1e9}]}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, subs, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		require.NoError(t, WriteHead(&once, Head{}))
		require.NoError(t, WriteHead(&twice, Head{}))
		for _, s := range subs {
			require.NoError(t, Write(&once, s))
		}
		_, again, err := Read(bytes.NewReader(once.Bytes()))
		require.NoError(t, err)
		for _, s := range again {
			require.NoError(t, Write(&twice, s))
		}
		require.Equal(t, once.String(), twice.String())
	})
}
