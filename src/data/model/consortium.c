/*
 * One data file: records and lists by the schema, keys in two languages, ids and references. It
 * knows the shape of data, and no field or record by name; single values are consortium_scalar.c.
 */
#include "data/model/consortium.h"

#include <stdlib.h>
#include <string.h>

#include "data/model/inside.h"
#include "data/yaml/text.h"
#include "util/buf.h"

/* Ids looked at for "did you mean": more would let a large hostile file run for minutes. */
enum { NEAREST_OF = 1000, NAMED_AT_MOST = 10 };

static const lh_val *load_value(lh__loading *l, const lh_yaml *node, const lh_field *field,
				const lh_type *type, const lh_val *parent, size_t index);

static bool tells_more(const lh__loading *l)
{
	return !lh_diag_full(l->ctx);
}

/* The same key one level further in ("contact.phone" for "phone"), else the nearest one here. */
static const char *nearest_key(lh__loading *l, const lh_record *record, const char *key)
{
	const char *words[2 * LH_MAX_FIELDS];
	for (size_t i = 0; i < record->n_fields; i++) {
		const lh_field *f = &record->fields[i];
		if (f->type.kind == LH_KIND_RECORD && lh_record_field(f->type.record, key))
			return lh_fmt(l->ctx->arena, "%s.%s", f->key, key);
		words[2 * i] = f->key;
		words[2 * i + 1] = f->name;
	}
	return lh_nearest(key, words, 2 * record->n_fields);
}

static void unknown_key(lh__loading *l, const lh_record *record, const lh_yaml_entry *entry)
{
	if (lh__tell_wide_colon(l, entry->key, entry->key_loc))
		return;
	const char *key = lh_text_clip(l->ctx, entry->key);
	/* The id of a keyed record is a field, but not one to write here: then nothing is near. */
	bool suggest = tells_more(l) && !lh_record_field(record, entry->key);
	const char *near = suggest ? nearest_key(l, record, entry->key) : NULL;
	if (near)
		lh_diag(l->ctx, LH_E_DATA_KEY_NEAR, entry->key_loc, key, record->name, record->key,
			near, NULL);
	else
		lh_diag(l->ctx, LH_E_DATA_KEY, entry->key_loc, key, record->name, record->key,
			NULL);
}

static lh_val *val_new(lh__loading *l, lh_kind kind, lh_loc loc, const lh_val *parent,
		       const lh_field *field)
{
	lh_val *v = LH_NEW(l->arena, lh_val);
	v->kind = kind;
	v->loc = loc;
	v->parent = parent;
	v->field = field;
	return v;
}

static void remember_named(lh__loading *l, const lh_val *record)
{
	if (l->n_named == l->cap_named) {
		l->cap_named = l->cap_named ? 2 * l->cap_named : 64;
		l->named = lh_xrealloc(l->named, l->cap_named * sizeof *l->named);
	}
	l->named[l->n_named++] = record;
}

/*
 * The fields of one record. `id_entry` is the entry of a keyed list that holds it (its key is the
 * record's id, and may not be given again inside), NULL for other records. A scalar there is the
 * record's `value`.
 */
static const lh_val *load_record(lh__loading *l, const lh_yaml *node, const lh_record *type,
				 lh_val *record, const lh_yaml_entry *id_entry)
{
	const lh_val **fields = LH_NEW_ARRAY(l->arena, const lh_val *, type->n_fields);
	const lh_yaml_entry *seen[LH_MAX_FIELDS] = {0};
	const lh_field *id = type->id_field ? lh_record_field(type, type->id_field) : NULL;
	record->u.record.type = type;
	record->u.record.fields = fields;
	if (id_entry) {
		lh_val *key = val_new(l, LH_KIND_TEXT, id_entry->key_loc, record, id);
		key->u.text = id_entry->key;
		fields[id->index] = key;
		const lh_field *value = lh_record_field(type, "value");
		if (value && node->kind == LH_YAML_SCALAR)
			fields[value->index] = load_value(l, node, value, &value->type, record, 0);
	}
	for (size_t i = 0; node->kind == LH_YAML_MAP && i < node->u.map.n; i++) {
		const lh_yaml_entry *entry = &node->u.map.entries[i];
		const lh_field *field = lh_record_field(type, entry->key);
		if (!field || field->internal || (id_entry && field == id)) {
			unknown_key(l, type, entry);
			continue;
		}
		const lh_yaml_entry *first = seen[field->index];
		if (first) {
			lh_diag(l->ctx, LH_E_DATA_TWICE, entry->key_loc,
				lh_text_clip(l->ctx, entry->key), lh_text_clip(l->ctx, first->key), NULL);
			lh_diag(l->ctx, LH_N_FIRST_HERE, first->key_loc, NULL);
			continue;
		}
		seen[field->index] = entry;
		fields[field->index] = load_value(l, entry->value, field, &field->type, record, 0);
	}
	if (id && !id_entry) {
		if (fields[id->index])
			remember_named(l, record);
		else if (id->required &&
			 !(seen[id->index] && !lh_yaml_is_null(seen[id->index]->value)))
			lh_diag(l->ctx, LH_E_DATA_ID_MISSING, record->loc, type->name, id->name,
				type->key, id->key, NULL);
	}
	return record;
}

