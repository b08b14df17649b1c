package rehearse

import "unicode/utf16"

// namedStream is a stream of a compound file.
type namedStream struct {
	name string
	data []byte
}

// compound is a compound file, in which Office kept its files before 2007, with
// a few streams at its top level. They are stored in sectors of their own, small
// ones filled up with zeros, which their formats allow.
func compound(streams []namedStream) []byte {
	const (
		sector     = 512
		leastLen   = 4096 // of a stream that has sectors of its own
		free       = 0xFFFFFFFF
		endOfChain = 0xFFFFFFFE
		tableMark  = 0xFFFFFFFD
		entry      = 128
		perSector  = sector / 4

		root, stored = 5, 2
	)
	var body []byte
	var chains []int // sectors of each stream
	for _, s := range streams {
		n := 0
		if len(s.data) > 0 {
			n = (max(len(s.data), leastLen) + sector - 1) / sector
		}
		chains = append(chains, n)
		body = append(body, s.data...)
		body = append(body, make([]byte, n*sector-len(s.data))...)
	}
	tables := 1
	for tables*perSector < tables+1+len(body)/sector {
		tables++
	}
	b := make([]byte, sector*(1+tables+1), sector*(2+tables)+len(body))
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(b[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 56: leastLen, 60: endOfChain, 68: endOfChain} {
		le.PutUint32(b[at:], v)
	}
	for at := 76; at < sector; at += 4 {
		le.PutUint32(b[at:], free)
	}
	table := b[sector : (1+tables)*sector]
	for at := 0; at < len(table); at += 4 {
		le.PutUint32(table[at:], free)
	}
	for i := range tables {
		le.PutUint32(b[76+4*i:], uint32(i))
		le.PutUint32(table[4*i:], tableMark)
	}
	le.PutUint32(table[4*tables:], endOfChain)
	put := func(i int, name string, kind byte, next, child, start uint32, size int) {
		e := b[(1+tables)*sector+i*entry:][:entry]
		units := utf16.Encode([]rune(name))
		for j, u := range units {
			le.PutUint16(e[2*j:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], next)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
	}
	put(0, "Root Entry", root, free, 1, endOfChain, 0)
	at := tables + 1
	for i, s := range streams {
		next, start := uint32(free), uint32(endOfChain)
		if i+1 < len(streams) {
			next = uint32(i + 2)
		}
		if chains[i] > 0 {
			start = uint32(at)
		}
		put(i+1, s.name, stored, next, free, start, max(len(s.data), min(chains[i], 1)*leastLen))
		for j := range chains[i] {
			le.PutUint32(table[4*(at+j):], uint32(at+j+1))
		}
		if at += chains[i]; chains[i] > 0 {
			le.PutUint32(table[4*(at-1):], endOfChain)
		}
	}
	return append(b, body...)
}
