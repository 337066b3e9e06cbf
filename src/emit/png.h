/* Pictures of pages: previews, and tables for papers that want them as pictures. */
#ifndef LH_EMIT_PNG_H
#define LH_EMIT_PNG_H

#include "lianheti/emit.h"

extern const lh_emitter lh_emit_png;

#endif
