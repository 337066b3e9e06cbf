/* The pool of worker processes. It knows nothing of what they do. */
#include "packet/worker.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	POLL_MS = 200,
	/* Freed memory up to this is kept for the next task instead of being faulted in again. */
	KEPT = 32 << 20, /* the C library takes no higher threshold for its maps */
	LONGEST_NOTE = 64 << 20, /* a longer one is the babble of a broken worker */
};

typedef struct worker {
	pid_t pid;        /* 0: none */
	int fd;
	bool busy;
	size_t task;      /* while busy */
	int64_t deadline;
} worker;

/* What a worker says when a task is done; the note follows. */
typedef struct answer {
	size_t length; /* of the note */
	unsigned char value;
} answer;

typedef struct pool {
	lh_ctx *ctx;
	const lh_work *work;
	lh_buf note;
	worker *workers;
	size_t next; /* place in work->tasks */
} pool;

static int64_t now_ms(const pool *p)
{
	if (p->work->clock)
		return p->work->clock(p->work->user);
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool send_all(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t n = send(fd, at, length, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

/* A signal in between ends a call early: with nothing, or with what had come by then. */
static bool receive_all(int fd, void *bytes, size_t length)
{
	char *at = bytes;
	while (length) {
		ssize_t n = recv(fd, at, length, MSG_WAITALL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

_Noreturn static void serve(const lh_work *work, int fd)
{
	/* Terminals and schedulers send these to all processes at once, but they are the caller's
	 * affair: a task that has begun is finished. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, KEPT);
	/* No task looks at a clock on the wall; libzip asks for it at every entry of an archive, and
	 * the C library would look for the zone's file each time. */
	setenv("TZ", "UTC0", /*overwrite*/ 1);
	size_t task;
	lh_buf note = {0};
	while (receive_all(fd, &task, sizeof task)) {
		answer a = {0};
		lh_buf_clear(&note);
		a.value = (unsigned char)work->run(work->user, task, &note);
		a.length = note.length;
		if (!send_all(fd, &a, sizeof a) || (note.length && !send_all(fd, note.bytes, note.length)))
			break;
	}
	_exit(0);
}

static bool start(pool *p, worker *w)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		lh_diag(p->ctx, LH_E_PACKET_FORK, lh_nowhere, strerror(errno), NULL);
		return false;
	}
	pid_t parent = getpid();
	pid_t pid = fork();
	if (pid == 0) {
		/* Ends with the caller, whatever ends that; it may have died before the wish was
		 * made. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(0);
		close(pair[0]);
		for (size_t i = 0; i < p->work->jobs; i++)
			if (p->workers[i].pid)
				close(p->workers[i].fd);
		serve(p->work, pair[1]);
	}
	close(pair[1]);
	if (pid < 0) {
		close(pair[0]);
		lh_diag(p->ctx, LH_E_PACKET_FORK, lh_nowhere, strerror(errno), NULL);
		return false;
	}
	*w = (worker){.pid = pid, .fd = pair[0]};
	return true;
}

/* Wait for a worker that is going; how it ended, as wait tells. */
static int end(worker *w)
{
	int status = 0;
	close(w->fd);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	*w = (worker){0};
	return status;
}

static bool stopped(const pool *p, int level)
{
	return p->work->stop && *p->work->stop >= level;
}

/* Give idle workers something to do. False when there is no worker at all. */
static bool feed(pool *p)
{
	bool any = false;
	for (size_t i = 0; i < p->work->jobs; i++) {
		worker *w = &p->workers[i];
		if (!w->busy && p->next < p->work->n && !stopped(p, 1)) {
			if (!w->pid && !start(p, w))
				continue;
			w->task = p->work->tasks[p->next];
			w->busy = true;
			w->deadline = now_ms(p) + (int64_t)p->work->timeout * 1000;
			p->next++;
			/* A worker that died while idle shows itself as a closed socket when it is
			 * heard. */
			send_all(w->fd, &w->task, sizeof w->task);
		}
		any = any || w->busy;
	}
	return any;
}

static void report(pool *p, worker *w, lh_task_end how, int value)
{
	w->busy = false;
	p->work->done(p->work->user, w->task, how, value, &p->note);
	lh_buf_clear(&p->note);
}

/* What a worker says; false when it is gone. */
static bool read_answer(pool *p, const worker *w, answer *a)
{
	if (!receive_all(w->fd, a, sizeof *a) || a->length > LONGEST_NOTE)
		return false;
	lh_buf_reserve(&p->note, a->length);
	if (a->length && !receive_all(w->fd, p->note.bytes, a->length))
		return false;
	p->note.length = a->length;
	p->note.bytes[a->length] = '\0';
	return true;
}

static void hear(pool *p, worker *w)
{
	answer a;
	if (read_answer(p, w, &a)) {
		report(p, w, LH_TASK_DONE, a.value);
		return;
	}
	size_t task = w->task;
	int status = end(w);
	w->task = task;
	if (WIFEXITED(status) && WEXITSTATUS(status) == LH_EXIT_MEMORY)
		report(p, w, LH_TASK_MEMORY, 0);
	else
		report(p, w, LH_TASK_CRASHED, WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

static void stop_late(pool *p, worker *w, int64_t now)
{
	bool all = stopped(p, 2);
	if (!w->busy || (!all && now < w->deadline))
		return;
	size_t task = w->task;
	kill(w->pid, SIGKILL);
	end(w);
	w->task = task;
	if (!all)
		report(p, w, LH_TASK_HUNG, 0);
}

bool lh_work_run(lh_ctx *ctx, const lh_work *work)
{
	pool p = {.ctx = ctx, .work = work};
	size_t jobs = work->jobs;
	p.workers = lh_xmalloc(jobs * sizeof *p.workers);
	memset(p.workers, 0, jobs * sizeof *p.workers);
	struct pollfd *fds = lh_xmalloc(jobs * sizeof *fds);
	while (feed(&p)) {
		for (size_t i = 0; i < jobs; i++)
			fds[i] = (struct pollfd){p.workers[i].busy ? p.workers[i].fd : -1, POLLIN,
						 0};
		/* What counts is the time before listening: whoever had answered by then is heard
		 * first, however long this process itself stood still. */
		int64_t now = now_ms(&p);
		int ready = poll(fds, (nfds_t)jobs, POLL_MS);
		if (ready < 0)
			now = 0; /* interrupted: nobody was heard, nobody is late */
		for (size_t i = 0; ready > 0 && i < jobs; i++)
			if (fds[i].revents)
				hear(&p, &p.workers[i]);
		for (size_t i = 0; i < jobs; i++)
			stop_late(&p, &p.workers[i], now);
	}
	for (size_t i = 0; i < jobs; i++)
		if (p.workers[i].pid)
			end(&p.workers[i]); /* its socket closes, it leaves by itself */
	bool all = p.next == work->n && !stopped(&p, 1);
	free(fds);
	free(p.workers);
	lh_buf_free(&p.note);
	return all;
}
