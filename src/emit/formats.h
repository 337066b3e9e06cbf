/* The registry of output formats. */
#ifndef LH_EMIT_FORMATS_H
#define LH_EMIT_FORMATS_H

#include "emit/kind/emitter.h"

/* The emitter of that name, or NULL. */
const lh_emitter *lh_emitter_find(const char *name);
/* All of them, ended by NULL. */
const lh_emitter *const *lh_emitters(void);

#endif
