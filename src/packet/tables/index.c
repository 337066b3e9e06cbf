/*
 * The page of a packet. It puts the manifest and the pictures into the template as JSON; everything
 * that is seen is made from them by the template's script, which treats all of it as text.
 */
#include "packet/tables/index.h"

#include <string.h>

#include "util/base64.h"
#include "util/file.h"

#define TEMPLATE "templates/common/packet/index.html"
#define MANIFEST_MARK "@manifest@"
#define PICTURES_MARK "@pictures@"

/* A page of several hundred consortia must still open from a file share. */
enum { MAX_TEMPLATE = 1 << 20, MAX_PICTURE = 4 << 20, MAX_PICTURES = 24 << 20 };

/* "<" could end the script element; inside of JSON it only occurs in strings. */
static void put_escaped(lh_buf *out, const lh_buf *json)
{
	for (size_t i = 0; i < json->length; i++)
		if (json->bytes[i] == '<')
			lh_buf_puts(out, "\\u003c");
		else
			lh_buf_putc(out, json->bytes[i]);
}

static void put_manifest(lh_buf *out, const lh_manifest *manifest)
{
	lh_buf json = {0};
	lh_shape_json((lh_shaped){&lh_manifest_shape, manifest}, /*on one line*/ -1, &json);
	put_escaped(out, &json);
	lh_buf_free(&json);
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

static void put_pair(lh_buf *out, const char *key, const char *text)
{
	lh_buf json = {0};
	lh_text_json(key, &json);
	lh_buf_putc(&json, ':');
	lh_text_json(text, &json);
	put_escaped(out, &json);
	lh_buf_free(&json);
}

/* {path: data URI}; a picture that is not among them is looked for at its path. */
static void put_pictures(lh_ctx *ctx, lh_buf *out, const lh_manifest *manifest, const char *packet_dir)
{
	size_t total = 0, n = 0;
	lh_buf uri = {0};
	lh_buf_putc(out, '{');
	for (size_t i = 0; i < manifest->n_consortia; i++) {
		const lh_packet_record *c = &manifest->consortia[i];
		for (size_t k = 0; k < c->n_documents; k++) {
			const char *path = c->documents[k].picture;
			if (!path || !put_picture(ctx, packet_dir, path, &total, &uri))
				continue;
			if (n++)
				lh_buf_putc(out, ',');
			put_pair(out, path, lh_buf_str(&uri));
		}
	}
	lh_buf_putc(out, '}');
	lh_buf_free(&uri);
}

bool lh_index_html(lh_ctx *ctx, const char *data_dir, const lh_manifest *manifest,
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
		lh_buf_put(out, html.bytes, (size_t)(first - html.bytes));
		put_manifest(out, manifest);
		first += strlen(MANIFEST_MARK);
		lh_buf_put(out, first, (size_t)(second - first));
		put_pictures(ctx, out, manifest, packet_dir);
		lh_buf_puts(out, second + strlen(PICTURES_MARK));
	}
	lh_buf_free(&html);
	return ok;
}
