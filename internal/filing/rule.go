package filing

// The rules that more than one package goes by.
const (
	CopyRule       = "F06" // a file is byte for byte the same as another
	UnreadRule     = "L04" // columns that are none of the form's: the Value of its notes names those of a sheet
	ZeroReportRule = "L08" // a report without projects
	QuarterRule    = "U10" // a file or sheet is of another quarter
	DoubleRule     = "P03" // a project stands twice in a file
	ExampleRule    = "P04" // a row is the form's worked example
	MagnitudeRule  = "M04" // an amount is probably in another unit
	CoercionRule   = "C03" // a value is read otherwise than typed: Value is the raw, Expected the read one
)
