/* What a session of the library holds: for the files of the user API alone. */
#ifndef LH_PAPER_SESSION_H
#define LH_PAPER_SESSION_H

#include "lianheti.h"

#include "paper/engine.h"

struct lh_session {
	lh_ctx *ctx;
	lh_engine *engine; /* NULL when loading failed */
};

#endif
