package plan_test

import (
	"fmt"

	"jingpin/internal/plan"
)

func ExampleParseQuarter() {
	q, err := plan.ParseQuarter("2023年第二季度")
	fmt.Println(q, q.Chinese(), q.Last(), q.Add(-2), err)
	// Output: 2023Q2 2023年第二季度 2023-06-30 2022Q4 <nil>
}

func ExampleParseWan() {
	m, err := plan.ParseWan("1084.35")
	fmt.Println(m.Wan(), (m + m).Wan(), err)
	// Output: 1084.35 2168.7 <nil>
}
