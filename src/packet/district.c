/* Reading district.yaml. It knows the fields of that file and no document or jurisdiction by name.
 */
#include "packet/district.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "emit/formats.h"
#include "util/file.h"
#include "util/utf8.h"

enum { DEFAULT_LEAVES = 200, MAX_COPIES = 999, MAX_FILES = 20000 };

typedef struct reader {
	lh_ctx *ctx;
	lh_arena *arena;
	lh_district *district;
	const char **files; /* as given */
	const char **real;  /* without links and dots, to see one file listed twice */
	size_t n_files, capacity;
} reader;

static lh_loc loc_of(const lh_val *value, const lh_val *around)
{
	return value ? value->loc : around->loc;
}

static void tell_missing(reader *r, const lh_val *record, const char *key, lh_loc loc)
{
	const lh_field *field = lh_record_field(record->u.record.type, key);
	lh_diag(r->ctx, LH_E_PACKET_MISSING, loc, field ? field->name : key, key, NULL);
}

/* Text of a field that must be there; "" with a message when it is not. */
static const char *needed_text(reader *r, const lh_val *record, const char *key)
{
	const lh_val *value = lh_val_at(record, key);
	if (value)
		return lh_val_str(r->arena, value);
	tell_missing(r, record, key, record->loc);
	return "";
}

static bool flag(const lh_val *record, const char *key, bool otherwise)
{
	const lh_val *value = record ? lh_val_at(record, key) : NULL;
	return value ? value->u.boolean : otherwise;
}

static void find_jurisdiction(reader *r, const lh_catalog *catalog)
{
	const lh_val *root = r->district->root;
	const char *key = needed_text(r, root, "jurisdiction");
	if (!*key)
		return;
	r->district->jurisdiction = lh_catalog_find(catalog, key);
	if (r->district->jurisdiction)
		return;
	lh_buf names = {0};
	for (size_t i = 0; i < catalog->n_jurisdictions; i++)
		lh_buf_printf(&names, "%s%s", i ? ", " : "", catalog->jurisdictions[i].key);
	lh_diag(r->ctx, LH_E_PACKET_JURISDICTION, lh_val_at(root, "jurisdiction")->loc, key,
		lh_buf_str(&names), NULL);
	lh_buf_free(&names);
}

/* "3" or "auto"; NULL when it is neither. */
static const char *read_copies(lh_arena *arena, const lh_val *value)
{
	const char *text = value ? lh_val_str(arena, value) : "auto";
	char *end;
	unsigned long n = strtoul(text, &end, 10);
	bool number = text[0] >= '0' && text[0] <= '9' && !*end && n <= MAX_COPIES;
	return number ? lh_fmt(arena, "%lu", n) : strcmp(text, "auto") == 0 ? "auto" : NULL;
}

static void add_document(reader *r, const lh_val *item, lh_district_document *document)
{
	const lh_jurisdiction *j = r->district->jurisdiction;
	const lh_val *key = lh_val_at(item, "key"), *copies = lh_val_at(item, "copies");
	document->info = lh_jurisdiction_document(j, key->u.text);
	document->copies = read_copies(r->arena, copies);
	document->duplex = flag(item, "duplex", r->district->duplex);
	if (!document->copies)
		lh_diag(r->ctx, LH_E_PACKET_COPIES, copies->loc, lh_val_str(r->arena, copies),
			NULL);
	if (document->info)
		return;
	lh_buf names = {0};
	for (size_t i = 0; i < j->n_documents; i++)
		lh_buf_printf(&names, "%s%s %s", i ? ", " : "", j->documents[i].key,
			      j->documents[i].short_title);
	lh_diag(r->ctx, LH_E_PACKET_DOCUMENT, key->loc, j->name, key->u.text, lh_buf_str(&names),
		NULL);
	lh_buf_free(&names);
}

static void read_documents(reader *r)
{
	lh_district *d = r->district;
	const lh_val *list = lh_val_at(d->root, "documents");
	if (!list || !list->u.list.n) {
		tell_missing(r, d->root, "documents", loc_of(list, d->root));
		return;
	}
	size_t n = list->u.list.n;
	lh_district_document *given = LH_NEW_ARRAY(r->arena, lh_district_document, n);
	lh_district_document *sorted = LH_NEW_ARRAY(r->arena, lh_district_document, n);
	for (size_t i = 0; i < n; i++)
		add_document(r, list->u.list.items[i], &given[i]);
	const lh_val *order = lh_val_at(d->root, "order");
	size_t n_sorted = 0;
	for (size_t k = 0; k < d->jurisdiction->n_documents; k++)
		for (size_t i = 0; i < n; i++)
			if (given[i].info == &d->jurisdiction->documents[k])
				sorted[n_sorted++] = given[i];
	d->documents = order && strcmp(order->u.enumeration->code, "listed") == 0 ? given : sorted;
	d->n_documents = n_sorted;
}

