package crypt

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"crypto/sha512"
	stdbase64 "encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet/cfb"
)

// streams are the two of an encrypted workbook.
func streams(t *testing.T, file []byte) (info, pkg []byte) {
	t.Helper()
	f, err := cfb.Open(file)
	require.NoError(t, err)
	info, err = f.Stream("EncryptionInfo")
	require.NoError(t, err)
	pkg, err = f.Stream("EncryptedPackage")
	require.NoError(t, err)
	return info, pkg
}

// TestExcelize opens what excelize seals, with the default password alone.
func TestExcelize(t *testing.T) {
	var plain, other bytes.Buffer
	require.NoError(t, excelize.NewFile().Write(&plain))
	file, err := excelize.Encrypt(plain.Bytes(), &excelize.Options{Password: defaultPassword})
	require.NoError(t, err)
	info, pkg := streams(t, file)
	got, err := Package(info, pkg)
	require.NoError(t, err)
	assert.Equal(t, plain.Bytes(), got)

	require.NoError(t, excelize.NewFile().Write(&other, excelize.Options{Password: "secret"}))
	info, pkg = streams(t, other.Bytes())
	_, err = Package(info, pkg)
	assert.ErrorIs(t, err, ErrPassword)
}

// TestAgile opens what Office since 2010 would have sealed.
func TestAgile(t *testing.T) {
	plain := bytes.Repeat([]byte("0123456789abcdef"), 600) // three segments
	salt, dataSalt, key := bytes.Repeat([]byte{1}, 16), bytes.Repeat([]byte{2}, 16), bytes.Repeat([]byte{3}, 32)
	h := hashPassword(sha512.New, salt, 1000)
	seal := func(key, iv, b []byte) []byte {
		block, err := aes.NewCipher(key)
		require.NoError(t, err)
		b = append(bytes.Clone(b), make([]byte, -len(b)&15)...)
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(b, b)
		return b
	}
	locked := func(purpose string, b []byte) string {
		return stdbase64.StdEncoding.EncodeToString(seal(digest(sha512.New, h, []byte(purpose))[:32], salt, b))
	}
	const ciphers = `blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" `
	info := "\x04\x00\x04\x00\x40\x00\x00\x00" + `<?xml version="1.0" encoding="UTF-8"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">` +
		`<keyData saltSize="16" ` + ciphers + `saltValue="` + stdbase64.StdEncoding.EncodeToString(dataSalt) + `"/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount="1000" saltSize="16" ` + ciphers +
		`saltValue="` + stdbase64.StdEncoding.EncodeToString(salt) + `" encryptedVerifierHashInput="` + locked("\xFE\xA7\xD2\x76\x3B\x4B\x9E\x79", dataSalt) +
		`" encryptedVerifierHashValue="` + locked("\xD7\xAA\x0F\x6D\x30\x61\x34\x4E", digest(sha512.New, dataSalt)) + `" encryptedKeyValue="` + locked("\x14\x6E\x0B\xE7\xAB\xAC\xD0\xD6", key) + `"/></keyEncryptor></keyEncryptors></encryption>`
	pkg := le.AppendUint64(nil, uint64(len(plain)-3))
	for i := 0; i*segmentLen < len(plain); i++ {
		iv := digest(sha512.New, dataSalt, le.AppendUint32(nil, uint32(i)))[:16]
		pkg = append(pkg, seal(key, iv, plain[i*segmentLen:min(len(plain), (i+1)*segmentLen)])...)
	}
	got, err := Package([]byte(info), pkg)
	require.NoError(t, err)
	assert.Equal(t, plain[:len(plain)-3], got)
	for _, change := range []struct{ old, new string }{
		{`spinCount="1000"`, `spinCount="2000000000"`}, {`spinCount="1000"`, `spinCount="-1"`}, {`spinCount="1000"`, `spinCount="1001"`}, {`AES`, `RC2`},
		{`ChainingModeCBC`, `ChainingModeCFB`}, {`SHA512`, `MD5`}, {`blockSize="16"`, `blockSize="0"`}, {`keyBits="256"`, `keyBits="9"`},
		{`saltValue="`, `saltValue="-`}, {"keyEncryptors", "x"}, {"<", "&"}, {`encryptedKeyValue="`, `encryptedKeyValue="AAAA" x="`},
		{`encryptedVerifierHashInput="`, `encryptedVerifierHashInput="" x="`}, {`encryptedVerifierHashValue="`, `encryptedVerifierHashValue="" x="`},
	} {
		require.Contains(t, info, change.old)
		_, err := Package([]byte(strings.ReplaceAll(info, change.old, change.new)), pkg)
		assert.ErrorIs(t, err, ErrPassword, change.new)
	}
	_, err = Package([]byte(info), pkg[:len(pkg)-segmentLen])
	assert.ErrorIs(t, err, ErrPassword)
}

