/*
 * The container of Office files. Knows ZIP through libzip and the content types that open every
 * package; knows nothing of what the parts say, and touches no file: libzip writes to memory. It
 * is given compressed entries: its own compressor is made anew for each and takes thrice the time.
 */
#include "pack/opc.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "pack/deflate.h"
#include "pack/xml.h"
#include "util/memo.h"

/* One archive while it is filled. */
typedef struct packer {
	zip_t *zip;
	lh_deflater *deflater;
	lh_compression compression;
	lh_memo *memo;
	lh_arena *arena; /* entries and their bytes, until the archive is closed */
	uint16_t date;
} packer;

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

/* An entry that is compressed already; libzip copies it into the archive. */
typedef struct entry {
	const char *packed;
	size_t packed_length;
	size_t at;
	size_t length; /* of what it unpacks to */
	uint32_t crc;
	zip_error_t error;
} entry;

static zip_int64_t entry_read(entry *e, void *out, zip_uint64_t room)
{
	size_t n = e->packed_length - e->at;
	if (n > room)
		n = (size_t)room;
	memcpy(out, e->packed + e->at, n);
	e->at += n;
	return (zip_int64_t)n;
}

static zip_int64_t entry_stat(const entry *e, zip_stat_t *stat)
{
	zip_stat_init(stat);
	stat->size = e->length;
	stat->comp_size = e->packed_length;
	stat->comp_method = ZIP_CM_DEFLATE;
	stat->crc = e->crc;
	stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
	return sizeof *stat;
}

/* What libzip asks an entry for. The commands of writable sources are never sent to this one. */
static zip_int64_t entry_source(void *self, void *data, zip_uint64_t length,
				zip_source_cmd_t command)
{
	entry *e = self;
	if (command == ZIP_SOURCE_SUPPORTS)
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
						      ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
						      ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
	if (command == ZIP_SOURCE_READ)
		return entry_read(e, data, length);
	if (command == ZIP_SOURCE_STAT)
		return entry_stat(e, data);
	if (command == ZIP_SOURCE_ERROR)
		return zip_error_to_data(&e->error, data, length);
	if (command == ZIP_SOURCE_OPEN)
		e->at = 0;
	return 0; /* opened, closed or, since the arena holds it, let go */
}

/* What is kept of a part: its checksum, then the compressed bytes as a ZIP file has them. */
typedef struct packed {
	uint32_t crc;
	char bytes[];
} packed;

static packed *compress(packer *p, const lh_opc_part *part, size_t *size_out)
{
	enum { ZLIB_HEAD = 2, ZLIB_TAIL = 4 }; /* a ZIP file has the bare stream in between */
	size_t length;
	const char *zlib = lh_deflate(p->deflater, p->arena, part->bytes, part->length, &length);
	length -= ZLIB_HEAD + ZLIB_TAIL;
	*size_out = offsetof(packed, bytes) + length;
	packed *result = lh_arena_alloc(p->arena, *size_out);
	result->crc = lh_crc32(part->bytes, part->length);
	memcpy(result->bytes, zlib + ZLIB_HEAD, length);
	return result;
}

/* The same for a part that other files have too: found or kept by its bytes and how they are packed. */
static const packed *compress_once(packer *p, const lh_opc_part *part, size_t *size_out)
{
	lh_buf key = {0};
	lh_buf_put(&key, &p->compression, sizeof p->compression);
	lh_buf_put(&key, part->bytes, part->length);
	const packed *result = lh_memo_find(p->memo, key.bytes, key.length, size_out);
	if (result) {
		result = lh_arena_memdup(p->arena, result, *size_out);
	} else {
		result = compress(p, part, size_out);
		lh_memo_keep(p->memo, key.bytes, key.length, result, *size_out);
	}
	lh_buf_free(&key);
	return result;
}

