/* Make the papers of one data file: make DATA.yaml KEY */
#include <lianheti.h>
#include <stdio.h>
#include <stdlib.h>

static void show_messages(const lh_session *session)
{
	for (size_t i = 0; i < lh_session_message_count(session); i++) {
		lh_message m = lh_session_message(session, i);
		fprintf(stderr, "%s:%u:%u: %s[LH%04d]: %s\n", m.file ? m.file : "", m.line, m.column, m.level,
			m.number, m.en);
	}
}

static int write_papers(const lh_papers *papers)
{
	for (size_t i = 0; i < lh_papers_count(papers); i++) {
		FILE *out = fopen(lh_papers_name(papers, i), "wb");
		if (!out)
			return 3;
		size_t length = lh_papers_length(papers, i);
		bool written = fwrite(lh_papers_bytes(papers, i), 1, length, out) == length;
		if (fclose(out) != 0 || !written)
			return 3;
		printf("%s %zu\n", lh_papers_name(papers, i), length);
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	/* NULL: the data that was installed with the library. */
	lh_session *session = lh_session_open(
		&(lh_session_options){.data_dir = getenv("LIANHETI_DATA"), .date = "2026-06-15"});
	lh_papers *papers = lh_session_ok(session)
				    ? lh_make(session, &(lh_make_options){.data = argv[1],
									  .jurisdiction = argv[2],
									  .document = "all",
									  .formats = "pdf,docx"})
				    : NULL;
	show_messages(session);
	int status = papers ? write_papers(papers) : 1;
	lh_papers_free(papers);
	lh_session_close(session);
	return status;
}