// TestStandard opens what Office 2007 would have sealed.
func TestStandard(t *testing.T) {
	plain := bytes.Repeat([]byte("0123456789abcdef"), 5)
	for bits, algorithm := range map[int]uint32{128: 0x660E, 192: 0x660F, 256: 0x6610} {
		info, pkg := sealed(t, plain[:70], bits, algorithm)
		got, err := Package(info, pkg)
		require.NoError(t, err)
		assert.Equal(t, plain[:70], got)
		for at := 0; at < len(info); at += 9 {
			for _, cut := range [][]byte{info[:at], append(bytes.Clone(info[:at]), bytes.Repeat([]byte{0xFF}, len(info)-at)...)} {
				got, err := Package(cut, pkg)
				if err == nil {
					require.Equal(t, plain[:70], got, "nothing but padding changed")
				}
			}
		}
		for _, n := range []int{0, 7, 8, 40, len(pkg) - 16} {
			_, err := Package(info, pkg[:n])
			assert.ErrorIs(t, err, ErrPassword)
		}
	}
}

func sealed(t *testing.T, plain []byte, bits int, algorithm uint32) (info, pkg []byte) {
	t.Helper()
	salt, proof := bytes.Repeat([]byte{7}, 16), bytes.Repeat([]byte{9}, 16)
	h := digest(sha1.New, hashPassword(sha1.New, salt, 50_000), make([]byte, 4))
	inner, outer := bytes.Repeat([]byte{0x36}, 64), bytes.Repeat([]byte{0x5C}, 64)
	for i, b := range h {
		inner[i] ^= b
		outer[i] ^= b
	}
	key := append(digest(sha1.New, inner), digest(sha1.New, outer)...)[:bits/8]
	block, err := aes.NewCipher(key)
	require.NoError(t, err)
	seal := func(b []byte) []byte {
		b = append(bytes.Clone(b), make([]byte, -len(b)&15)...)
		for i := 0; i < len(b); i += 16 {
			block.Encrypt(b[i:], b[i:])
		}
		return b
	}
	header := make([]byte, 32)
	le.PutUint32(header[8:], algorithm)
	le.PutUint32(header[16:], uint32(bits))
	info = le.AppendUint32([]byte{3, 0, 2, 0, 0x24, 0, 0, 0}, uint32(len(header)))
	info = append(info, header...)
	info = le.AppendUint32(info, 16)
	info = append(append(info, salt...), seal(proof)...)
	info = le.AppendUint32(info, 20)
	info = append(info, seal(digest(sha1.New, proof))...)
	return info, append(le.AppendUint64(nil, uint64(len(plain))), seal(plain)...)
}

func FuzzPackage(f *testing.F) {
	f.Add([]byte("\x03\x00\x02\x00"), []byte("12345678"))
	f.Add([]byte("\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>"), []byte("12345678"))
	f.Fuzz(func(_ *testing.T, info, pkg []byte) { _, _ = Package(info, pkg) })
}
