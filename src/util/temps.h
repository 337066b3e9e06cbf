/*
 * Temporary files that stand on the disk now, so that a process that must end at once, without
 * memory, takes them with it. The one thing of the library that is global: whoever has no memory
 * cannot be handed a context. Ends of the process that run no code leave them; the next run clears.
 */
#ifndef LH_UTIL_TEMPS_H
#define LH_UTIL_TEMPS_H

/* `path` is borrowed until lh_temps_gone. Beyond a thousand at a time nothing is noted. */
void lh_temps_note(const char *path);
void lh_temps_gone(const char *path);
/* Remove those of this process (a forked child leaves its parent's alone). Allocates nothing. */
void lh_temps_remove(void);

#endif
