/*
 * The characters of a YAML file, apart from its structure: what bytes may be there, how a folded
 * line joins, what libyaml's complaints mean in Chinese; and two small helpers of the data floor.
 */
#ifndef LH_DATA_YAML_TEXT_H
#define LH_DATA_YAML_TEXT_H

#include "util/buf.h"
#include "util/ctx.h"

/*
 * Check the bytes of a file; each refused byte or control character is told with its place. What
 * may be read goes to `clean`: the same text with refused bytes replaced, without a byte order
 * mark, so that parsing can go on for the other messages; U+2028 and U+2029, which YAML takes for the
 * end of a line, become blanks and are told. False: too many to be a text file, or another encoding,
 * which is told once.
 */
bool lh__yaml_check_bytes(lh_ctx *ctx, const char *file, const char *bytes, size_t length,
			  lh_buf *clean);

/* The first control character of `text` (NUL counts), if any. */
bool lh__yaml_control(const char *text, size_t length, uint32_t *cp_out);

/* Take out the blank that folding puts between two full-width characters; in place. */
void lh__yaml_close_folds(char *text);

/* A complaint of libyaml in Chinese. */
const char *lh__yaml_problem_zh(const char *problem);

/*
 * At most some thirty characters of `text` on one line, for messages; lives in the context. "" once
 * the context keeps no more messages, so that a hostile file cannot fill memory with their words.
 */
const char *lh_text_clip(lh_ctx *ctx, const char *text);

/* Hash of a key; FNV-1a. */
size_t lh_text_hash(const char *text);

#endif
