/*
 * Foreign libraries that only some commands need are opened by the first that does, not with the
 * program: CUPS brings thirty others along, and binding them costs more than setting a form.
 *
 * The functions that are wanted are listed once, as a macro that applies another to each:
 *
 *     #define CAIRO_CALLS(CALL) CALL(cairo_arc) CALL(cairo_fill)
 *     typedef struct cairo_calls { CAIRO_CALLS(LH_CALL_FIELD) } cairo_calls;
 *
 *     static const char *const names[] = {CAIRO_CALLS(LH_CALL_NAME)};
 *     if (!lh_library_open(ctx, LH_LIB_CAIRO, names, sizeof names / sizeof *names, &calls))
 *             return false;
 *     calls.cairo_arc(…);
 *
 * The fields have the types that the library's header declares; LH_LIB_… are the names that the
 * build found the libraries under.
 */
#ifndef LH_UTIL_LIBRARY_H
#define LH_UTIL_LIBRARY_H

#include "util/base.h"

#define LH_CALL_FIELD(name) __typeof__(name) *name;
#define LH_CALL_NAME(name) #name,

/*
 * Fill a struct of `n` function pointers, in the order of their names. The library stays until the
 * program ends; opening it again costs little. False with a message when it is not there.
 */
bool lh_library_open(lh_ctx *ctx, const char *file, const char *const *names, size_t n,
		     void *calls_out);

#endif
