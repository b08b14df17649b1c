package verified_test

import (
	"fmt"
	"os"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

func ExampleOpen() {
	data, err := os.ReadFile("../../../samples/2023Q2/服务办.xlsx")
	if err != nil {
		fmt.Println(err)
		return
	}
	wb, err := verified.Open(data, sheet.DefaultLimits)
	if err != nil {
		fmt.Println(err) // in Chinese: why nothing of the file may be believed
		return
	}
	fmt.Println(wb.Sheets[0].Name)
	_, err = verified.Open(data[:len(data)/2], sheet.DefaultLimits)
	fmt.Println(err != nil)
	// Output:
	// 项目计划表
	// true
}
