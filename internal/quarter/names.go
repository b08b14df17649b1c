package quarter

import (
	"fmt"
	"strings"

	"jingpin/internal/output"
)

// names are those that files of one run have, so that no two of them have the
// same, on disks that do not tell capitals from small letters either.
type names map[string]bool

// of is the name of a file that belongs to something called so: numbered where
// another file has it already.
func (n names) of(something string) string {
	name := output.Name(something)
	free := name
	for i := 2; n[strings.ToLower(free)]; i++ {
		free = fmt.Sprintf("%s(%d)", name, i)
	}
	n[strings.ToLower(free)] = true
	return free
}
