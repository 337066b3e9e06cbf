/* SipHash-2-4 with 128 bits of result, after Aumasson and Bernstein's reference. */
#include "util/hash.h"

#include <endian.h>
#include <string.h>

typedef struct sip {
	uint64_t v0, v1, v2, v3;
} sip;

static uint64_t turn(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static void stir(sip *s, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		s->v0 += s->v1;
		s->v1 = turn(s->v1, 13) ^ s->v0;
		s->v0 = turn(s->v0, 32);
		s->v2 += s->v3;
		s->v3 = turn(s->v3, 16) ^ s->v2;
		s->v0 += s->v3;
		s->v3 = turn(s->v3, 21) ^ s->v0;
		s->v2 += s->v1;
		s->v1 = turn(s->v1, 17) ^ s->v2;
		s->v2 = turn(s->v2, 32);
	}
}

/* Little-endian on every machine: the same input gives the same id. */
static uint64_t word(const unsigned char *bytes)
{
	uint64_t w;
	memcpy(&w, bytes, sizeof w);
	return le64toh(w);
}

/* The last bytes, fewer than a word. */
static uint64_t rest(const unsigned char *bytes, size_t n)
{
	uint64_t w = 0;
	for (size_t i = 0; i < n; i++)
		w |= (uint64_t)bytes[i] << (8 * i);
	return w;
}

static void eat(sip *s, uint64_t w)
{
	s->v3 ^= w;
	stir(s, /*rounds*/ 2);
	s->v0 ^= w;
}

static void put_hex(uint64_t w, char *out)
{
	for (size_t i = 0; i < 16; i++) {
		unsigned nibble = (unsigned)(w >> (8 * (i / 2) + (i % 2 ? 0 : 4))) & 15u;
		out[i] = "0123456789abcdef"[nibble];
	}
}

void lh_hash128(const void *bytes, size_t length, char hex_out[33])
{
	const unsigned char *at = bytes;
	sip s = {0x736f6d6570736575u, 0x646f72616e646f6du ^ 0xee, 0x6c7967656e657261u,
		 0x7465646279746573u};
	size_t left = length;
	for (; left >= 8; left -= 8, at += 8)
		eat(&s, word(at));
	eat(&s, rest(at, left) | (uint64_t)length << 56);
	s.v2 ^= 0xee;
	stir(&s, /*rounds*/ 4);
	put_hex(s.v0 ^ s.v1 ^ s.v2 ^ s.v3, hex_out);
	s.v1 ^= 0xdd;
	stir(&s, /*rounds*/ 4);
	put_hex(s.v0 ^ s.v1 ^ s.v2 ^ s.v3, hex_out + 16);
	hex_out[32] = '\0';
}
