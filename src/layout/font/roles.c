/*
 * The roles file becomes rows. This file knows the keys of roles.yaml and where each complaint
 * belongs; it opens no font file, only asks whether there is one.
 */
#include "layout/font/roles.h"

#include <stdlib.h>
#include <string.h>

#include "data/yaml/yaml.h"
#include "util/file.h"
#include "util/utf8.h"

enum { MAX_FACES = 64 };

typedef struct reader {
	lh_ctx *ctx;
	lh__face_row faces[MAX_FACES];
	size_t n_faces;
	lh__roles *out;
	bool ok;
} reader;

static void wrong_kind(reader *r, const lh_yaml *node, const char *what, lh_yaml_kind kind)
{
	lh_diag(r->ctx, LH_E_ROLES_KIND, node->loc, what, lh_yaml_kind_zh(kind),
		lh_yaml_kind_en(kind), NULL);
	r->ok = false;
}

/* The node itself when it is of this kind, else NULL and a message. */
static const lh_yaml *expect(reader *r, const lh_yaml *node, const char *what, lh_yaml_kind kind)
{
	if (node && node->kind == kind)
		return node;
	if (node)
		wrong_kind(r, node, what, kind);
	return NULL;
}

static const char *expect_text(reader *r, const lh_yaml *map, const char *key)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	if (!node || lh_yaml_is_null(node)) {
		lh_diag(r->ctx, LH_E_ROLES_MISSING, map->loc, key, NULL);
		r->ok = false;
		return NULL;
	}
	node = expect(r, node, key, LH_YAML_SCALAR);
	return node ? node->u.scalar.text : NULL;
}

static char *listed(lh_arena *arena, const char *const *names, size_t n)
{
	char *list = lh_fmt(arena, "%s", n ? names[0] : "");
	for (size_t i = 1; i < n; i++)
		list = lh_fmt(arena, "%s, %s", list, names[i]);
	return list;
}

/* A map that has no keys but these; a key that is none of them gets a message. */
static const lh_yaml *expect_map(reader *r, const lh_yaml *node, const char *what,
				 const char *const *keys, size_t n_keys)
{
	node = expect(r, node, what, LH_YAML_MAP);
	if (!node)
		return NULL;
	for (size_t i = 0; i < node->u.map.n; i++) {
		const lh_yaml_entry *entry = &node->u.map.entries[i];
		size_t k = 0;
		while (k < n_keys && strcmp(entry->key, keys[k]) != 0)
			k++;
		if (k < n_keys)
			continue;
		lh_diag(r->ctx, LH_E_ROLES_KEY, entry->key_loc, entry->key,
			listed(r->ctx->arena, keys, n_keys), NULL);
		r->ok = false;
	}
	return node;
}
#define EXPECT_MAP(r, node, what, keys)                                                            \
	expect_map(r, node, what, keys, sizeof(keys) / sizeof *(keys))

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
	node = expect(r, node, "face", LH_YAML_SCALAR);
	if (!node)
		return false;
	if (face_by_key(r, node->u.scalar.text, face_out))
		return true;
	const char *keys[MAX_FACES];
	for (size_t i = 0; i < r->n_faces; i++)
		keys[i] = r->faces[i].key;
	lh_diag(r->ctx, LH_E_ROLES_FACE, node->loc, node->u.scalar.text,
		listed(r->ctx->arena, keys, r->n_faces), NULL);
	r->ok = false;
	return false;
}

static bool read_index(reader *r, const lh_yaml *node, uint32_t *index_out)
{
	*index_out = 0;
	if (!node)
		return true;
	node = expect(r, node, "index", LH_YAML_SCALAR);
	if (!node)
		return false;
	char *end;
	const char *text = node->u.scalar.text;
	unsigned long number = strtoul(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && number < 1000) {
		*index_out = (uint32_t)number;
		return true;
	}
	lh_diag(r->ctx, LH_E_ROLES_INDEX, node->loc, text, NULL);
	return r->ok = false;
}

