/* Reading the words of a PDF through pdftotext. It knows one foreign program and its command line. */
#include "returned/papertext.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/file.h"

extern char **environ;

/* The words of a thousand pages; a file that says more is not one of ours. */
enum { MOST_TEXT = 32 << 20 };

/* Everything that comes out of the pipe; false when it is too much. */
static bool drain(int fd, lh_buf *out)
{
	char chunk[16384];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		lh_buf_put(out, chunk, (size_t)n);
		if (out->length > MOST_TEXT)
			return false;
	}
}

/* Start the program with its output in the pipe; an errno. */
static int start(const char *path, const int pipe_ends[2], pid_t *pid_out)
{
	char *const words[] = {"pdftotext", "-q", "-raw", "-enc", "UTF-8", (char *)path, "-", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, pipe_ends[0]);
	posix_spawn_file_actions_addclose(&actions, pipe_ends[1]);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", /*O_WRONLY*/ 1, 0);
	int error = posix_spawnp(pid_out, words[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
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
	pid_t pid;
	if (pipe(pipe_ends) != 0) {
		lh_diag(ctx, LH_E_JOB_PDFTOTEXT, loc, strerror(errno), NULL);
		return false;
	}
	/* A path that begins with a dash would be taken for an option. */
	int error = start(path[0] == '-' ? lh_path_join(ctx->arena, ".", path) : path, pipe_ends, &pid);
	close(pipe_ends[1]);
	bool whole = error == 0 && drain(pipe_ends[0], out);
	close(pipe_ends[0]);
	if (error) {
		lh_diag(ctx, LH_E_JOB_PDFTOTEXT, loc, strerror(error), NULL);
		return false;
	}
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		lh_diag(ctx, LH_E_JOB_PDF_TEXT, loc, NULL);
		return false;
	}
	return true;
}
