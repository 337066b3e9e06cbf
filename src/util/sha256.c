/*
 * SHA-256. Besides the plain rounds there is one path for the x86 instructions made for it: a
 * packet hashes every byte that it writes, and the plain rounds would take a fifth of its time.
 */
#include "util/sha256.h"

#include <string.h>

#if defined __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

enum { BLOCK = 64 };

static const uint32_t k[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2,
};

static uint32_t turn(uint32_t x, int bits)
{
	return x >> bits | x << (32 - bits);
}

static void plain_blocks(uint32_t state[8], const unsigned char *at, size_t n)
{
	for (; n; n--, at += BLOCK) {
		uint32_t w[64], s[8];
		for (size_t i = 0; i < 16; i++)
			w[i] = (uint32_t)at[4 * i] << 24 | (uint32_t)at[4 * i + 1] << 16 |
			       (uint32_t)at[4 * i + 2] << 8 | at[4 * i + 3];
		for (size_t i = 16; i < 64; i++) {
			uint32_t a = w[i - 15], b = w[i - 2];
			w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + w[i - 7] +
			       (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
		}
		memcpy(s, state, sizeof s);
		for (size_t i = 0; i < 64; i++) {
			uint32_t t1 = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) +
				      ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
			uint32_t t2 = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
				      ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
			memmove(s + 1, s, 7 * sizeof *s);
			s[4] += t1;
			s[0] = t1 + t2;
		}
		for (size_t i = 0; i < 8; i++)
			state[i] += s[i];
	}
}

#if defined __x86_64__
static bool ask_instructions(void)
{
	unsigned a, b, c, d;
	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3))
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & (1u << 29);
}

/* Asked once: on a virtual machine the question costs as much as hashing some kilobytes. */
static bool has_instructions(void)
{
	enum { UNKNOWN, NO, YES };
	static _Atomic int known = UNKNOWN;
	int answer = known;
	if (answer == UNKNOWN)
		known = answer = ask_instructions() ? YES : NO;
	return answer == YES;
}

/*
 * The state lies in the registers as ABEF and CDGH, as the instructions want it. Sixteen words of
 * the schedule are kept in four registers and renewed four at a time.
 */
__attribute__((target("sha,sse4.1,ssse3"))) static void
fast_blocks(uint32_t state[8], const unsigned char *at, size_t n)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
	__m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
	__m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
	__m128i cdab = _mm_shuffle_epi32(dcba, 0xb1), efgh = _mm_shuffle_epi32(hgfe, 0x1b);
	__m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
	for (; n; n--, at += BLOCK) {
		__m128i w[4], abef_before = abef, cdgh_before = cdgh;
		for (size_t i = 0; i < 4; i++)
			w[i] = _mm_shuffle_epi8(
				_mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i)),
				swap);
		for (size_t round = 0; round < 16; round++) {
			__m128i now = w[round & 3];
			__m128i added = _mm_add_epi32(
				now,
				_mm_loadu_si128((const __m128i *)(const void *)(k + 4 * round)));
			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, added);
			abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(added, 0x0e));
			__m128i next = _mm_sha256msg1_epu32(now, w[(round + 1) & 3]);
			next = _mm_add_epi32(
				next, _mm_alignr_epi8(w[(round + 3) & 3], w[(round + 2) & 3], 4));
			w[round & 3] = _mm_sha256msg2_epu32(next, w[(round + 3) & 3]);
		}
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	__m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}
#endif

void lh_sha256(const void *bytes, size_t length, char hex_out[65])
{
	uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	void (*blocks)(uint32_t *, const unsigned char *, size_t) = plain_blocks;
#if defined __x86_64__
	if (has_instructions())
		blocks = fast_blocks;
#endif
	const unsigned char *at = bytes;
	size_t whole = length / BLOCK, rest = length % BLOCK;
	blocks(state, at, whole);
	/* The rest, a one bit, zeros, and the length in bits fill one block or two. */
	unsigned char tail[2 * BLOCK] = {0};
	if (rest)
		memcpy(tail, at + whole * BLOCK, rest);
	tail[rest] = 0x80;
	size_t n_tail = rest < BLOCK - 8 ? 1 : 2;
	uint64_t bits = (uint64_t)length * 8;
	for (size_t i = 0; i < 8; i++)
		tail[n_tail * BLOCK - 1 - i] = (unsigned char)(bits >> (8 * i));
	blocks(state, tail, n_tail);
	for (size_t i = 0; i < 64; i++)
		hex_out[i] = "0123456789abcdef"[state[i / 8] >> (28 - 4 * (i % 8)) & 15u];
	hex_out[64] = '\0';
}
