/*
 * The roles file becomes rows. This file knows the keys of roles.yaml and where each complaint
 * belongs; it opens no font file, only asks whether there is one.
 */
#include "layout/font/roles.h"

#include <stdlib.h>
#include <string.h>

#include "data/yaml/read.h"
#include "util/file.h"
#include "util/utf8.h"

enum { MAX_FACES = 64, MAX_INDEX = 999 };

typedef struct reader {
	lh_ctx *ctx;
	lh__face_row faces[MAX_FACES];
	size_t n_faces;
	lh__roles *out;
} reader;

static bool face_by_key(const reader *r, const char *key, uint16_t *face_out)
{
	for (size_t i = 0; i < r->n_faces; i++) {
		if (strcmp(r->faces[i].key, key) == 0) {
			*face_out = (uint16_t)i;
			return true;
		}
	}
	return false;
}

static bool read_face_key(reader *r, const lh_yaml *node, uint16_t *face_out)
{
	const char *key = lh_read_text(r->ctx, node);
	if (node->kind != LH_YAML_SCALAR)
		return false;
	if (face_by_key(r, key, face_out))
		return true;
	const char *keys[MAX_FACES];
	for (size_t i = 0; i < r->n_faces; i++)
		keys[i] = r->faces[i].key;
	lh_read_no_such(r->ctx, node->loc, key, "字体", "face", keys, r->n_faces);
	return false;
}

static void read_face(reader *r, const lh_yaml_entry *entry, const char *dir)
{
	const lh_yaml *map = entry->value;
	if (!lh_read_keys(r->ctx, map, LH_WORDS("file", "index")))
		return;
	const char *file = lh_read_text_at(r->ctx, map, "file", NULL);
	uint32_t index = lh_read_uint_at(r->ctx, map, "index", /*otherwise*/0, MAX_INDEX);
	if (!*file)
		return;
	lh__face_row row = {
		.key = entry->key,
		.path = lh_path_join(r->ctx->arena, dir, file),
		.index = index,
		.loc = lh_yaml_at(map, "file")->loc,
	};
	if (!lh_file_exists(row.path))
		lh_diag(r->ctx, LH_E_ROLES_FILE, row.loc, row.path, NULL);
	uint16_t old;
	if (face_by_key(r, row.key, &old))
		r->faces[old] = row;
	else if (r->n_faces < MAX_FACES)
		r->faces[r->n_faces++] = row;
	else
		lh_diag(r->ctx, LH_E_ROLES_MANY, entry->key_loc,
			lh_fmt(r->ctx->arena, "%d", MAX_FACES), NULL);
}

/* "U+2460", or 0 with *at unmoved. */
static uint32_t read_code(const char **at)
{
	if (strncmp(*at, "U+", 2) != 0)
		return 0;
	char *end;
	unsigned long cp = strtoul(*at + 2, &end, 16);
	if (end < *at + 6 || end > *at + 8 || cp > 0x10FFFF)
		return 0;
	*at = end;
	return (uint32_t)cp;
}

static bool read_range(reader *r, const lh_yaml *node, lh__range *range_out)
{
	const char *at = lh_read_text(r->ctx, node);
	range_out->first = range_out->last = read_code(&at);
	if (range_out->first && *at == '-') {
		at++;
		range_out->last = read_code(&at);
	}
	if (range_out->first && range_out->last >= range_out->first && *at == '\0')
		return true;
	if (node->kind == LH_YAML_SCALAR)
		lh_diag(r->ctx, LH_E_ROLES_RANGE, node->loc, node->u.scalar.text, NULL);
	return false;
}

static lh__prefer read_preference(reader *r, const lh_yaml *map)
{
	lh__prefer prefer = {0};
	const lh_yaml *face = lh_read_need(r->ctx, map, "face");
	if (face)
		read_face_key(r, face, &prefer.face);
	const char *text = lh_read_text_at(r->ctx, map, "characters", "");
	const lh_yaml *list = lh_read_list_at(r->ctx, map, "ranges");
	size_t n_listed = list->u.list.n;
	lh__range *ranges = LH_NEW_ARRAY(r->ctx->arena, lh__range, lh_utf8_count(text) + n_listed);
	for (uint32_t cp; (cp = lh_utf8_next(&text));)
		ranges[prefer.n_ranges++] = (lh__range){cp, cp};
	for (size_t i = 0; i < n_listed; i++)
		prefer.n_ranges += read_range(r, list->u.list.items[i], &ranges[prefer.n_ranges]);
	prefer.ranges = ranges;
	return prefer;
}

static void read_preferences(reader *r, const lh_yaml *around, const lh__prefer **prefer_out,
			     size_t *n_out)
{
	const lh_yaml *list = lh_read_list_at(r->ctx, around, "prefer");
	if (!list->u.list.n)
		return;
	lh__prefer *rows = LH_NEW_ARRAY(r->ctx->arena, lh__prefer, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (lh_read_keys(r->ctx, map, LH_WORDS("face", "characters", "ranges")))
			rows[n++] = read_preference(r, map);
	}
	*prefer_out = rows;
	*n_out = n;
}

static void read_chain(reader *r, const lh_yaml *around, lh__role_row *role)
{
	const lh_yaml *list = lh_read_list_at(r->ctx, around, "chain");
	if (!list->u.list.n)
		return;
	uint16_t *chain = LH_NEW_ARRAY(r->ctx->arena, uint16_t, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++)
		n += read_face_key(r, list->u.list.items[i], &chain[n]);
	role->chain = chain;
	role->n_chain = n;
}

