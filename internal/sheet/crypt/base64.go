package crypt

import stdbase64 "encoding/base64"

// base64 is a value that XML writes in base 64.
type base64 []byte

// UnmarshalText reads the value.
func (b *base64) UnmarshalText(text []byte) error {
	value, err := stdbase64.StdEncoding.DecodeString(string(text))
	*b = value
	return err
}
