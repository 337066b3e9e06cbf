/* Check one data file against the published conditions, or without KEY alone: check DATA.yaml [KEY] */
#include <lianheti.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	if (argc < 2 || argc > 3)
		return 2;
	lh_session *session = lh_session_open(&(lh_session_options){.data_dir = getenv("LIANHETI_DATA")});
	lh_checked *checked = lh_session_ok(session)
				      ? lh_check(session, &(lh_check_options){.data = argv[1],
									      .jurisdiction = argv[2]})
				      : NULL;
	for (size_t i = 0; i < lh_session_message_count(session); i++) {
		lh_message m = lh_session_message(session, i);
		printf("%s:%u: %s: %s\n", m.file ? m.file : "", m.line, m.level, m.zh);
	}
	for (size_t i = 0; checked && i < lh_checked_count(checked); i++) {
		lh_condition c = lh_checked_condition(checked, i);
		if (strcmp(c.result, "error") == 0 || strcmp(c.result, "warn") == 0)
			printf("%u: %s %s（%s）%s\n", c.line, c.result, c.rule, c.place, c.message);
	}
	int status = checked && strcmp(lh_checked_worst(checked), "error") != 0 ? 0 : 1;
	if (checked)
		printf("%zu %s\n", lh_checked_count(checked), lh_checked_worst(checked));
	lh_checked_free(checked);
	lh_session_close(session);
	return status;
}