/* urumqi: {…} under jurisdictions, numbering: corrected under options. */
static const lh_val *load_keyed_item(lh__loading *l, const lh_yaml_entry *entry,
				     const lh_type *type, const lh_val *list, size_t index)
{
	const lh_record *record_type = type->item->record;
	const lh_field *value = lh_record_field(record_type, "value");
	bool null = lh_yaml_is_null(entry->value);
	bool scalar = entry->value->kind == LH_YAML_SCALAR && (null || value);
	if (!scalar && entry->value->kind != LH_YAML_MAP) {
		lh__wrong_kind(l, entry->value, list->field, type->item);
		return NULL;
	}
	lh_val *record = val_new(l, LH_KIND_RECORD, entry->key_loc, list, NULL);
	record->index = (uint32_t)index;
	load_record(l, entry->value, record_type, record, entry);
	return scalar && value && !lh_val_field(record, value->index) ? NULL : record;
}

/* Nothing is filled in: a row of a skeleton, its parts included. */
static bool is_empty(const lh_val *value)
{
	if (!value)
		return true;
	if (value->kind == LH_KIND_LIST)
		return !value->u.list.n;
	if (value->kind != LH_KIND_RECORD)
		return false;
	for (size_t i = 0; i < value->u.record.type->n_fields; i++)
		if (!is_empty(value->u.record.fields[i]))
			return false;
	return true;
}

static const lh_val *load_list(lh__loading *l, const lh_yaml *node, const lh_field *field,
			       const lh_type *type, lh_val *list)
{
	if (node->kind != (type->keyed ? LH_YAML_MAP : LH_YAML_LIST)) {
		lh__wrong_kind(l, node, field, type);
		return NULL;
	}
	size_t n = type->keyed ? node->u.map.n : node->u.list.n;
	const lh_val **items = LH_NEW_ARRAY(l->arena, const lh_val *, n);
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		const lh_val *item =
			type->keyed ? load_keyed_item(l, &node->u.map.entries[i], type, list, kept)
				    : load_value(l, node->u.list.items[i], field, type->item, list,
						 kept);
		if (!is_empty(item))
			items[kept++] = item;
	}
	if (field->max_items && n > field->max_items)
		lh_diag(l->ctx, LH_E_DATA_LIST_LONG, list->loc, field->name, field->key,
			lh_fmt(l->ctx->arena, "%zu", field->max_items),
			lh_fmt(l->ctx->arena, "%zu", n), NULL);
	list->u.list.items = items;
	list->u.list.n = kept;
	return list;
}

static const lh_val *load_value(lh__loading *l, const lh_yaml *node, const lh_field *field,
				const lh_type *type, const lh_val *parent, size_t index)
{
	if (lh_yaml_is_null(node))
		return NULL;
	/* Items of lists have no row of their own in the schema. */
	const lh_field *row = parent->kind == LH_KIND_LIST ? NULL : field;
	lh_val *value = val_new(l, type->kind, node->loc, parent, row);
	value->index = (uint32_t)index;
	if (type->kind == LH_KIND_LIST)
		return load_list(l, node, field, type, value);
	if (type->kind != LH_KIND_RECORD)
		return lh__load_scalar(l, node, field, type, value) ? value : NULL;
	if (node->kind == LH_YAML_MAP)
		return load_record(l, node, type->record, value, NULL);
	lh__wrong_kind(l, node, field, type);
	return NULL;
}

/* Records by type and id. */
typedef struct id_table {
	const lh_val **slots;
	size_t size;
} id_table;

static const char *id_of(const lh_val *record)
{
	return lh_val_at(record, record->u.record.type->id_field)->u.text;
}

static const lh_val **id_slot(const id_table *table, const lh_record *type, const char *id)
{
	size_t slot = lh_text_hash(id);
	for (;; slot++) {
		const lh_val **at = &table->slots[slot & (table->size - 1)];
		if (!*at || ((*at)->u.record.type == type && strcmp(id_of(*at), id) == 0))
			return at;
	}
}

