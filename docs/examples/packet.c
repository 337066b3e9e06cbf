/* Make the packet of a district: packet DISTRICT.yaml FOLDER */
#include <lianheti.h>
#include <stdio.h>
#include <stdlib.h>

static void show(void *user, size_t done, size_t total, const char *name, bool made)
{
	fprintf(user, "%zu/%zu %s %s\n", done, total, made ? "made" : "failed", name);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	lh_session *session = lh_session_open(&(lh_session_options){.data_dir = getenv("LIANHETI_DATA")});
	lh_packet_totals totals = {.made = 0};
	bool ok = lh_session_ok(session) &&
		  lh_make_packet(session,
				 &(lh_packet_order){.district = argv[1],
						    .folder = argv[2],
						    .jobs = 2,
						    .progress = show,
						    .user = stdout},
				 &totals);
	for (size_t i = 0; i < lh_session_message_count(session); i++)
		fprintf(stderr, "%s\n", lh_session_message(session, i).en);
	printf("made %zu, failed %zu, %s\n", totals.made, totals.failed,
	       totals.complete ? "complete" : "not complete");
	lh_session_close(session);
	return ok && !totals.failed ? 0 : 1;
}
