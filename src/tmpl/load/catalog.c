/*
 * The catalogue: it walks the templates folder and reads every jurisdiction.yaml. It knows the shape
 * of that file and no jurisdiction; documents are opened only when one is asked for.
 */
#include "tmpl/load/catalog.h"

#include <string.h>

#include "data/yaml/read.h"
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

static void put_option(lh_option_info *options, size_t *n, lh_option_info option)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(options[i].key, option.key) == 0) {
			options[i] = option;
			return;
		}
	options[(*n)++] = option;
}

/* Switches: a list of {key, values, note}. `options` has room for all of them. */
static void read_options(loader *l, const lh_yaml *list, lh_option_info *options, size_t *n)
{
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (!lh_read_keys(l->ctx, map, LH_WORDS("key", "values", "note")))
			continue;
		lh_option_info option = {
			.key = lh_read_text_at(l->ctx, map, "key", NULL),
			.note = lh_read_text_at(l->ctx, map, "note", ""),
			.loc = map->loc,
		};
		option.values = lh_read_texts_at(l->ctx, l->arena, map, "values", &option.n_values);
		put_option(options, n, option);
	}
}

static lh_option_info constant(loader *l, const char *key, const char *value, lh_loc loc)
{
	const char **values = LH_NEW_ARRAY(l->arena, const char *, 1);
	values[0] = value;
	return (lh_option_info){.key = key, .values = values, .n_values = 1, .note = "", .loc = loc};
}

/* Constants: a map; to an expression each is a switch with one position. */
static void read_constants(loader *l, const lh_yaml *map, lh_option_info *options, size_t *n)
{
	if (!map || !lh_read_map(l->ctx, map))
		return;
	for (size_t i = 0; i < map->u.map.n; i++) {
		const lh_yaml_entry *entry = &map->u.map.entries[i];
		const lh_yaml *value = lh_read_need(l->ctx, map, entry->key);
		put_option(options, n, constant(l, entry->key, value ? lh_read_text(l->ctx, value) : "",
						entry->key_loc));
	}
}

/* What a jurisdiction is called and who decides there: constants too, unless it names its own. */
static const char *const names_of_itself[] = {"name", "department", "guideline"};

static void read_own_names(loader *l, const lh_yaml *yaml, lh_option_info *options, size_t *n)
{
	for (size_t i = 0; i < sizeof names_of_itself / sizeof *names_of_itself; i++) {
		const char *key = names_of_itself[i];
		put_option(options, n, constant(l, key, lh_read_text_at(l->ctx, yaml, key, NULL), yaml->loc));
	}
}

static void join_options(loader *l, lh_jurisdiction *j)
{
	const lh_computed *computed = l->names.computed;
	const lh_yaml *own = lh_read_list_at(l->ctx, j->yaml, "options");
	const lh_yaml *constants = lh_yaml_at(j->yaml, "constants");
	size_t room = computed->n_options + l->n_common + own->u.list.n;
	room += constants && constants->kind == LH_YAML_MAP ? constants->u.map.n : 0;
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

static void read_document(loader *l, const lh_yaml *map, const char *dir, lh_document_info *document)
{
	document->key = lh_read_text_at(l->ctx, map, "key", NULL);
	document->title = lh_read_text_at(l->ctx, map, "title", NULL);
	document->short_title = lh_read_text_at(l->ctx, map, "short", document->title);
	document->status = (lh_doc_status)lh_read_choice_at(
		l->ctx, map, "status",
		LH_WORDS("official", "outline", "described", "proposed", "reconstructed", "reference"));
	document->source = lh_read_text_at(l->ctx, map, "source", "");
	document->loc_note = lh_read_text_at(l->ctx, map, "note", "");
	const char *file = lh_read_text_at(l->ctx, map, "file", NULL);
	document->file = lh_path_join(l->arena, dir, file);
	if (*file && !lh_file_exists(document->file))
		lh_diag(l->ctx, LH_E_CATALOG_FILE, lh_yaml_at(map, "file")->loc, document->file, NULL);
}

static void read_documents(loader *l, lh_jurisdiction *j)
{
	const lh_yaml *list = lh_read_needed_list(l->ctx, j->yaml, "documents");
	lh_document_info *documents = LH_NEW_ARRAY(l->arena, lh_document_info, list->u.list.n + 1);
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_yaml *map = list->u.list.items[i];
		if (lh_read_keys(l->ctx, map,
				 LH_WORDS("key", "title", "short", "status", "source", "file", "note")))
			read_document(l, map, j->dir, &documents[j->n_documents++]);
	}
	j->documents = documents;
}

static bool read_jurisdiction(loader *l, const char *key, const char *edition, lh_jurisdiction *j)
{
	j->key = lh_arena_strdup(l->arena, key);
	j->edition = lh_arena_strdup(l->arena, edition);
	j->dir = lh_path_join(l->arena, lh_path_join(l->arena, l->dir, key), edition);
	j->yaml = lh_yaml_read(l->ctx, l->arena, lh_path_join(l->arena, j->dir, "jurisdiction.yaml"));
	if (!j->yaml ||
	    !lh_read_keys(l->ctx, j->yaml,
			  LH_WORDS("name", "department", "guideline", "state", "issued", "valid_until",
				   "note", "constants", "options", "documents")))
		return false;
	j->name = lh_read_text_at(l->ctx, j->yaml, "name", "");
	j->department = lh_read_text_at(l->ctx, j->yaml, "department", "");
	j->guideline = lh_read_text_at(l->ctx, j->yaml, "guideline", "");
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
	if (!yaml || !lh_read_keys(l->ctx, yaml, LH_WORDS("options")))
		return;
	const lh_yaml *list = lh_read_needed_list(l->ctx, yaml, "options");
	l->common = LH_NEW_ARRAY(l->arena, lh_option_info, list->u.list.n + 1);
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

lh_names lh_catalog_names(const lh_catalog *catalog, const lh_jurisdiction *jurisdiction)
{
	lh_names names = catalog->names;
	names.options = jurisdiction->options;
	names.n_options = jurisdiction->n_options;
	return names;
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
