/*
 * DEFLATE by hand, for bytes that come again in every document: one Huffman code is made for all of
 * them, each piece is matched within itself and coded once, and pieces coded with one code can be
 * strung together bit by bit into a valid block in any order.
 */
#ifndef LH_EMIT_PDF_FLATECODE_H
#define LH_EMIT_PDF_FLATECODE_H

#include "util/base.h"
#include "util/buf.h"

enum { LH__LITERALS = 286, LH__DISTANCES = 30 };

/* How often each symbol came in the pieces that a code is made for. A zeroed one is empty. */
typedef struct lh__flate_counts {
	uint32_t literals[LH__LITERALS];
	uint32_t distances[LH__DISTANCES];
} lh__flate_counts;

void lh__flate_count(lh__flate_counts *counts, const unsigned char *bytes, size_t length);

/* A code: for each symbol its bits, reversed as DEFLATE wants them, and how many they are. */
typedef struct lh__flate_code {
	uint16_t literals[LH__LITERALS], distances[LH__DISTANCES];
	uint8_t literal_bits[LH__LITERALS], distance_bits[LH__DISTANCES];
} lh__flate_code;

/* Every symbol gets a code, also one that was never counted. */
void lh__flate_make(const lh__flate_counts *counts, lh__flate_code *code_out);

/* Bits in the order of DEFLATE; a zeroed one is empty. */
typedef struct lh__bits {
	lh_buf bytes;
	uint64_t rest; /* bits that do not fill a byte of `bytes` yet */
	unsigned n_rest;
} lh__bits;

void lh__bits_put(lh__bits *bits, uint32_t value, unsigned n); /* n ≤ 32 */
/* Bits of another string. */
void lh__bits_append(lh__bits *bits, const unsigned char *bytes, size_t n_bits);
/* Fill the last byte with zeros. */
void lh__bits_flush(lh__bits *bits);

/* A stored block, not the last one; begins and ends with whole bytes. */
void lh__flate_stored(lh__bits *bits, const unsigned char *bytes, size_t length);
/* Beginning of the last block, with the code's table. */
void lh__flate_begin(lh__bits *bits, const lh__flate_code *code);
/* A piece, matched within itself. */
void lh__flate_piece(lh__bits *bits, const lh__flate_code *code, const unsigned char *bytes,
		     size_t length);
void lh__flate_end(lh__bits *bits, const lh__flate_code *code);

#endif
