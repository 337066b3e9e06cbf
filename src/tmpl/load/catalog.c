/*
 * The catalogue: it walks the templates folder and reads every jurisdiction.yaml. It knows the shape
 * of that file and no jurisdiction; documents are opened only when one is asked for.
 */
#include "tmpl/load/catalog.h"

#include <string.h>

#include "tmpl/load/inside.h"
#include "util/file.h"

typedef struct loader {
	lh_ctx *ctx;
	lh_arena *arena;
	const char *dir;
	lh_names names;
	lh_option_info *common; /* switches that every jurisdiction has */
	size_t n_common;
} loader;

static const char *const status_words[] = {
	"official", "outline", "described", "proposed", "reconstructed", "reference",
};

static bool is_kind(loader *l, const lh_yaml *node, lh_yaml_kind kind)
{
	if (node->kind == kind)
		return true;
	lh_diag(l->ctx, LH_E_TMPL_KIND, node->loc, lh_yaml_kind_zh(kind), lh_yaml_kind_zh(node->kind),
		lh_yaml_kind_en(kind), lh_yaml_kind_en(node->kind), NULL);
	return false;
}

/* The text under `key`; when it is absent: "", with a message if it is `needed`. */
static const char *text_at(loader *l, const lh_yaml *map, const char *key, bool needed)
{
	const lh_yaml *node = lh_yaml_at(map, key);
	if (node && !lh_yaml_is_null(node))
		return is_kind(l, node, LH_YAML_SCALAR) ? node->u.scalar.text : "";
	if (needed)
		lh_diag(l->ctx, LH_E_TMPL_MISSING_KEY, map->loc, key, NULL);
	return "";
}

static void put_option(lh_option_info *options, size_t *n, lh_option_info option)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(options[i].key, option.key) == 0) {
			options[i] = option;
			return;
		}
	options[(*n)++] = option;
}

static const char *const *read_values(loader *l, const lh_yaml *list, size_t *n_out)
{
	*n_out = 0;
	if (!list || !is_kind(l, list, LH_YAML_LIST))
		return NULL;
	const char **values = LH_NEW_ARRAY(l->arena, const char *, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *value = list->u.list.items[i];
		values[i] = is_kind(l, value, LH_YAML_SCALAR) ? value->u.scalar.text : "";
	}
	*n_out = list->u.list.n;
	return values;
}

/* Switches: a list of {key, values, note}. `options` has room for all of them. */
static void read_options(loader *l, const lh_yaml *list, lh_option_info *options, size_t *n)
{
	static const char *const keys[] = {"key", "values", "note"};
	if (!list || !is_kind(l, list, LH_YAML_LIST))
		return;
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (!is_kind(l, map, LH_YAML_MAP))
			continue;
		lh__check_keys(l->ctx, map, keys, sizeof keys / sizeof *keys);
		lh_option_info option = {
			.key = text_at(l, map, "key", /*needed*/true),
			.note = text_at(l, map, "note", /*needed*/false),
			.loc = map->loc,
		};
		option.values = read_values(l, lh_yaml_at(map, "values"), &option.n_values);
		put_option(options, n, option);
	}
}

/* Constants: a map; to an expression each is a switch with one position. */
static void read_constants(loader *l, const lh_yaml *map, lh_option_info *options, size_t *n)
{
	if (!map || !is_kind(l, map, LH_YAML_MAP))
		return;
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		const char **values = LH_NEW_ARRAY(l->arena, const char *, 1);
		values[0] = text_at(l, map, entry->key, /*needed*/true);
		put_option(options, n, (lh_option_info){
			.key = entry->key, .values = values, .n_values = 1, .note = "", .loc = entry->key_loc,
		});
	}
}

/* What a jurisdiction is called and who decides there: constants too, unless it names its own. */
static const char *const names_of_itself[] = {"name", "department", "guideline"};

static void read_own_names(loader *l, const lh_yaml *yaml, lh_option_info *options, size_t *n)
{
	for (size_t i = 0; i < sizeof names_of_itself / sizeof *names_of_itself; i++) {
		const char **values = LH_NEW_ARRAY(l->arena, const char *, 1);
		values[0] = text_at(l, yaml, names_of_itself[i], /*needed*/true);
		put_option(options, n, (lh_option_info){
			.key = names_of_itself[i], .values = values, .n_values = 1, .note = "", .loc = yaml->loc,
		});
	}
}

static size_t length_of(const lh_yaml *node)
{
	return !node ? 0 : node->kind == LH_YAML_LIST ? node->u.list.n : node->kind == LH_YAML_MAP ? node->u.map.n : 0;
}