static bool add(packer *p, const lh_opc_part *part)
{
	entry *e = LH_NEW(p->arena, entry);
	size_t size = 0;
	const packed *kept = part->common && p->memo ? compress_once(p, part, &size)
						     : compress(p, part, &size);
	e->packed = kept->bytes;
	e->packed_length = size - offsetof(packed, bytes);
	e->length = part->length;
	e->crc = kept->crc;
	zip_error_init(&e->error);
	zip_source_t *source = zip_source_function(p->zip, entry_source, e);
	if (!source)
		return false;
	zip_int64_t index = zip_file_add(p->zip, part->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return false;
	}
	/* The DOS form of the time: the other one would be turned by the local time zone. */
	zip_uint64_t i = (zip_uint64_t)index;
	return zip_set_file_compression(p->zip, i, ZIP_CM_DEFLATE, /*level*/ 0) == 0 &&
	       zip_file_set_dostime(p->zip, i, /*time*/ 0, p->date, /*flags*/ 0) == 0;
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

/* Pack the parts, `types` in front when there are any; *reason_out tells why not. */
static bool pack(packer *p, const lh_opc_part *parts, size_t n_parts, const lh_buf *types, lh_buf *out,
		 const char **reason_out)
{
	bool ok = false;
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *archive = zip_source_buffer_create(NULL, 0, /*freep*/ 0, &error);
	if (archive)
		p->zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
	if (!p->zip) {
		*reason_out = lh_arena_strdup(p->arena, zip_error_strerror(&error));
		goto out;
	}
	zip_source_keep(archive); /* closing drops one reference; the bytes are read after it */

	p->deflater = lh_deflater_new(p->compression);
	ok = !types || add(p, &(lh_opc_part){.name = "[Content_Types].xml",
					     .bytes = types->bytes,
					     .length = types->length,
					     .common = true});
	for (size_t i = 0; ok && i < n_parts; i++)
		ok = add(p, &parts[i]);
	ok = ok && zip_close(p->zip) == 0;
	if (!ok) {
		*reason_out = lh_arena_strdup(p->arena, zip_strerror(p->zip));
		goto out;
	}
	p->zip = NULL;
	ok = read_back(archive, out);
	if (!ok)
		*reason_out =
			lh_arena_strdup(p->arena, zip_error_strerror(zip_source_error(archive)));
out:
	if (p->zip)
		zip_discard(p->zip);
	if (archive)
		zip_source_free(archive);
	zip_error_fini(&error);
	lh_deflater_free(p->deflater);
	return ok;
}

static bool write_archive(lh_ctx *ctx, lh_msg failed, packer *p, const lh_opc_part *parts,
			  size_t n_parts, const lh_buf *types, lh_buf *out)
{
	const char *reason = "";
	p->arena = lh_arena_new();
	bool ok = pack(p, parts, n_parts, types, out, &reason);
	if (!ok)
		lh_diag(ctx, failed, lh_nowhere, reason, NULL);
	lh_arena_free(p->arena);
	return ok;
}

bool lh_opc_write(lh_ctx *ctx, const lh_opc_part *parts, size_t n_parts, const char *date,
		  lh_compression compression, lh_memo *memo, lh_buf *out)
{
	packer p = {.compression = compression, .memo = memo, .date = dos_date(date)};
	lh_buf types = {0};
	content_types(&types, parts, n_parts);
	bool ok = write_archive(ctx, LH_E_DOCX_PACK, &p, parts, n_parts, &types, out);
	lh_buf_free(&types);
	return ok;
}

bool lh_zip_write(lh_ctx *ctx, const lh_opc_part *parts, size_t n_parts, const char *date, lh_buf *out)
{
	packer p = {.compression = LH_COMPRESSION_COMPACT, .date = dos_date(date)};
	return write_archive(ctx, LH_E_PACKET_ZIP, &p, parts, n_parts, /*types*/ NULL, out);
}

/* ---- reading ---- */

struct lh_opc_file {
	const char *path;
	zip_t *zip;
};

static void told(lh_ctx *ctx, const char *path, const char *reason)
{
	lh_diag(ctx, LH_E_OPC_DAMAGED, (lh_loc){path, 0, 0}, reason, NULL);
}

lh_opc_file *lh_opc_open(lh_ctx *ctx, const char *path, const lh_buf *bytes)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes->bytes, bytes->length, /*freep*/ 0, &error);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
	lh_opc_file *file = NULL;
	if (!zip) {
		told(ctx, path, zip_error_strerror(&error));
		if (source)
			zip_source_free(source);
	} else if (zip_get_num_entries(zip, 0) > LH_OPC_MOST_PARTS) {
		lh_diag(ctx, LH_E_OPC_PARTS, (lh_loc){path, 0, 0}, lh_fmt(ctx->arena, "%d", LH_OPC_MOST_PARTS),
			NULL);
		zip_discard(zip);
	} else {
		file = lh_xmalloc(sizeof *file);
		*file = (lh_opc_file){path, zip};
	}
	zip_error_fini(&error);
	return file;
}

void lh_opc_close(lh_opc_file *file)
{
	if (!file)
		return;
	zip_discard(file->zip);
	free(file);
}

const char *lh_opc_name(const lh_opc_file *file, size_t index)
{
	zip_int64_t n = zip_get_num_entries(file->zip, 0);
	return n >= 0 && index < (size_t)n ? zip_get_name(file->zip, index, 0) : NULL;
}

/* What the directory says of sizes may be a lie: bytes are counted as they come. */
bool lh_opc_read(lh_ctx *ctx, const lh_opc_file *file, const char *name, lh_buf *out)
{
	lh_loc loc = {file->path, 0, 0};
	lh_buf_clear(out);
	zip_int64_t index = zip_name_locate(file->zip, name, 0);
	if (index < 0) {
		lh_diag(ctx, LH_E_OPC_MISSING, loc, name, NULL);
		return false;
	}
	zip_file_t *part = zip_fopen_index(file->zip, (zip_uint64_t)index, 0);
	if (!part) {
		told(ctx, file->path, zip_strerror(file->zip));
		return false;
	}
	char chunk[16384];
	zip_int64_t n;
	while ((n = zip_fread(part, chunk, sizeof chunk)) > 0 && out->length <= LH_OPC_MOST_BYTES)
		lh_buf_put(out, chunk, (size_t)n);
	bool large = out->length > LH_OPC_MOST_BYTES;
	if (large)
		lh_diag(ctx, LH_E_OPC_LARGE, loc, name, lh_fmt(ctx->arena, "%d", LH_OPC_MOST_BYTES >> 20), NULL);
	else if (n < 0)
		told(ctx, file->path, zip_error_strerror(zip_file_get_error(part)));
	zip_fclose(part);
	return !large && n == 0;
}
