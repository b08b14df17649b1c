package stream_test

import (
	"bytes"
	"fmt"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/stream"
)

// A stream of checks: a head, then one submission a line.
func ExampleRead() {
	var lines bytes.Buffer
	_ = stream.WriteHead(&lines, stream.Head{Quarter: plan.Quarter{Year: 2023, N: 2}, AsOf: plan.Day(2023, 6, 30)})
	_ = stream.Write(&lines, &filing.Submission{Path: "管理办.xlsx", Unit: "管理办"})
	head, subs, err := stream.Read(&lines)
	fmt.Println(head.Quarter.Chinese(), subs[0].Path, subs[0].Unit, err)
	// Output: 2023年第二季度 管理办.xlsx 管理办 <nil>
}