static void enter_ids(lh__loading *l, const id_table *table)
{
	for (size_t i = 0; i < l->n_named; i++) {
		const lh_val *record = l->named[i];
		const lh_record *type = record->u.record.type;
		const lh_val **slot = id_slot(table, type, id_of(record));
		if (!*slot) {
			*slot = record;
			continue;
		}
		lh_diag(l->ctx, LH_E_DATA_ID_TWICE, lh_val_at(record, type->id_field)->loc,
			lh_text_clip(l->ctx, id_of(record)), type->name, type->key, NULL);
		lh_diag(l->ctx, LH_N_FIRST_HERE, lh_val_at(*slot, type->id_field)->loc, NULL);
	}
}

/* The ids of a kind, when they are few enough to be read: lead, m01, m02 … */
static const char *ids_of(lh__loading *l, const lh_record *type)
{
	lh_buf buf = {0};
	size_t n = 0;
	for (size_t i = 0; i < l->n_named && n < NAMED_AT_MOST; i++)
		if (l->named[i]->u.record.type == type)
			lh_buf_printf(&buf, "%s%s", n++ ? ", " : "", lh_text_clip(l->ctx, id_of(l->named[i])));
	if (n == NAMED_AT_MOST)
		lh_buf_puts(&buf, " …");
	const char *ids = lh_arena_strdup(l->ctx->arena, n ? lh_buf_str(&buf) : "（无）");
	lh_buf_free(&buf);
	return ids;
}

static void unknown_ref(lh__loading *l, const lh_val *ref, const lh_record *type)
{
	const char *id = lh_text_clip(l->ctx, ref->u.ref.id), *near = NULL;
	if (tells_more(l)) {
		const char *ids[NEAREST_OF];
		size_t n = 0;
		for (size_t i = 0; i < l->n_named && n < NEAREST_OF; i++)
			if (l->named[i]->u.record.type == type)
				ids[n++] = id_of(l->named[i]);
		near = lh_nearest(ref->u.ref.id, ids, n);
	}
	if (near)
		lh_diag(l->ctx, LH_E_DATA_REF_NEAR, ref->loc, id, type->name, type->key, near,
			NULL);
	else
		lh_diag(l->ctx, LH_E_DATA_REF, ref->loc, id, type->name, type->key, ids_of(l, type), NULL);
}

static const lh_record *referred(const lh_val *ref)
{
	const lh_type *type = ref->field ? &ref->field->type : ref->parent->field->type.item;
	return type->record;
}

static void link_refs(lh__loading *l)
{
	id_table table = {.size = 64};
	while (table.size < 2 * l->n_named)
		table.size *= 2;
	table.slots = lh_xmalloc(table.size * sizeof *table.slots);
	memset(table.slots, 0, table.size * sizeof *table.slots);
	enter_ids(l, &table);
	for (size_t i = 0; i < l->n_refs; i++) {
		lh_val *ref = l->refs[i];
		ref->u.ref.target = *id_slot(&table, referred(ref), ref->u.ref.id);
		if (!ref->u.ref.target)
			unknown_ref(l, ref, referred(ref));
	}
	free(table.slots);
}

const lh_consortium *lh_consortium_from(lh_ctx *ctx, lh_arena *arena, const lh_schema *schema,
					const lh_yaml *root)
{
	size_t errors = lh_diag_errors(ctx);
	lh__loading l = {.ctx = ctx, .arena = arena};
	if (ctx->public_edition)
		l.mask = schema->private_mask;
	lh_consortium *consortium = LH_NEW(arena, lh_consortium);
	consortium->schema = schema;
	consortium->file = root->loc.file;
	if (root->kind == LH_YAML_MAP) {
		lh_val *record = val_new(&l, LH_KIND_RECORD, root->loc, NULL, NULL);
		consortium->root = load_record(&l, root, schema->root, record, NULL);
		link_refs(&l);
	} else {
		lh_diag(ctx, LH_E_DATA_KIND, root->loc, schema->root->name, schema->root->key,
			lh_yaml_kind_zh(LH_YAML_MAP), lh_yaml_kind_zh(root->kind),
			lh_yaml_kind_en(LH_YAML_MAP), lh_yaml_kind_en(root->kind), NULL);
	}
	free(l.refs);
	free(l.named);
	return lh_diag_errors(ctx) == errors ? consortium : NULL;
}

const lh_consortium *lh_consortium_load(lh_ctx *ctx, lh_arena *arena, const lh_schema *schema,
					const char *path)
{
	size_t errors = lh_diag_errors(ctx);
	const lh_yaml *root = lh_yaml_read_on(ctx, arena, path);
	const lh_consortium *consortium =
		root ? lh_consortium_from(ctx, arena, schema, root) : NULL;
	return lh_diag_errors(ctx) == errors ? consortium : NULL;
}
