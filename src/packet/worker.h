/*
 * Tasks in worker processes. Workers are forked from the caller, so that they share everything that
 * is loaded; one that crashes or hangs costs its task only and is replaced. What a task makes goes
 * to disk; what comes back is a small number and a note.
 */
#ifndef LH_PACKET_WORKER_H
#define LH_PACKET_WORKER_H

#include <signal.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/ctx.h"

typedef enum lh_task_end {
	LH_TASK_DONE,    /* `value`: what the task gave */
	LH_TASK_CRASHED, /* `value`: the signal, or 0 when the process left by itself */
	LH_TASK_MEMORY,  /* the process had no memory left */
	LH_TASK_HUNG,    /* stopped after `timeout` seconds */
} lh_task_end;

typedef struct lh_work {
	const size_t
		*tasks; /* numbers that mean something to the caller, in the order to begin them */
	size_t n;
	size_t jobs;         /* workers at a time, at least one */
	unsigned timeout;    /* seconds for one task */
	/* In a worker; gives 0 to 255, and in `note`, which is empty before, what `done` shall know. */
	int (*run)(void *user, size_t task, lh_buf *note);
	/* In the caller. The note is borrowed; without LH_TASK_DONE it is empty. */
	void (*done)(void *user, size_t task, lh_task_end end, int value, const lh_buf *note);
	void *user;
	const volatile sig_atomic_t
		*stop; /* 1: begin nothing more; 2: stop what runs. NULL: never */
	int64_t (*clock)(void *user); /* milliseconds that never fall; NULL: the system's */
} lh_work;

/*
 * Run all tasks. False with a message when no worker can be started; false without one when
 * stopped. Workers are gone when it returns, and when the caller dies.
 */
bool lh_work_run(lh_ctx *ctx, const lh_work *work);

#endif
