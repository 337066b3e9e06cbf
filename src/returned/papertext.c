/* Reading the words of a PDF through pdftotext. It knows one foreign program and its command line. */
#include "returned/papertext.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "util/file.h"

/*
 * The words of a thousand pages; a file that says more is not one of ours. What the reader may use is
 * more than a thousand pages need: files are made to exhaust it.
 */
enum { MOST_TEXT = 32 << 20, MOST_MEMORY = 1 << 30, MOST_SECONDS = 10 };

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/*
 * Everything that comes out of the pipe before the deadline; false when it is too much or late, or, with
 * *error_out set, when the pipe itself fails.
 */
static bool drain(int fd, lh_buf *out, int *error_out)
{
	char chunk[16384];
	int64_t deadline = now_ms() + MOST_SECONDS * 1000;
	for (;;) {
		int64_t left = deadline - now_ms();
		struct pollfd wait = {.fd = fd, .events = POLLIN};
		int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
		if (ready == 0)
			return false;
		ssize_t n = ready < 0 ? -1 : read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			*error_out = errno;
		if (n <= 0)
			return n == 0;
		lh_buf_put(out, chunk, (size_t)n);
		if (out->length > MOST_TEXT)
			return false;
	}
}

static void limit(__rlimit_resource_t what, rlim_t most)
{
	setrlimit(what, &(struct rlimit){most, most});
}

/* In the child: never returns. What went wrong before the program ran is told through `fault`. */
static _Noreturn void become_reader(const char *path, int text, int fault)
{
	char *const words[] = {"pdftotext", "-q", "-raw", "-enc", "UTF-8", (char *)path, "-", NULL};
	int null = open("/dev/null", O_WRONLY);
	limit(RLIMIT_AS, MOST_MEMORY);
	limit(RLIMIT_CPU, MOST_SECONDS);
	limit(RLIMIT_CORE, 0);
	if (dup2(text, STDOUT_FILENO) >= 0 && dup2(null, STDERR_FILENO) >= 0)
		execvp(words[0], words);
	int error = errno;
	ssize_t told = write(fault, &error, sizeof error);
	_exit(told == sizeof error ? 127 : 126);
}

/* Start the program with its output in the pipe; an errno. */
static int start(const char *path, int text, pid_t *pid_out)
{
	int fault[2];
	if (pipe2(fault, O_CLOEXEC) != 0)
		return errno;
	*pid_out = fork();
	if (*pid_out == 0)
		become_reader(path, text, fault[1]);
	int error = *pid_out < 0 ? errno : 0;
	close(fault[1]);
	/* Nothing comes when the program runs: the end of its pipe closes with it. */
	ssize_t n;
	do {
		n = error ? 0 : read(fault[0], &error, sizeof error);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		error = errno;
	close(fault[0]);
	return error;
}

bool lh_pdf_text(lh_ctx *ctx, const char *path, lh_buf *out)
{
	lh_loc loc = {path, 0, 0};
	lh_map map;
	if (!lh_file_map(ctx, path, &map)) /* the message about a file that is not there is ours */
		return false;
	lh_file_unmap(&map);
	int pipe_ends[2];
	pid_t pid = -1;
	if (pipe2(pipe_ends, O_CLOEXEC) != 0) {
		lh_diag(ctx, LH_E_JOB_PDFTOTEXT, loc, strerror(errno), NULL);
		ctx->system_failed = true;
		return false;
	}
	/* A path that begins with a dash would be taken for an option. */
	int error = start(path[0] == '-' ? lh_path_join(ctx->arena, ".", path) : path, pipe_ends[1], &pid);
	close(pipe_ends[1]);
	bool whole = error == 0 && drain(pipe_ends[0], out, &error);
	close(pipe_ends[0]);
	if (pid > 0 && !whole)
		kill(pid, SIGKILL);
	int status = 0;
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (error) {
		lh_diag(ctx, LH_E_JOB_PDFTOTEXT, loc, strerror(error), NULL);
		ctx->system_failed = ctx->system_failed || error != ENOENT;
		return false;
	}
	if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		lh_diag(ctx, LH_E_JOB_PDF_TEXT, loc, NULL);
		return false;
	}
	return true;
}
