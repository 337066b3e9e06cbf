/* Reads ZIP entries through libzip; a test that cannot read simply sees false. */
#include "support/zip_part.h"

#include <zip.h>

static zip_t *open_memory(const lh_buf *archive)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source =
		zip_source_buffer_create(archive->bytes, archive->length, /*freep*/ 0, &error);
	zip_t *zip =
		source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
	if (!zip && source)
		zip_source_free(source);
	zip_error_fini(&error);
	return zip;
}

bool zip_part(const lh_buf *archive, const char *name, lh_buf *out)
{
	bool ok = false;
	zip_stat_t stat;
	lh_buf_clear(out);
	zip_t *zip = open_memory(archive);
	if (zip && zip_stat(zip, name, 0, &stat) == 0) {
		zip_file_t *file = zip_fopen(zip, name, 0);
		lh_buf_reserve(out, (size_t)stat.size);
		ok = file && zip_fread(file, out->bytes, stat.size) == (zip_int64_t)stat.size;
		if (ok) {
			out->length = (size_t)stat.size;
			out->bytes[out->length] = '\0';
		}
		if (file)
			zip_fclose(file);
	}
	if (zip)
		zip_discard(zip);
	return ok;
}

void zip_names(const lh_buf *archive, lh_buf *out)
{
	lh_buf_clear(out);
	zip_t *zip = open_memory(archive);
	for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip, 0); i++) {
		lh_buf_puts(out, zip_get_name(zip, (zip_uint64_t)i, 0));
		lh_buf_putc(out, '\n');
	}
	if (zip)
		zip_discard(zip);
}
