/* A fixed table of temporary files. It knows no more than paths and whose they are. */
#include "util/temps.h"

#include <stddef.h>
#include <unistd.h>

enum { MOST = 1024 };

static struct {
	const char *path; /* NULL: free */
	pid_t owner;
} noted[MOST];
static size_t used; /* places that were ever taken */

void lh_temps_note(const char *path)
{
	size_t i = 0;
	while (i < used && noted[i].path)
		i++;
	if (i == MOST)
		return;
	noted[i].owner = getpid();
	noted[i].path = path;
	if (i == used)
		used++;
}

void lh_temps_gone(const char *path)
{
	for (size_t i = used; i-- > 0;)
		if (noted[i].path == path) {
			noted[i].path = NULL;
			while (used && !noted[used - 1].path)
				used--;
			return;
		}
}

void lh_temps_remove(void)
{
	pid_t self = getpid();
	for (size_t i = 0; i < used; i++)
		if (noted[i].path && noted[i].owner == self)
			unlink(noted[i].path);
	used = 0;
}
