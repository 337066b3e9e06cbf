/*
 * The page of a packet. It puts the manifest and the pictures into the template as JSON; everything
 * that is seen is made from them by the template's script, which treats all of it as text.
 */
#include "packet/tables/index.h"

#include <string.h>

#include "packet/record/manifest.h"
#include "util/base64.h"
#include "util/file.h"

#define TEMPLATE "templates/common/packet/index.html"
#define MANIFEST_MARK "@manifest@"
#define PICTURES_MARK "@pictures@"

/* A page of several hundred consortia must still open from a file share. */
enum { MAX_TEMPLATE = 1 << 20, MAX_PICTURE = 4 << 20, MAX_PICTURES = 24 << 20 };

/* "<" could end the script element; inside of JSON it only occurs in strings. */
static int put_escaped(const char *bytes, size_t length, void *out)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] == '<')
			lh_buf_puts(out, "\\u003c");
		else
			lh_buf_putc(out, bytes[i]);
	return 0;
}

static void put_json(lh_buf *out, const json_t *value)
{
	json_dump_callback(value, put_escaped, out, JSON_COMPACT);
}

/* What the page shows: not the lists of files with their sums. */
static json_t *shown(const json_t *manifest)
{
	json_t *copy = json_deep_copy(manifest), *consortium, *document;
	size_t i, k;
	json_object_del(copy, "files");
	json_object_del(copy, "columns");
	json_array_foreach(json_object_get(copy, "consortia"), i, consortium) {
		json_object_del(consortium, "files");
		json_array_foreach(json_object_get(consortium, "documents"), k, document)
			json_object_del(document, "slots");
	}
	return copy;
}

/* One picture as "data:…"; false when there is none or it would be too much. */
static bool put_picture(lh_ctx *ctx, const char *packet_dir, const char *path, size_t *total,
			lh_buf *uri)
{
	lh_buf bytes = {0};
	const char *full = lh_path_join(ctx->arena, packet_dir, path);
	/* Pictures may have been deleted: then the page goes without. */
	bool ok = *path && lh_file_exists(full) && lh_file_read(ctx, full, MAX_PICTURE, &bytes) &&
		  *total + bytes.length <= MAX_PICTURES;
	lh_buf_clear(uri);
	if (ok) {
		*total += bytes.length;
		lh_buf_puts(uri, "data:image/png;base64,");
		lh_buf_base64(uri, bytes.bytes, bytes.length);
	}
	lh_buf_free(&bytes);
	return ok;
}

/* {path: data URI}; a picture that is not among them is looked for at its path. */
static void put_pictures(lh_ctx *ctx, lh_buf *out, const json_t *manifest, const char *packet_dir)
{
	size_t i, k, total = 0;
	json_t *consortium, *document, *pictures = json_object();
	lh_buf uri = {0};
	json_array_foreach(json_object_get(manifest, "consortia"), i, consortium)
		json_array_foreach(json_object_get(consortium, "documents"), k, document) {
			const char *path = lh_json_text(document, "picture");
			if (put_picture(ctx, packet_dir, path, &total, &uri))
				json_object_set_new(pictures, path,
						    json_stringn(uri.bytes, uri.length));
		}
	put_json(out, pictures);
	json_decref(pictures);
	lh_buf_free(&uri);
}

bool lh_index_html(lh_ctx *ctx, const char *data_dir, const json_t *manifest,
		   const char *packet_dir, lh_buf *out)
{
	lh_buf html = {0};
	const char *path = lh_path_join(ctx->arena, data_dir, TEMPLATE);
	bool ok = lh_file_read(ctx, path, MAX_TEMPLATE, &html);
	const char *first = strstr(lh_buf_str(&html), MANIFEST_MARK);
	const char *second = first ? strstr(first, PICTURES_MARK) : NULL;
	if (ok && !second) {
		lh_diag(ctx, LH_E_INDEX_MARK, (lh_loc){path, 0, 0},
			first ? PICTURES_MARK : MANIFEST_MARK, NULL);
		ok = false;
	}
	if (ok) {
		json_t *copy = shown(manifest);
		lh_buf_put(out, html.bytes, (size_t)(first - html.bytes));
		put_json(out, copy);
		first += strlen(MANIFEST_MARK);
		lh_buf_put(out, first, (size_t)(second - first));
		put_pictures(ctx, out, manifest, packet_dir);
		lh_buf_puts(out, second + strlen(PICTURES_MARK));
		json_decref(copy);
	}
	lh_buf_free(&html);
	return ok;
}
