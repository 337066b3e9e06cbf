/* The pool of workers: every task once, a bad one costs itself only. */
#include "support/unit.h"

#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#include "packet/worker.h"

enum { N = 12, CRASHES = 3, HANGS = 7, LEAVES = 9 };

typedef struct seen {
	int times[N], value[N];
	size_t note[N];
	lh_task_end end[N];
	bool gentle; /* no task is bad */
	size_t stop_after, n;
	size_t alone; /* tasks that are done when the one that hangs is the only one left running */
	int64_t now;
	volatile sig_atomic_t stop;
} seen;

static int run_task(void *user, size_t task, lh_buf *note)
{
	const seen *s = user;
	if (!s->gentle && task == CRASHES)
		raise(SIGKILL);
	if (!s->gentle && task == HANGS)
		for (;;)
			pause();
	if (!s->gentle && task == LEAVES)
		_exit(0);
	/* The longest is more than a socket holds at a time. */
	for (size_t i = 0; i < task * task * 4096; i++)
		lh_buf_putc(note, (char)('a' + task));
	return (int)(2 * task);
}

static void done(void *user, size_t task, lh_task_end end, int value, const lh_buf *note)
{
	seen *s = user;
	s->note[task] = note->length;
	for (size_t i = 0; i < note->length; i++)
		assert_int_equal(note->bytes[i], 'a' + task);
	s->times[task]++;
	s->end[task] = end;
	s->value[task] = value;
	if (++s->n == s->stop_after)
		s->stop = 1;
}

/* Stands still while good tasks run: how long they take on a busy machine is not what is tested. */
static int64_t fair_clock(void *user)
{
	seen *s = user;
	if (s->n == s->alone)
		s->now += 1000;
	return s->now;
}

static bool run(seen *s, size_t jobs)
{
	size_t tasks[N];
	for (size_t i = 0; i < N; i++)
		tasks[i] = i;
	lh_ctx *ctx = lh_ctx_new();
	bool ok = lh_work_run(ctx, &(lh_work){.tasks = tasks, .n = N, .jobs = jobs, .timeout = 2, .run = run_task,
					      .done = done, .user = s, .stop = &s->stop, .clock = fair_clock});
	assert_int_equal(lh_diag_count(ctx), 0);
	lh_ctx_free(ctx);
	return ok;
}

static void bad_tasks_cost_themselves_only(void **state)
{
	(void)state;
	for (size_t jobs = 1; jobs <= 3; jobs += 2) {
		seen s = {.alone = jobs == 1 ? HANGS : N - 1};
		assert_true(run(&s, jobs));
		for (size_t i = 0; i < N; i++) {
			assert_int_equal(s.times[i], 1);
			lh_task_end end = i == CRASHES || i == LEAVES ? LH_TASK_CRASHED
					  : i == HANGS ? LH_TASK_HUNG
						       : LH_TASK_DONE;
			assert_int_equal(s.end[i], end);
			if (end == LH_TASK_DONE)
				assert_int_equal(s.value[i], 2 * (int)i);
			assert_int_equal(s.note[i], end == LH_TASK_DONE ? i * i * 4096 : 0);
		}
		assert_int_equal(s.value[CRASHES], SIGKILL);
		assert_int_equal(s.value[LEAVES], 0);
	}
}

static void stopping_begins_nothing_more(void **state)
{
	(void)state;
	seen s = {.gentle = true, .stop_after = 4, .alone = N};
	assert_false(run(&s, 1));
	assert_int_equal(s.n, 4);
}

static void ignore(int signal_number)
{
	(void)signal_number;
}

/* A signal in the middle of a long note cuts the receiving short, not the note. */
static void notes_outlast_signals(void **state)
{
	(void)state;
	const struct sigaction action = {.sa_handler = ignore};
	const struct itimerval often = {{0, 200}, {0, 200}}, never = {0};
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	seen s = {.gentle = true, .alone = N};
	bool all = run(&s, 2);
	setitimer(ITIMER_REAL, &never, NULL);
	assert_true(all);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(s.end[i], LH_TASK_DONE);
		assert_int_equal(s.note[i], i * i * 4096);
	}
}

static void no_tasks_are_done_at_once(void **state)
{
	(void)state;
	lh_ctx *ctx = lh_ctx_new();
	assert_true(lh_work_run(ctx, &(lh_work){.n = 0, .jobs = 1, .timeout = 1, .run = run_task, .done = done}));
	lh_ctx_free(ctx);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_tasks_cost_themselves_only),
		cmocka_unit_test(stopping_begins_nothing_more),
		cmocka_unit_test(notes_outlast_signals),
		cmocka_unit_test(no_tasks_are_done_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