static void read_role(reader *r, const lh_yaml *map, lh__role_row *role)
{
	if (!lh_read_keys(r->ctx, map, LH_WORDS("chain", "prefer", "docx")))
		return;
	read_preferences(r, map, &role->prefer, &role->n_prefer);
	read_chain(r, map, role);
	const lh_yaml *docx = lh_yaml_at(map, "docx");
	if (docx && lh_read_keys(r->ctx, docx, LH_WORDS("name", "alt"))) {
		role->docx_name = lh_read_text_at(r->ctx, docx, "name", NULL);
		role->docx_alt = lh_read_text_at(r->ctx, docx, "alt", "");
	}
}

static void read_roles(reader *r, const lh_yaml *map)
{
	const char *names[LH_ROLE_COUNT];
	for (int role = 0; role < LH_ROLE_COUNT; role++)
		names[role] = lh_role_name((lh_role)role);
	if (!lh_read_keys(r->ctx, map, names, LH_ROLE_COUNT))
		return;
	for (int role = 0; role < LH_ROLE_COUNT; role++) {
		const lh_yaml *node = lh_yaml_at(map, names[role]);
		if (node)
			read_role(r, node, &r->out->roles[role]);
	}
}

static void read_docx(reader *r, const lh_yaml *map)
{
	if (!lh_read_keys(r->ctx, map, LH_WORDS("latin", "rare", "rare_alt")))
		return;
	r->out->docx_latin = lh_read_text_at(r->ctx, map, "latin", NULL);
	r->out->docx_rare = lh_read_text_at(r->ctx, map, "rare", NULL);
	r->out->docx_rare_alt = lh_read_text_at(r->ctx, map, "rare_alt", NULL);
}

static void read_file(reader *r, const char *path, bool may_extend);

/* `extends: standard` begins with the file that comes with the program. */
static void read_base(reader *r, const lh_yaml *extends, bool may_extend)
{
	if (!extends)
		return;
	bool standard =
		extends->kind == LH_YAML_SCALAR && strcmp(extends->u.scalar.text, "standard") == 0;
	if (standard && may_extend) {
		read_file(r, lh_path_join(r->ctx->arena, r->ctx->data_dir, "fonts/roles.yaml"),
			  /*may_extend*/ false);
		return;
	}
	lh_diag(r->ctx, LH_E_ROLES_EXTENDS, extends->loc, NULL);
}

static void read_file(reader *r, const char *path, bool may_extend)
{
	const lh_yaml *root = lh_yaml_read(r->ctx, r->ctx->arena, path);
	if (!root ||
	    !lh_read_keys(r->ctx, root,
			  LH_WORDS("schema_version", "extends", "faces", "prefer", "roles", "docx")))
		return;
	lh_read_choice_at(r->ctx, root, "schema_version", LH_WORDS("1"));
	read_base(r, lh_yaml_at(root, "extends"), may_extend);
	const char *dir = lh_path_dir(r->ctx->arena, path);
	const lh_yaml *faces = lh_yaml_at(root, "faces");
	if (faces && lh_read_map(r->ctx, faces))
		for (size_t i = 0; i < faces->u.map.n; i++)
			read_face(r, &faces->u.map.entries[i], dir);
	read_preferences(r, root, &r->out->prefer, &r->out->n_prefer);
	const lh_yaml *roles = lh_yaml_at(root, "roles");
	if (roles)
		read_roles(r, roles);
	const lh_yaml *docx = lh_yaml_at(root, "docx");
	if (docx)
		read_docx(r, docx);
}

/* After both files: nothing that layout or DOCX will ask for may be absent. */
static void check_whole(reader *r, const char *path)
{
	lh_loc file = {lh_arena_strdup(r->ctx->arena, path), 0, 0};
	for (int i = 0; i < LH_ROLE_COUNT; i++) {
		const lh__role_row *role = &r->out->roles[i];
		const char *missing = role->n_chain == 0 ? "chain"
				      : !role->docx_name ? "docx"
							 : NULL;
		if (missing)
			lh_diag(r->ctx, LH_E_READ_MISSING, file,
				lh_fmt(r->ctx->arena, "roles.%s.%s", lh_role_name((lh_role)i),
				       missing),
				NULL);
	}
	if (!r->out->docx_latin || !r->out->docx_rare || !r->out->docx_rare_alt)
		lh_diag(r->ctx, LH_E_READ_MISSING, file, "docx", NULL);
}

bool lh__roles_read(lh_ctx *ctx, const char *path, lh__roles *roles_out)
{
	size_t errors = lh_diag_errors(ctx);
	memset(roles_out, 0, sizeof *roles_out);
	reader r = {.ctx = ctx, .out = roles_out};
	read_file(&r, path, /*may_extend*/ true);
	/* Only what is whole and readable is asked for gaps: one fault should not be told twice. */
	if (lh_diag_errors(ctx) == errors)
		check_whole(&r, path);
	roles_out->faces = lh_arena_memdup(ctx->arena, r.faces, r.n_faces * sizeof *r.faces);
	roles_out->n_faces = r.n_faces;
	return lh_diag_errors(ctx) == errors;
}