static void join_options(loader *l, lh_jurisdiction *j)
{
	const lh_computed *computed = l->names.computed;
	const lh_yaml *own = lh_yaml_at(j->yaml, "options"), *constants = lh_yaml_at(j->yaml, "constants");
	size_t room = computed->n_options + l->n_common + length_of(own) + length_of(constants);
	room += sizeof names_of_itself / sizeof *names_of_itself;
	lh_option_info *options = LH_NEW_ARRAY(l->arena, lh_option_info, room + 1);
	size_t n = 0;
	for (size_t i = 0; i < computed->n_options; i++)
		put_option(options, &n, computed->options[i]);
	for (size_t i = 0; i < l->n_common; i++)
		put_option(options, &n, l->common[i]);
	read_options(l, own, options, &n);
	read_own_names(l, j->yaml, options, &n);
	read_constants(l, constants, options, &n);
	j->options = options;
	j->n_options = n;
}

static lh_doc_status read_status(loader *l, const lh_yaml *map)
{
	const char *word = text_at(l, map, "status", /*needed*/true);
	for (size_t i = 0; i < sizeof status_words / sizeof *status_words; i++)
		if (strcmp(status_words[i], word) == 0)
			return (lh_doc_status)i;
	const lh_yaml *node = lh_yaml_at(map, "status");
	if (node && node->kind == LH_YAML_SCALAR)
		lh_diag(l->ctx, LH_E_TMPL_VALUE, node->loc, word,
			"official outline described proposed reconstructed reference",
			"official outline described proposed reconstructed reference", NULL);
	return LH_STATUS_OFFICIAL;
}

static void read_documents(loader *l, lh_jurisdiction *j)
{
	static const char *const keys[] = {"key", "title", "short", "status", "source", "file", "note"};
	const lh_yaml *list = lh_yaml_at(j->yaml, "documents");
	if (!list) {
		lh_diag(l->ctx, LH_E_TMPL_MISSING_KEY, j->yaml->loc, "documents", NULL);
		return;
	}
	if (!is_kind(l, list, LH_YAML_LIST))
		return;
	lh_document_info *documents = LH_NEW_ARRAY(l->arena, lh_document_info, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (!is_kind(l, map, LH_YAML_MAP))
			continue;
		lh__check_keys(l->ctx, map, keys, sizeof keys / sizeof *keys);
		lh_document_info *document = &documents[j->n_documents++];
		document->key = text_at(l, map, "key", /*needed*/true);
		document->title = text_at(l, map, "title", /*needed*/true);
		document->short_title = text_at(l, map, "short", /*needed*/false);
		if (!*document->short_title)
			document->short_title = document->title;
		document->status = read_status(l, map);
		document->source = text_at(l, map, "source", /*needed*/false);
		document->loc_note = text_at(l, map, "note", /*needed*/false);
		const char *file = text_at(l, map, "file", /*needed*/true);
		document->file = lh_path_join(l->arena, j->dir, file);
		if (*file && !lh_file_exists(document->file))
			lh_diag(l->ctx, LH_E_CATALOG_FILE, lh_yaml_at(map, "file")->loc, document->file, NULL);
	}
	j->documents = documents;
}

static bool read_jurisdiction(loader *l, const char *key, const char *edition, lh_jurisdiction *j)
{
	static const char *const keys[] = {
		"name", "department", "guideline", "state", "issued", "valid_until", "note", "constants", "options",
		"documents",
	};
	j->key = lh_arena_strdup(l->arena, key);
	j->edition = lh_arena_strdup(l->arena, edition);
	j->dir = lh_path_join(l->arena, lh_path_join(l->arena, l->dir, key), edition);
	j->yaml = lh_yaml_read(l->ctx, l->arena, lh_path_join(l->arena, j->dir, "jurisdiction.yaml"));
	if (!j->yaml || !is_kind(l, j->yaml, LH_YAML_MAP))
		return false;
	lh__check_keys(l->ctx, j->yaml, keys, sizeof keys / sizeof *keys);
	j->name = text_at(l, j->yaml, "name", /*needed*/false);
	j->department = text_at(l, j->yaml, "department", /*needed*/false);
	j->guideline = text_at(l, j->yaml, "guideline", /*needed*/false);
	join_options(l, j);
	read_documents(l, j);
	return true;
}

