package crypt

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"slices"
)

// The records of a workbook before 2007 that are never encrypted; of that which
// lists a sheet, its place in the stream is not.
var plainRecords = []uint16{0x0809, 0x002F, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196}

const recBoundSheet = 0x0085

// Records decrypts a stream of records that is encrypted from position from on,
// as the data of its FILEPASS record says. It returns ErrPassword if the default
// password does not open it.
func Records(stream []byte, from int, pass []byte) ([]byte, error) {
	keyOf := recordKeys(pass)
	if keyOf == nil {
		return nil, ErrPassword
	}
	plain := bytes.Clone(stream)
	k := &keystream{keyOf: keyOf, block: -1}
	for pos := from; len(plain)-pos >= 4; {
		id, n := le.Uint16(plain[pos:]), int(le.Uint16(plain[pos+2:]))
		pos += 4
		data := plain[pos:min(pos+n, len(plain))]
		start := pos
		pos += n
		switch {
		case slices.Contains(plainRecords, id):
		case id == recBoundSheet && len(data) > 4:
			k.apply(data[4:], start+4)
		default:
			k.apply(data, start)
		}
	}
	return plain, nil
}

// keystream is RC4 with a new key every 1024 bytes of the stream, those counted
// that it is not applied to.
type keystream struct {
	keyOf func(block int) []byte
	block int
	at    int // within the block
	rc4   *rc4.Cipher
}

const keystreamLen = 1024

func (k *keystream) apply(data []byte, pos int) {
	var passed [keystreamLen]byte
	for len(data) > 0 {
		block, at := pos/keystreamLen, pos%keystreamLen
		if block != k.block {
			k.block, k.at = block, 0
			k.rc4, _ = rc4.NewCipher(k.keyOf(block)) // keys have a length that is allowed
		}
		k.rc4.XORKeyStream(passed[:at-k.at], passed[:at-k.at])
		n := min(len(data), keystreamLen-at)
		k.rc4.XORKeyStream(data[:n], data[:n])
		k.at = at + n
		data, pos = data[n:], pos+n
	}
}

// recordKeys returns the keys of blocks; nil if the default password is not the
// one, or the encryption is not known.
func recordKeys(pass []byte) func(block int) []byte {
	const byRC4 = 1
	if len(pass) < 6 || le.Uint16(pass) != byRC4 {
		return nil
	}
	switch major, minor := le.Uint16(pass[2:]), le.Uint16(pass[4:]); {
	case major == 1 && minor == 1:
		return weakKeys(pass[6:])
	case minor == 2 && 2 <= major && major <= 4:
		return strongKeys(pass[6:])
	}
	return nil
}

// weakKeys are those of Excel 97: 40 bits, by MD5.
func weakKeys(info []byte) func(block int) []byte {
	if len(info) < 48 {
		return nil
	}
	salt, verifier, want := info[:16], info[16:32], info[32:48]
	h := md5.Sum(password())
	salted := md5.Sum(bytes.Repeat(append(bytes.Clone(h[:5]), salt...), 16))
	keyOf := func(block int) []byte {
		key := md5.Sum(le.AppendUint32(bytes.Clone(salted[:5]), uint32(block)))
		return key[:]
	}
	proof, sum := proven(keyOf(0), verifier, want)
	if got := md5.Sum(proof); !bytes.Equal(got[:], sum) {
		return nil
	}
	return keyOf
}

// strongKeys are those of Excel 2002 and 2003: up to 128 bits, by SHA-1.
func strongKeys(info []byte) func(block int) []byte {
	const algorithm, headerLen = 0x6801, 32
	if len(info) < 8 {
		return nil
	}
	size := uint64(le.Uint32(info[4:]))
	if size < headerLen || size > uint64(len(info)-8) || uint64(len(info)-8)-size < 60 {
		return nil
	}
	header, verifier := info[8:], info[8+size:]
	bits := int(le.Uint32(header[16:]))
	if bits == 0 {
		bits = 40
	}
	if le.Uint32(header[8:]) != algorithm || bits < 40 || bits > 128 || bits%8 != 0 || le.Uint32(verifier) != 16 {
		return nil
	}
	h := digest(sha1.New, verifier[4:20], password())
	keyOf := func(block int) []byte {
		key := digest(sha1.New, h, le.AppendUint32(nil, uint32(block)))[:bits/8]
		if bits == 40 {
			key = append(key, make([]byte, 11)...)
		}
		return key
	}
	proof, sum := proven(keyOf(0), verifier[20:36], verifier[40:60])
	if !bytes.Equal(digest(sha1.New, proof), sum) {
		return nil
	}
	return keyOf
}

// proven decrypts what proves that a key is right: a value and its hash.
func proven(key, value, sum []byte) (plainValue, plainSum []byte) {
	plain := slices.Concat(value, sum)
	stream, err := rc4.NewCipher(key)
	if err != nil {
		return nil, nil
	}
	stream.XORKeyStream(plain, plain)
	return plain[:len(value)], plain[len(value):]
}
