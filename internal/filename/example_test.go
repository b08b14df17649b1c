package filename_test

import (
	"fmt"

	"jingpin/internal/filename"
)

func ExampleOf() {
	fmt.Println(filename.Of("城建中心(房管办)"), filename.Of("../成果/汇总表"), filename.Of("con"))
	// Output: 城建中心(房管办) _._成果_汇总表 _con
}
