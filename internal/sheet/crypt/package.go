// Package crypt opens workbooks that are encrypted with a password which is none:
// the one that Excel itself uses where it must encrypt and nobody chose
// a password, as for a workbook whose structure is protected. It knows no other
// and guesses none.
package crypt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"hash"
	"unicode/utf16"
)

// defaultPassword is Excel's own.
const defaultPassword = "VelvetSweatshop"

// ErrPassword is the error of what was encrypted with another password, or in
// a way that is not known.
var ErrPassword = errors.New("crypt: needs a password")

const (
	mostRounds = 1_000_000 // of hashing a password; Office does a tenth
	mostInfo   = 64 << 10  // bytes of the description of an encryption
	segmentLen = 4096
)

var le = binary.LittleEndian

// Package decrypts an encrypted package, given the two streams of its compound
// file. It returns ErrPassword if the default password does not open it.
func Package(info, pkg []byte) ([]byte, error) {
	if len(info) < 8 || len(info) > mostInfo || len(pkg) < 8 {
		return nil, ErrPassword
	}
	size, body := le.Uint64(pkg), pkg[8:]
	var plain []byte
	var ok bool
	switch major, minor := le.Uint16(info), le.Uint16(info[2:]); {
	case major == 4 && minor == 4:
		plain, ok = agile(info[8:], body)
	case minor == 2 && 2 <= major && major <= 4:
		plain, ok = standard(info[4:], body)
	}
	if !ok || size > uint64(len(plain)) {
		return nil, ErrPassword
	}
	return plain[:size], nil
}

// standard decrypts as Office 2007 encrypts: AES by blocks, the key by SHA-1.
func standard(info, body []byte) ([]byte, bool) {
	const headerLen, verifierLen = 32, 4 + 16 + 16 + 4 + 32
	const keySizeAt, algorithmAt = 16, 8
	if len(info) < 8 {
		return nil, false
	}
	size := uint64(le.Uint32(info[4:]))
	if size < headerLen || size > uint64(len(info)-8) || uint64(len(info)-8)-size < verifierLen {
		return nil, false
	}
	header, verifier := info[8:], info[8+size:]
	keyBytes := int(le.Uint32(header[keySizeAt:]) / 8)
	if a := le.Uint32(header[algorithmAt:]); a < 0x660E || a > 0x6610 || keyBytes != 16+8*int(a-0x660E) || le.Uint32(verifier) != 16 {
		return nil, false
	}
	h := digest(sha1.New, hashPassword(sha1.New, verifier[4:20], 50_000), make([]byte, 4))
	key := make([]byte, 0, 2*sha1.Size)
	for _, pad := range []byte{0x36, 0x5C} {
		block := bytes.Repeat([]byte{pad}, 64)
		for i, b := range h {
			block[i] ^= b
		}
		key = append(key, digest(sha1.New, block)...)
	}
	block, err := aes.NewCipher(key[:keyBytes])
	if err != nil {
		return nil, false
	}
	proof, want := byBlocks(block, verifier[20:36]), byBlocks(block, verifier[40:72])
	if !bytes.Equal(digest(sha1.New, proof), want[:sha1.Size]) {
		return nil, false
	}
	return byBlocks(block, body[:len(body)&^15]), true
}

func byBlocks(block cipher.Block, data []byte) []byte {
	plain := make([]byte, len(data))
	for i := 0; i < len(data); i += aes.BlockSize {
		block.Decrypt(plain[i:], data[i:])
	}
	return plain
}

// cipherData is how something is encrypted, as the description says.
type cipherData struct {
	BlockSize int    `xml:"blockSize,attr"`
	KeyBits   int    `xml:"keyBits,attr"`
	Cipher    string `xml:"cipherAlgorithm,attr"`
	Chaining  string `xml:"cipherChaining,attr"`
	Hash      string `xml:"hashAlgorithm,attr"`
	Salt      base64 `xml:"saltValue,attr"`
}

