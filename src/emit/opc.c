/*
 * The container of Office files. Knows ZIP through libzip and the content types that open every
 * package; knows nothing of what the parts say, and touches no file: libzip writes to memory.
 */
#include "emit/opc.h"

#include <zip.h>

#include "emit/xml.h"

/* One level for all machines and all times: it decides the bytes. */
enum { DEFLATE_LEVEL = 6 };

/* Digits of YYYY-MM-DD to the date field of ZIP; time zones never come in. */
static uint16_t dos_date(const char *date)
{
	static const char shape[] = "0000-00-00";
	const uint16_t first = 1 << 5 | 1; /* 1980-01-01 */
	for (size_t i = 0; shape[i]; i++) {
		bool digit = date[i] >= '0' && date[i] <= '9';
		if (shape[i] == '0' ? !digit : date[i] != shape[i])
			return first;
	}
	int year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + date[3] -
		   '0';
	int month = (date[5] - '0') * 10 + date[6] - '0';
	int day = (date[8] - '0') * 10 + date[9] - '0';
	if (year < 1980 || year > 2107 || month < 1 || month > 12 || day < 1 || day > 31)
		return first;
	return (uint16_t)((year - 1980) << 9 | month << 5 | day);
}

static void content_types(lh_buf *buf, const lh_opc_part *parts, size_t n_parts)
{
	LH_XML(buf, LH_XML_HEAD
	       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	       "<Default Extension=\"rels\" "
	       "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	       "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
	for (size_t i = 0; i < n_parts; i++) {
		if (!parts[i].type)
			continue;
		LH_XML(buf, "<Override PartName=\"/");
		lh_buf_puts(buf, parts[i].name);
		LH_XML(buf, "\"");
		lh_xml_attr(buf, "ContentType", parts[i].type);
		LH_XML(buf, "/>");
	}
	LH_XML(buf, "</Types>");
}

static bool add(zip_t *zip, const char *name, const void *bytes, size_t length, uint16_t date)
{
	zip_source_t *source = zip_source_buffer(zip, bytes, length, /*freep*/ 0);
	if (!source)
		return false;
	zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	/* The DOS form of the time: the other one would be turned by the local time zone. */
	return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, DEFLATE_LEVEL) ==
		       0 &&
	       zip_file_set_dostime(zip, (zip_uint64_t)index, /*time*/ 0, date, /*flags*/ 0) == 0;
}

/* The finished archive lies in the source that libzip wrote to. */
static bool read_back(zip_source_t *archive, lh_buf *out)
{
	zip_stat_t stat;
	zip_stat_init(&stat);
	if (zip_source_stat(archive, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) ||
	    zip_source_open(archive) != 0)
		return false;
	lh_buf_clear(out);
	lh_buf_reserve(out, (size_t)stat.size);
	zip_int64_t n = zip_source_read(archive, out->bytes, stat.size);
	zip_source_close(archive);
	if (n < 0 || (zip_uint64_t)n != stat.size)
		return false;
	out->length = (size_t)n;
	out->bytes[out->length] = '\0';
	return true;
}

bool lh_opc_write(lh_ctx *ctx, const lh_opc_part *parts, size_t n_parts, const char *date,
		  lh_buf *out)
{
	bool ok = false;
	lh_buf types = {0};
	zip_t *zip = NULL;
	const char *reason = NULL;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *archive = zip_source_buffer_create(NULL, 0, /*freep*/ 0, &error);
	if (archive)
		zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
	if (!zip) {
		reason = zip_error_strerror(&error);
		goto out;
	}
	zip_source_keep(
		archive); /* closing the zip drops one reference; the bytes are read after it */

	content_types(&types, parts, n_parts);
	uint16_t stamp = dos_date(date);
	ok = add(zip, "[Content_Types].xml", types.bytes, types.length, stamp);
	for (size_t i = 0; ok && i < n_parts; i++)
		ok = add(zip, parts[i].name, parts[i].bytes, parts[i].length, stamp);
	ok = ok && zip_close(zip) == 0;
	if (!ok) {
		reason = zip_strerror(zip);
		goto out;
	}
	zip = NULL;
	ok = read_back(archive, out);
	if (!ok)
		reason = zip_error_strerror(zip_source_error(archive));
out:
	if (!ok)
		lh_diag(ctx, LH_E_DOCX_PACK, lh_nowhere, reason, NULL);
	if (zip)
		zip_discard(zip);
	if (archive)
		zip_source_free(archive);
	zip_error_fini(&error);
	lh_buf_free(&types);
	return ok;
}