static void read_formats(reader *r)
{
	const lh_val *list = lh_val_at(r->district->root, "formats");
	static const char *const both[] = {"pdf", "docx"};
	if (list && !list->u.list.n)
		list = NULL;
	size_t n = list ? list->u.list.n : 2;
	const lh_emitter **emitters = LH_NEW_ARRAY(r->arena, const lh_emitter *, n + 1);
	for (size_t i = 0; i < n; i++)
		emitters[i] = lh_emitter_find(list ? list->u.list.items[i]->u.enumeration->code
						   : both[i]);
	r->district->emitters = emitters;
	r->district->n_emitters = n;
}

/* Codes of templates/district.yaml. */
static const char *const name_parts[LH_NAME_PARTS] = {
	[LH_NAME_NUMBER] = "number", [LH_NAME_AREA] = "area",   [LH_NAME_CONSORTIUM] = "consortium",
	[LH_NAME_LEAD] = "lead",     [LH_NAME_PAPER] = "paper", [LH_NAME_DATE] = "date",
};

static lh_name_part part_of(const char *code)
{
	size_t part = 0;
	while (part < LH_NAME_PARTS - 1 && strcmp(name_parts[part], code) != 0)
		part++;
	return (lh_name_part)part;
}

static void need_part(reader *r, const lh_val *list, const bool *has, lh_name_part part)
{
	const lh_enum_value *value =
		lh_enum_find(list->field->type.item->enumeration, name_parts[part]);
	if (!has[part])
		lh_diag(r->ctx, LH_E_PACKET_NAMING, list->loc, value ? value->label : name_parts[part],
			name_parts[part], NULL);
}

/* Without a number two consortia could have one folder, without the paper two papers one name. */
static void read_naming(reader *r)
{
	static const lh_name_part usual[] = {LH_NAME_NUMBER, LH_NAME_AREA, LH_NAME_CONSORTIUM,
					     LH_NAME_PAPER, LH_NAME_DATE};
	lh_district *d = r->district;
	const lh_val *list = lh_val_at(d->root, "naming");
	bool has[LH_NAME_PARTS] = {false};
	if (!list || !list->u.list.n) {
		memcpy(d->naming, usual, sizeof usual);
		d->n_naming = sizeof usual / sizeof *usual;
		return;
	}
	for (size_t i = 0; i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		const lh_enum_value *value = item->u.enumeration;
		lh_name_part part = part_of(value->code);
		if (has[part])
			lh_diag(r->ctx, LH_E_PACKET_NAMING_TWICE, item->loc, value->label, value->code, NULL);
		else
			d->naming[d->n_naming++] = part;
		has[part] = true;
	}
	need_part(r, list, has, LH_NAME_NUMBER);
	need_part(r, list, has, LH_NAME_PAPER);
}

static const lh_option_info *find_switch(const lh_jurisdiction *j, const char *key)
{
	for (size_t i = 0; i < j->n_options; i++)
		if (strcmp(j->options[i].key, key) == 0)
			return &j->options[i];
	return NULL;
}

static void read_options(reader *r)
{
	const lh_val *list = lh_val_at(r->district->root, "options");
	size_t n = list ? list->u.list.n : 0;
	lh_option *options = LH_NEW_ARRAY(r->arena, lh_option, n + 1);
	for (size_t i = 0; i < n; i++) {
		const lh_val *key = lh_val_at(list->u.list.items[i], "key");
		const lh_val *value = lh_val_at(list->u.list.items[i], "value");
		const lh_option_info *info = find_switch(r->district->jurisdiction, key->u.text);
		options[i] = (lh_option){key->u.text, value ? value->u.text : ""};
		bool known = info && !info->n_values;
		lh_buf names = {0};
		for (size_t k = 0; info && k < info->n_values; k++) {
			known = known || strcmp(info->values[k], options[i].value) == 0;
			lh_buf_printf(&names, "%s%s", k ? ", " : "", info->values[k]);
		}
		for (size_t k = 0; !info && k < r->district->jurisdiction->n_options; k++)
			lh_buf_printf(&names, "%s%s", k ? ", " : "",
				      r->district->jurisdiction->options[k].key);
		if (!info)
			lh_diag(r->ctx, LH_E_OPTION_KEY, key->loc, key->u.text, lh_buf_str(&names),
				NULL);
		else if (!known)
			lh_diag(r->ctx, LH_E_OPTION_VALUE, loc_of(value, list), key->u.text,
				options[i].value, lh_buf_str(&names), NULL);
		lh_buf_free(&names);
	}
	r->district->options = options;
	r->district->n_options = n;
}

/* With U+FFFD for every byte that is not of a character, as messages are text. */
static const char *legible(lh_arena *arena, const char *name)
{
	lh_buf out = {0};
	for (const char *at = name, *from = name; *at; from = at)
		if (lh_utf8_next(&at) == LH_CP_BAD)
			lh_buf_puts(&out, "\xEF\xBF\xBD");
		else
			lh_buf_put(&out, from, (size_t)(at - from));
	const char *text = lh_arena_strdup(arena, lh_buf_str(&out));
	lh_buf_free(&out);
	return text;
}