static void read_face(reader *r, const lh_yaml_entry *entry, const char *dir)
{
	static const char *const keys[] = {"file", "index"};
	const lh_yaml *map = EXPECT_MAP(r, entry->value, entry->key, keys);
	if (!map)
		return;
	const char *file = expect_text(r, map, "file");
	uint32_t index;
	if (!read_index(r, lh_yaml_at(map, "index"), &index) || !file)
		return;
	lh__face_row row = {
		.key = entry->key,
		.path = lh_path_join(r->ctx->arena, dir, file),
		.index = index,
		.loc = lh_yaml_at(map, "file")->loc,
	};
	if (!lh_file_exists(row.path)) {
		lh_diag(r->ctx, LH_E_ROLES_FILE, row.loc, row.path, NULL);
		r->ok = false;
	}
	uint16_t old;
	if (face_by_key(r, row.key, &old)) {
		r->faces[old] = row;
	} else if (r->n_faces < MAX_FACES) {
		r->faces[r->n_faces++] = row;
	} else {
		lh_diag(r->ctx, LH_E_ROLES_MANY, entry->key_loc,
			lh_fmt(r->ctx->arena, "%d", MAX_FACES), NULL);
		r->ok = false;
	}
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
	node = expect(r, node, "ranges", LH_YAML_SCALAR);
	if (!node)
		return false;
	const char *at = node->u.scalar.text;
	range_out->first = range_out->last = read_code(&at);
	if (range_out->first && *at == '-') {
		at++;
		range_out->last = read_code(&at);
	}
	if (range_out->first && range_out->last >= range_out->first && *at == '\0')
		return true;
	lh_diag(r->ctx, LH_E_ROLES_RANGE, node->loc, node->u.scalar.text, NULL);
	return r->ok = false;
}

static lh__prefer read_preference(reader *r, const lh_yaml *map)
{
	lh__prefer prefer = {0};
	const lh_yaml *face = lh_yaml_at(map, "face");
	if (!face) {
		lh_diag(r->ctx, LH_E_ROLES_MISSING, map->loc, "face", NULL);
		r->ok = false;
	} else {
		read_face_key(r, face, &prefer.face);
	}
	const lh_yaml *characters =
		expect(r, lh_yaml_at(map, "characters"), "characters", LH_YAML_SCALAR);
	const lh_yaml *list = expect(r, lh_yaml_at(map, "ranges"), "ranges", LH_YAML_LIST);
	const char *text = characters ? characters->u.scalar.text : "";
	size_t n_listed = list ? list->u.list.n : 0;
	lh__range *ranges = LH_NEW_ARRAY(r->ctx->arena, lh__range, lh_utf8_count(text) + n_listed);
	for (uint32_t cp; (cp = lh_utf8_next(&text));)
		ranges[prefer.n_ranges++] = (lh__range){cp, cp};
	for (size_t i = 0; i < n_listed; i++)
		prefer.n_ranges += read_range(r, list->u.list.items[i], &ranges[prefer.n_ranges]);
	prefer.ranges = ranges;
	return prefer;
}

static void read_preferences(reader *r, const lh_yaml *list, const lh__prefer **prefer_out,
			     size_t *n_out)
{
	static const char *const keys[] = {"face", "characters", "ranges"};
	list = expect(r, list, "prefer", LH_YAML_LIST);
	if (!list)
		return;
	lh__prefer *rows = LH_NEW_ARRAY(r->ctx->arena, lh__prefer, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = EXPECT_MAP(r, list->u.list.items[i], "prefer", keys);
		if (map)
			rows[n++] = read_preference(r, map);
	}
	*prefer_out = rows;
	*n_out = n;
}

static void read_chain(reader *r, const lh_yaml *list, lh__role_row *role)
{
	list = expect(r, list, "chain", LH_YAML_LIST);
	if (!list)
		return;
	uint16_t *chain = LH_NEW_ARRAY(r->ctx->arena, uint16_t, list->u.list.n);
	size_t n = 0;
	for (size_t i = 0; i < list->u.list.n; i++)
		n += read_face_key(r, list->u.list.items[i], &chain[n]);
	role->chain = chain;
	role->n_chain = n;
}

