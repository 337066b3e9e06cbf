/* Where seals and signatures go, in millimetres: places DATA.yaml KEY DOCUMENT */
#include <lianheti.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	lh_session *session = lh_session_open(&(lh_session_options){.data_dir = getenv("LIANHETI_DATA")});
	lh_places *places = lh_session_ok(session)
				    ? lh_find_places(session, &(lh_make_options){.data = argv[1],
										 .jurisdiction = argv[2],
										 .document = argv[3]})
				    : NULL;
	for (size_t i = 0; places && i < lh_places_count(places); i++) {
		lh_place p = lh_places_at(places, i);
		printf("%s p.%u %s %s %ld.%ld,%ld.%ld %s\n", p.document, p.page, p.id, p.kind, p.x / 1000,
		       p.x % 1000 / 100, p.y / 1000, p.y % 1000 / 100, p.party);
	}
	int status = places ? 0 : 1;
	lh_places_free(places);
	lh_session_close(session);
	return status;
}
