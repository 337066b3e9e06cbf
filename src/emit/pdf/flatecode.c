/*
 * DEFLATE by hand. This file knows RFC 1951: matches, Huffman codes, blocks. It refuses to know
 * what the pieces are and where their code strings are kept.
 */
#include "emit/pdf/flatecode.h"

#include <endian.h>
#include <string.h>

enum {
	LENGTH_LIMIT = 15, /* bits of a code */
	TABLE_LIMIT = 7,   /* bits of a code for code lengths */
	END = 256,
	FIRST_LENGTH = 257,
	LENGTHS = 29,
	TABLE_CODES = 19,
	MATCH_MIN = 3,
	MATCH_MAX = 258,
	/* A match of three bytes from farther away costs more than three literals. */
	NEAR = 256,
	HASH_BITS = 10,
	CHAIN = 64,
	WINDOW = 32768,
	STORED_MAX = 65535,
	MOST_SYMBOLS = LH__LITERALS,
};

static const uint16_t length_base[LENGTHS] = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
					      15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
					      67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_extra[LENGTHS] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
					      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
static const uint16_t distance_base[LH__DISTANCES] = {
	1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
	193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static const uint8_t distance_extra[LH__DISTANCES] = {0, 0, 0,  0,  1,  1,  2,  2,  3,  3,
						      4, 4, 5,  5,  6,  6,  7,  7,  8,  8,
						      9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

/* A literal byte when `distance` is 0, else a match. */
typedef struct token {
	unsigned length, distance;
	unsigned char literal;
} token;

typedef struct matcher {
	const unsigned char *bytes;
	size_t length, at;
	int32_t head[1 << HASH_BITS]; /* last place of each hash + 1; 0: none */
	int32_t before[WINDOW];       /* the place before with the same hash + 1, by place */
} matcher;

static void matcher_start(matcher *m, const unsigned char *bytes, size_t length)
{
	m->bytes = bytes;
	m->length = length;
	m->at = 0;
	memset(m->head, 0, sizeof m->head);
}

static unsigned hash(const unsigned char *p)
{
	uint32_t word = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
	return word * 0x9E3779B1u >> (32 - HASH_BITS);
}

static void enter(matcher *m, size_t at)
{
	if (at + MATCH_MIN > m->length)
		return;
	int32_t *head = &m->head[hash(m->bytes + at)];
	m->before[at % WINDOW] = *head;
	*head = (int32_t)at + 1;
}

static unsigned longest(const matcher *m, unsigned *distance_out)
{
	unsigned best = 0;
	*distance_out = 0;
	if (m->at + MATCH_MIN > m->length)
		return 0;
	size_t room = m->length - m->at < MATCH_MAX ? m->length - m->at : MATCH_MAX;
	const unsigned char *here = m->bytes + m->at;
	int32_t place = m->head[hash(here)];
	for (int tries = CHAIN; place && tries; tries--) {
		size_t from = (size_t)place - 1;
		if (m->at - from >= WINDOW)
			break;
		unsigned n = 0;
		while (n < room && m->bytes[from + n] == here[n])
			n++;
		if (n > best) {
			best = n;
			*distance_out = (unsigned)(m->at - from);
		}
		place = m->before[from % WINDOW];
	}
	return best;
}

/* The next token; false at the end. */
static bool next(matcher *m, token *token_out)
{
	if (m->at == m->length)
		return false;
	unsigned distance;
	unsigned length = longest(m, &distance);
	if (length < MATCH_MIN || (length == MATCH_MIN && distance > NEAR))
		length = 0;
	*token_out = (token){length, length ? distance : 0, m->bytes[m->at]};
	for (size_t end = m->at + (length ? length : 1); m->at < end; m->at++)
		enter(m, m->at);
	return true;
}

static unsigned length_symbol(unsigned length)
{
	unsigned i = LENGTHS - 1;
	while (length_base[i] > length)
		i--;
	return i;
}

static unsigned distance_symbol(unsigned distance)
{
	unsigned i = LH__DISTANCES - 1;
	while (distance_base[i] > distance)
		i--;
	return i;
}

void lh__flate_count(lh__flate_counts *counts, const unsigned char *bytes, size_t length)
{
	matcher m;
	matcher_start(&m, bytes, length);
	for (token t; next(&m, &t);) {
		if (!t.distance) {
			counts->literals[t.literal]++;
			continue;
		}
		counts->literals[FIRST_LENGTH + length_symbol(t.length)]++;
		counts->distances[distance_symbol(t.distance)]++;
	}
}

/* A node of the Huffman tree: symbols first, in the order of their counts, then their parents. */
typedef struct node {
	uint64_t count;
	unsigned symbol, parent;
} node;

/* Lengths of the codes; symbols with count 0 get none. Returns the longest. */
static unsigned code_lengths(const uint32_t *counts, unsigned n, uint8_t *lengths)
{
	node nodes[2 * MOST_SYMBOLS];
	unsigned n_leaves = 0;
	for (unsigned symbol = 0; symbol < n; symbol++) {
		lengths[symbol] = 0;
		if (!counts[symbol])
			continue;
		/* Equal counts stay in the order of the symbols: same input, same code. */
		unsigned i = n_leaves++;
		for (; i && nodes[i - 1].count > counts[symbol]; i--)
			nodes[i] = nodes[i - 1];
		nodes[i] = (node){counts[symbol], symbol, 0};
	}
	unsigned leaf = 0, inner = n_leaves, end = n_leaves;
	while (end < 2 * n_leaves - 1) {
		nodes[end] = (node){0, 0, 0};
		for (int pick = 0; pick < 2; pick++) {
			bool take_leaf = leaf < n_leaves &&
					 (inner == end || nodes[leaf].count <= nodes[inner].count);
			unsigned child = take_leaf ? leaf++ : inner++;
			nodes[end].count += nodes[child].count;
			nodes[child].parent = end;
		}
		end++;
	}
	unsigned longest_code = 0;
	for (unsigned i = 0; i < n_leaves; i++) {
		unsigned depth = 0;
		for (unsigned up = i; up != end - 1; up = nodes[up].parent)
			depth++;
		/* A lone symbol still needs a bit. */
		depth = depth ? depth : 1;
		lengths[nodes[i].symbol] = (uint8_t)(depth < 255 ? depth : 255);
		longest_code = depth > longest_code ? depth : longest_code;
	}
	return longest_code;
}

/* Lengths within a limit: flatten the counts until they fit. */
static void limited_lengths(const uint32_t *counts, unsigned n, unsigned limit, uint8_t *lengths)
{
	uint32_t flat[MOST_SYMBOLS];
	memcpy(flat, counts, n * sizeof *flat);
	while (code_lengths(flat, n, lengths) > limit) {
		for (unsigned i = 0; i < n; i++)
			flat[i] = flat[i] ? flat[i] / 2 + 1 : 0;
	}
}

static uint16_t reversed(unsigned code, unsigned n)
{
	unsigned result = 0;
	for (; n; n--, code >>= 1)
		result = result << 1 | (code & 1);
	return (uint16_t)result;
}

/* Canonical codes from lengths (RFC 1951, 3.2.2). */
static void codes(const uint8_t *lengths, unsigned n, uint16_t *codes_out)
{
	unsigned count[LENGTH_LIMIT + 1] = {0}, first[LENGTH_LIMIT + 1] = {0};
	for (unsigned i = 0; i < n; i++)
		count[lengths[i]]++;
	count[0] = 0;
	for (unsigned bits = 1; bits <= LENGTH_LIMIT; bits++)
		first[bits] = (first[bits - 1] + count[bits - 1]) << 1;
	for (unsigned i = 0; i < n; i++)
		codes_out[i] = lengths[i] ? reversed(first[lengths[i]]++, lengths[i]) : 0;
}

void lh__flate_make(const lh__flate_counts *counts, lh__flate_code *code)
{
	lh__flate_counts all = *counts;
	all.literals[END] = 1;
	for (unsigned i = 0; i < LH__LITERALS; i++)
		all.literals[i] += !all.literals[i];
	for (unsigned i = 0; i < LH__DISTANCES; i++)
		all.distances[i] += !all.distances[i];
	limited_lengths(all.literals, LH__LITERALS, LENGTH_LIMIT, code->literal_bits);
	limited_lengths(all.distances, LH__DISTANCES, LENGTH_LIMIT, code->distance_bits);
	codes(code->literal_bits, LH__LITERALS, code->literals);
	codes(code->distance_bits, LH__DISTANCES, code->distances);
}

void lh__bits_put(lh__bits *bits, uint32_t value, unsigned n)
{
	bits->rest |= (uint64_t)value << bits->n_rest;
	bits->n_rest += n;
	while (bits->n_rest >= 8) {
		lh_buf_putc(&bits->bytes, (char)bits->rest);
		bits->rest >>= 8;
		bits->n_rest -= 8;
	}
}

void lh__bits_append(lh__bits *bits, const unsigned char *bytes, size_t n_bits)
{
	/* Less than a byte is left over; adding whole words leaves as much. */
	lh_buf *out = &bits->bytes;
	lh_buf_reserve(out, n_bits / 8 + 9);
	unsigned shift = bits->n_rest;
	uint64_t rest = bits->rest;
	char *to = out->bytes + out->length;
	size_t n_words = n_bits / 64;
	for (size_t i = 0; i < n_words; i++) {
		uint64_t word;
		memcpy(&word, bytes + 8 * i, 8);
		word = le64toh(word);
		uint64_t full = htole64(rest | word << shift);
		memcpy(to + 8 * i, &full, 8);
		rest = shift ? word >> (64 - shift) : 0;
	}
	out->length += 8 * n_words;
	out->bytes[out->length] = '\0';
	bits->rest = rest;
	for (size_t at = 64 * n_words; at < n_bits; at += 8) {
		unsigned n = n_bits - at < 8 ? (unsigned)(n_bits - at) : 8;
		lh__bits_put(bits, bytes[at / 8] & ((1u << n) - 1), n);
	}
}

void lh__bits_flush(lh__bits *bits)
{
	if (bits->n_rest)
		lh__bits_put(bits, 0, 8 - bits->n_rest);
}

void lh__flate_stored(lh__bits *bits, const unsigned char *bytes, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t n = length - at < STORED_MAX ? length - at : STORED_MAX;
		lh__bits_put(bits, 0, 3);
		lh__bits_flush(bits);
		lh__bits_put(bits, (uint32_t)n | (uint32_t)(~n & 0xFFFF) << 16, 32);
		lh_buf_put(&bits->bytes, bytes + at, n);
		at += n;
	}
}

void lh__flate_begin(lh__bits *bits, const lh__flate_code *code)
{
	static const uint8_t order[TABLE_CODES] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
						   11, 4,  12, 3, 13, 2, 14, 1, 15};
	uint32_t counts[TABLE_CODES] = {0};
	for (unsigned i = 0; i < LH__LITERALS; i++)
		counts[code->literal_bits[i]]++;
	for (unsigned i = 0; i < LH__DISTANCES; i++)
		counts[code->distance_bits[i]]++;
	uint8_t lengths[TABLE_CODES];
	uint16_t table[TABLE_CODES];
	limited_lengths(counts, TABLE_CODES, TABLE_LIMIT, lengths);
	codes(lengths, TABLE_CODES, table);
	lh__bits_put(bits, 1 | 2 << 1, 3); /* the last block, with a code of its own */
	lh__bits_put(bits, LH__LITERALS - 257, 5);
	lh__bits_put(bits, LH__DISTANCES - 1, 5);
	lh__bits_put(bits, TABLE_CODES - 4, 4);
	for (int i = 0; i < TABLE_CODES; i++)
		lh__bits_put(bits, lengths[order[i]], 3);
	for (unsigned i = 0; i < LH__LITERALS; i++)
		lh__bits_put(bits, table[code->literal_bits[i]], lengths[code->literal_bits[i]]);
	for (unsigned i = 0; i < LH__DISTANCES; i++)
		lh__bits_put(bits, table[code->distance_bits[i]], lengths[code->distance_bits[i]]);
}

void lh__flate_piece(lh__bits *bits, const lh__flate_code *code, const unsigned char *bytes,
		     size_t length)
{
	matcher m;
	matcher_start(&m, bytes, length);
	for (token t; next(&m, &t);) {
		if (!t.distance) {
			lh__bits_put(bits, code->literals[t.literal],
				     code->literal_bits[t.literal]);
			continue;
		}
		unsigned symbol = length_symbol(t.length);
		lh__bits_put(bits, code->literals[FIRST_LENGTH + symbol],
			     code->literal_bits[FIRST_LENGTH + symbol]);
		lh__bits_put(bits, t.length - length_base[symbol], length_extra[symbol]);
		symbol = distance_symbol(t.distance);
		lh__bits_put(bits, code->distances[symbol], code->distance_bits[symbol]);
		lh__bits_put(bits, t.distance - distance_base[symbol], distance_extra[symbol]);
	}
}

void lh__flate_end(lh__bits *bits, const lh__flate_code *code)
{
	lh__bits_put(bits, code->literals[END], code->literal_bits[END]);
	lh__bits_flush(bits);
}
