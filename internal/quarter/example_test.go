package quarter_test

import (
	"context"
	"fmt"
	"os"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// What a command line and a page do alike.
func ExampleDesk_Check() {
	desk := quarter.Open(quarter.Options{Date: plan.Day(2023, 7, 5), Tell: func(e quarter.Event) {
		if e.Kind == quarter.Warning {
			fmt.Fprintln(os.Stderr, e.Text)
		}
	}})
	checked, err := desk.Check(context.Background(), []string{"../../samples/2023Q1"}, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(checked.Quarter.Chinese(), len(checked.Submissions), "files")
	// Output: 2023年第一季度 20 files
}
