/*
 * Slips of the pen in a YAML file: what people type who do not know its rules, told where they typed
 * it and with what to type instead. libyaml notices such a line later or, worse, not at all.
 */
#ifndef LH_DATA_YAML_SLIPS_H
#define LH_DATA_YAML_SLIPS_H

#include "util/ctx.h"

/*
 * An error for the first slip in that line of the file: a full-width colon behind a key, a colon
 * without a blank, a value that begins with a mark of YAML, a comma or colon that means something
 * else to YAML. False: the line has none.
 */
bool lh__yaml_tell_slip(lh_ctx *ctx, const char *file, const char *bytes, size_t length, uint32_t line);

/* The line of `line` or above that holds more than blanks and a comment; 0: none does. */
uint32_t lh__yaml_content_line(const char *bytes, size_t length, uint32_t line);

/*
 * Behind an unquoted value that ends at `at`: the text that YAML takes for a comment although it
 * reads like the rest of the value (示范路1号 #3栋), up to the end of its line; NULL: nothing is lost.
 */
const char *lh__yaml_cut(const char *at, const char *end, size_t *length_out);

#endif
