package output_test

import (
	"fmt"

	"jingpin/internal/output"
)

func ExampleName() {
	fmt.Println(output.Name("城建中心(房管办)"), output.Name("../成果/汇总表"), output.Name("con"))
	// Output: 城建中心(房管办) _._成果_汇总表 _con
}