/* The last folder (by name) that holds a jurisdiction.yaml; NULL when this is no jurisdiction. */
static const char *newest_edition(loader *l, const char *dir)
{
	char **names;
	size_t n;
	if (!lh_dir_list(l->ctx, l->arena, dir, &names, &n))
		return NULL;
	while (n-- > 0) {
		const char *edition = lh_path_join(l->arena, dir, names[n]);
		if (lh_file_exists(lh_path_join(l->arena, edition, "jurisdiction.yaml")))
			return names[n];
	}
	return NULL;
}

static bool read_jurisdictions(loader *l, lh_catalog *catalog)
{
	char **names;
	size_t n;
	if (!lh_dir_list(l->ctx, l->arena, l->dir, &names, &n))
		return false;
	lh_jurisdiction *jurisdictions = LH_NEW_ARRAY(l->arena, lh_jurisdiction, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *dir = lh_path_join(l->arena, l->dir, names[i]);
		const char *edition = lh_dir_exists(dir) ? newest_edition(l, dir) : NULL;
		if (edition && read_jurisdiction(l, names[i], edition, &jurisdictions[catalog->n_jurisdictions]))
			catalog->n_jurisdictions++;
	}
	catalog->jurisdictions = jurisdictions;
	if (catalog->n_jurisdictions == 0)
		lh_diag(l->ctx, LH_E_CATALOG_EMPTY, (lh_loc){l->dir, 0, 0}, NULL);
	return catalog->n_jurisdictions > 0;
}

static void read_common_options(loader *l)
{
	const char *path = lh_path_join(l->arena, l->dir, "common/options.yaml");
	const lh_yaml *yaml = lh_file_exists(path) ? lh_yaml_read(l->ctx, l->arena, path) : NULL;
	if (!yaml || !is_kind(l, yaml, LH_YAML_MAP))
		return;
	static const char *const keys[] = {"options"};
	lh__check_keys(l->ctx, yaml, keys, 1);
	const lh_yaml *list = lh_yaml_at(yaml, "options");
	l->common = LH_NEW_ARRAY(l->arena, lh_option_info, length_of(list) + 1);
	read_options(l, list, l->common, &l->n_common);
}

const lh_catalog *lh_catalog_load(lh_ctx *ctx, lh_arena *arena, const char *templates_dir)
{
	size_t errors = lh_diag_errors(ctx);
	lh_catalog *catalog = LH_NEW(arena, lh_catalog);
	catalog->dir = lh_arena_strdup(arena, templates_dir);
	loader l = {.ctx = ctx, .arena = arena, .dir = catalog->dir};
	l.names.schema = lh_schema_load(ctx, arena, lh_path_join(arena, l.dir, "schema.yaml"));
	if (!l.names.schema)
		return NULL;
	l.names.jurisdiction = lh_schema_record(l.names.schema, "jurisdiction");
	if (!lh_computed_load(ctx, arena, lh_path_join(arena, l.dir, "computed.yaml"), &l.names))
		return NULL;
	const char *words = lh_path_join(arena, l.dir, "words.yaml");
	if (lh_file_exists(words))
		catalog->words = lh__words_load(ctx, arena, words);
	read_common_options(&l);
	read_jurisdictions(&l, catalog);
	catalog->names = l.names;
	return lh_diag_errors(ctx) > errors ? NULL : catalog;
}

const lh_jurisdiction *lh_catalog_find(const lh_catalog *catalog, const char *key)
{
	for (size_t i = 0; i < catalog->n_jurisdictions; i++)
		if (strcmp(catalog->jurisdictions[i].key, key) == 0)
			return &catalog->jurisdictions[i];
	return NULL;
}

const lh_document_info *lh_jurisdiction_document(const lh_jurisdiction *j, const char *key)
{
	for (size_t i = 0; i < j->n_documents; i++)
		if (strcmp(j->documents[i].key, key) == 0)
			return &j->documents[i];
	return NULL;
}

const char *lh_doc_status_name(lh_doc_status status, lh_lang lang)
{
	bool en = lang == LH_LANG_EN;
	switch (status) {
	case LH_STATUS_OFFICIAL: return en ? "official form" : "官方格式";
	case LH_STATUS_OUTLINE: return en ? "official outline" : "参考提纲";
	case LH_STATUS_DESCRIBED: return en ? "described, layout ours" : "有要求无格式";
	case LH_STATUS_PROPOSED: return en ? "proposed" : "建议格式";
	case LH_STATUS_RECONSTRUCTED: return en ? "official, parts reconstructed" : "复原格式";
	case LH_STATUS_REFERENCE: return en ? "not asked for, for reference" : "参考格式";
	}
	return "";
}
