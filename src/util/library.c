/* Opening libraries at run time. */
#include "util/library.h"

#include <dlfcn.h>
#include <string.h>

#include "util/ctx.h"

bool lh_library_open(lh_ctx *ctx, const char *file, const char *const *names, size_t n,
		     void *calls_out)
{
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	bool ok = library != NULL;
	for (size_t i = 0; ok && i < n; i++) {
		void *call = dlsym(library, names[i]);
		/* POSIX: what dlsym gives is a function's address too. */
		memcpy((char *)calls_out + i * sizeof call, &call, sizeof call);
		ok = call != NULL;
	}
	if (!ok) {
		const char *why = lh_arena_strdup(ctx->arena, dlerror());
		lh_diag(ctx, LH_E_LIBRARY, (lh_loc){file, 0, 0}, why, NULL);
	}
	if (library)
		dlclose(library);
	return ok;
}