static void add_file(reader *r, const char *name, lh_loc loc)
{
	/* Records and the manifest, being JSON, could not name it. */
	if (lh_utf8_bad(name, strlen(name))) {
		lh_diag(r->ctx, LH_E_PACKET_FILE_NAME, loc, legible(r->arena, name), NULL);
		return;
	}
	const char *path = lh_path_join(r->arena, r->district->dir, name);
	char resolved[PATH_MAX];
	const char *real = realpath(path, resolved) ? resolved : path;
	for (size_t i = 0; i < r->n_files; i++) {
		if (strcmp(r->real[i], real) == 0) {
			lh_diag(r->ctx, LH_E_PACKET_FILE_TWICE, loc, name, r->files[i], NULL);
			return;
		}
	}
	if (r->n_files == r->capacity) {
		r->capacity = r->capacity ? 2 * r->capacity : 64;
		r->files = lh_xrealloc(r->files, r->capacity * sizeof *r->files);
		r->real = lh_xrealloc(r->real, r->capacity * sizeof *r->real);
	}
	r->files[r->n_files] = lh_arena_strdup(r->arena, name);
	r->real[r->n_files++] = lh_arena_strdup(r->arena, real);
}

static bool is_yaml(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static void add_folder(reader *r, const char *name, lh_loc loc)
{
	char **names;
	size_t n, before = r->n_files;
	const char *path = lh_path_join(r->arena, r->district->dir, name);
	if (!lh_dir_list(r->ctx, r->arena, path, &names, &n))
		return;
	for (size_t i = 0; i < n; i++)
		if (is_yaml(names[i]))
			add_file(r, lh_path_join(r->arena, name, names[i]), loc);
	if (r->n_files == before)
		lh_diag(r->ctx, LH_E_PACKET_FOLDER_EMPTY, loc, name, NULL);
}

static void list_files(reader *r)
{
	const lh_val *list = lh_val_at(r->district->root, "consortia");
	for (size_t i = 0; list && i < list->u.list.n; i++) {
		const lh_val *item = list->u.list.items[i];
		if (lh_dir_exists(lh_path_join(r->arena, r->district->dir, item->u.text)))
			add_folder(r, item->u.text, item->loc);
		else
			add_file(r, item->u.text, item->loc);
	}
	if (!list || !list->u.list.n)
		tell_missing(r, r->district->root, "consortia", loc_of(list, r->district->root));
	if (r->n_files > MAX_FILES)
		lh_diag(r->ctx, LH_E_PACKET_MANY, r->district->root->loc,
			lh_fmt(r->ctx->arena, "%d", MAX_FILES), NULL);
	r->district->files = lh_arena_memdup(r->arena, r->files, r->n_files * sizeof *r->files);
	r->district->n_files = r->n_files;
	free(r->files);
	free(r->real);
}

const lh_schema *lh_district_schema(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog)
{
	return lh_schema_load(ctx, arena, lh_path_join(arena, catalog->dir, "district.yaml"));
}

const lh_district *lh_district_load(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				    const char *path)
{
	const lh_schema *schema = lh_district_schema(ctx, arena, catalog);
	const lh_consortium *data = schema ? lh_consortium_load(ctx, arena, schema, path) : NULL;
	if (!data)
		return NULL;
	lh_district *d = LH_NEW(arena, lh_district);
	reader r = {.ctx = ctx, .arena = arena, .district = d};
	size_t errors = lh_diag_errors(ctx);
	d->root = data->root;
	d->file = data->file;
	d->dir = lh_path_dir(arena, path);
	const lh_val *binding = lh_val_at(d->root, "binding");
	d->duplex = flag(d->root, "duplex", true);
	d->bound = flag(binding, "bound", true);
	d->stamped_single = flag(binding, "stamped_single", false);
	d->whole = flag(binding, "whole", false);
	const lh_val *leaves = binding ? lh_val_at(binding, "volume_leaves") : NULL;
	d->volume_leaves = leaves && leaves->u.number ? (size_t)(leaves->u.number / LH_NUM_ONE)
						      : DEFAULT_LEAVES;
	find_jurisdiction(&r, catalog);
	const lh_val *district = lh_val_at(d->root, "district");
	if (district) {
		d->area = needed_text(&r, district, "area");
		needed_text(&r, district, "org");
	} else {
		needed_text(&r, d->root, "district");
	}
	d->fill_date = needed_text(&r, d->root, "fill_date");
	if (d->jurisdiction) {
		read_documents(&r);
		read_options(&r);
	}
	read_formats(&r);
	read_naming(&r);
	bool ok = lh_diag_errors(ctx) == errors;
	/* One file listed twice is an error that does not stop the others. */
	list_files(&r);
	return ok && d->n_files ? d : NULL;
}