static void read_role(reader *r, const lh_yaml_entry *entry, lh__role_row *role)
{
	static const char *const keys[] = {"chain", "prefer", "docx"};
	static const char *const docx_keys[] = {"name", "alt"};
	const lh_yaml *map = EXPECT_MAP(r, entry->value, entry->key, keys);
	if (!map)
		return;
	read_preferences(r, lh_yaml_at(map, "prefer"), &role->prefer, &role->n_prefer);
	read_chain(r, lh_yaml_at(map, "chain"), role);
	const lh_yaml *docx = lh_yaml_at(map, "docx");
	if (docx && EXPECT_MAP(r, docx, "docx", docx_keys)) {
		role->docx_name = expect_text(r, docx, "name");
		role->docx_alt = lh_yaml_at(docx, "alt") ? expect_text(r, docx, "alt") : "";
	}
}

static void read_roles(reader *r, const lh_yaml *map)
{
	const char *names[LH_ROLE_COUNT];
	for (int role = 0; role < LH_ROLE_COUNT; role++)
		names[role] = lh_role_name((lh_role)role);
	map = EXPECT_MAP(r, map, "roles", names);
	if (!map)
		return;
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		for (int role = 0; role < LH_ROLE_COUNT; role++) {
			if (strcmp(entry->key, names[role]) == 0)
				read_role(r, entry, &r->out->roles[role]);
		}
	}
}

static void read_docx(reader *r, const lh_yaml *map)
{
	static const char *const keys[] = {"latin", "rare", "rare_alt"};
	map = EXPECT_MAP(r, map, "docx", keys);
	if (!map)
		return;
	r->out->docx_latin = expect_text(r, map, "latin");
	r->out->docx_rare = expect_text(r, map, "rare");
	r->out->docx_rare_alt = expect_text(r, map, "rare_alt");
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
	r->ok = false;
}

static void read_file(reader *r, const char *path, bool may_extend)
{
	static const char *const keys[] = {
		"schema_version", "extends", "faces", "prefer", "roles", "docx",
	};
	const lh_yaml *root = lh_yaml_read(r->ctx, r->ctx->arena, path);
	if (!root) {
		r->ok = false;
		return;
	}
	if (!EXPECT_MAP(r, root, "roles.yaml", keys))
		return;
	const char *version = expect_text(r, root, "schema_version");
	if (version && strcmp(version, "1") != 0) {
		lh_diag(r->ctx, LH_E_ROLES_VERSION, lh_yaml_at(root, "schema_version")->loc,
			version, NULL);
		r->ok = false;
	}
	read_base(r, lh_yaml_at(root, "extends"), may_extend);
	const char *dir = lh_path_dir(r->ctx->arena, path);
	const lh_yaml *faces = expect(r, lh_yaml_at(root, "faces"), "faces", LH_YAML_MAP);
	for (size_t i = 0; faces && i < faces->u.map.n; i++)
		read_face(r, &faces->u.map.entries[i], dir);
	read_preferences(r, lh_yaml_at(root, "prefer"), &r->out->prefer, &r->out->n_prefer);
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
		if (missing) {
			lh_diag(r->ctx, LH_E_ROLES_MISSING, file,
				lh_fmt(r->ctx->arena, "roles.%s.%s", lh_role_name((lh_role)i),
				       missing),
				NULL);
			r->ok = false;
		}
	}
	if (!r->out->docx_latin || !r->out->docx_rare || !r->out->docx_rare_alt) {
		lh_diag(r->ctx, LH_E_ROLES_MISSING, file, "docx", NULL);
		r->ok = false;
	}
}

bool lh__roles_read(lh_ctx *ctx, const char *path, lh__roles *roles_out)
{
	memset(roles_out, 0, sizeof *roles_out);
	reader r = {.ctx = ctx, .out = roles_out, .ok = true};
	read_file(&r, path, /*may_extend*/ true);
	/* Only what is whole and readable is asked for gaps: one fault should not be told twice. */
	if (r.ok)
		check_whole(&r, path);
	roles_out->faces = lh_arena_memdup(ctx->arena, r.faces, r.n_faces * sizeof *r.faces);
	roles_out->n_faces = r.n_faces;
	return r.ok;
}