// agile decrypts as Office since 2010 encrypts: AES in chains of 4096 bytes, all
// else as an XML description says.
func agile(info, body []byte) ([]byte, bool) {
	var description struct {
		KeyData cipherData `xml:"keyData"`
		Keys    []struct {
			cipherData
			Rounds     int    `xml:"spinCount,attr"`
			ProofInput base64 `xml:"encryptedVerifierHashInput,attr"`
			ProofValue base64 `xml:"encryptedVerifierHashValue,attr"`
			Key        base64 `xml:"encryptedKeyValue,attr"`
		} `xml:"keyEncryptors>keyEncryptor>encryptedKey"`
	}
	if xml.Unmarshal(info, &description) != nil || len(description.Keys) == 0 {
		return nil, false
	}
	lock, data := description.Keys[0], description.KeyData
	hashLock, hashData := lock.hash(), data.hash()
	if hashLock == nil || hashData == nil || lock.Rounds < 0 || lock.Rounds > mostRounds {
		return nil, false
	}
	h := hashPassword(hashLock, lock.Salt, lock.Rounds)
	open := func(purpose string, sealed []byte) []byte {
		return chained(fit(digest(hashLock, h, []byte(purpose)), lock.KeyBits/8), fit(lock.Salt, aes.BlockSize), sealed)
	}
	proof := open("\xFE\xA7\xD2\x76\x3B\x4B\x9E\x79", lock.ProofInput)
	want := open("\xD7\xAA\x0F\x6D\x30\x61\x34\x4E", lock.ProofValue)
	key := open("\x14\x6E\x0B\xE7\xAB\xAC\xD0\xD6", lock.Key)
	if sum := digest(hashLock, proof); len(proof) == 0 || len(want) < len(sum) || !bytes.Equal(sum, want[:len(sum)]) || len(key) < data.KeyBits/8 {
		return nil, false
	}
	plain := make([]byte, 0, len(body))
	for i := uint32(0); len(body) >= aes.BlockSize; i++ {
		segment := body[:min(segmentLen, len(body)&^15)]
		body = body[len(segment):]
		iv := fit(digest(hashData, data.Salt, le.AppendUint32(nil, i)), aes.BlockSize)
		plain = append(plain, chained(key[:data.KeyBits/8], iv, segment)...)
	}
	return plain, true
}

// hash returns the hash that the description names; nil if it or the cipher
// around it is not known.
func (c cipherData) hash() func() hash.Hash {
	known := map[string]func() hash.Hash{"SHA1": sha1.New, "SHA-1": sha1.New, "SHA256": sha256.New, "SHA384": sha512.New384, "SHA512": sha512.New}
	if c.Cipher != "AES" || c.Chaining != "ChainingModeCBC" || c.BlockSize != aes.BlockSize || c.KeyBits != 128 && c.KeyBits != 192 && c.KeyBits != 256 {
		return nil
	}
	return known[c.Hash]
}

// hashPassword hashes the default password with a salt, over and over.
func hashPassword(newHash func() hash.Hash, salt []byte, rounds int) []byte {
	h := newHash()
	h.Write(salt)
	h.Write(password())
	sum := h.Sum(nil)
	var counter [4]byte
	for i := range rounds {
		le.PutUint32(counter[:], uint32(i))
		h.Reset()
		h.Write(counter[:])
		h.Write(sum)
		sum = h.Sum(sum[:0])
	}
	return sum
}

// password is the default password in UTF-16.
func password() []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(defaultPassword)) {
		b = le.AppendUint16(b, unit)
	}
	return b
}

func digest(newHash func() hash.Hash, parts ...[]byte) []byte {
	h := newHash()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// fit cuts or pads b to a length.
func fit(b []byte, n int) []byte {
	if len(b) >= n {
		return b[:n]
	}
	return append(bytes.Clone(b), bytes.Repeat([]byte{0x36}, n-len(b))...)
}

// chained decrypts AES in CBC mode; nil for what is not whole blocks.
func chained(key, iv, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data)%aes.BlockSize != 0 {
		return nil
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	return plain
}
