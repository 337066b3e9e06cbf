/* From a consortium to a verdict. It knows where rules lie and how results are counted. */
#include "job/judge.h"

#include <string.h>

#include "data/value.h"
#include "job/engine_int.h"
#include "util/file.h"

static const lh_rules *load(lh_ctx *ctx, lh_arena *arena, const char *path, const char *prefix,
			    const lh_catalog *catalog, const lh_jurisdiction *jurisdiction, bool *ok_out)
{
	static const lh_rules none = {NULL, 0};
	*ok_out = true;
	if (!lh_file_exists(path))
		return &none;
	lh_names *names = lh_arena_memdup(arena, &catalog->names, sizeof *names);
	names->options = jurisdiction->options;
	names->n_options = jurisdiction->n_options;
	const lh_rules *rules = lh_rules_load(ctx, arena, path, prefix, names, ok_out);
	return rules ? rules : &none;
}

const lh_rules *lh_guideline_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				   const lh_jurisdiction *jurisdiction, bool *ok_out)
{
	return load(ctx, arena, lh_path_join(arena, jurisdiction->dir, "rules.yaml"), jurisdiction->key,
		    catalog, jurisdiction, ok_out);
}

const lh_rules *lh_general_rules(lh_ctx *ctx, lh_arena *arena, const lh_catalog *catalog,
				 const lh_jurisdiction *jurisdiction, bool *ok_out)
{
	return load(ctx, arena, lh_path_join(arena, catalog->dir, "general.yaml"), "general", catalog,
		    jurisdiction, ok_out);
}

const lh_rules *lh_engine_rules(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction)
{
	for (lh__loaded_rules *l = engine->rules; l; l = l->next)
		if (l->jurisdiction == jurisdiction)
			return l->rules;
	bool own_ok, general_ok;
	const lh_rules *own =
		lh_guideline_rules(ctx, engine->arena, engine->catalog, jurisdiction, &own_ok);
	const lh_rules *general =
		lh_general_rules(ctx, engine->arena, engine->catalog, jurisdiction, &general_ok);
	lh_rules *both = LH_NEW(engine->arena, lh_rules);
	both->n_rules = own->n_rules + general->n_rules;
	lh_rule *all = LH_NEW_ARRAY(engine->arena, lh_rule, both->n_rules + 1);
	if (own->n_rules)
		memcpy(all, own->rules, own->n_rules * sizeof *all);
	if (general->n_rules)
		memcpy(all + own->n_rules, general->rules, general->n_rules * sizeof *all);
	both->rules = all;
	lh__loaded_rules *l = LH_NEW(engine->arena, lh__loaded_rules);
	*l = (lh__loaded_rules){engine->rules, jurisdiction, own_ok && general_ok ? both : NULL};
	engine->rules = l;
	return l->rules;
}

const lh_usage *lh_engine_usage(lh_ctx *ctx, lh_engine *engine, const lh_jurisdiction *jurisdiction)
{
	/* Everything is parsed once more with someone listening; the engine's own copies stay unwatched. */
	lh_catalog watched = *engine->catalog;
	lh_usage *usage = lh_usage_new(engine->arena);
	watched.names.usage = usage;
	bool ok = true;
	lh_arena *arena = lh_arena_new();
	for (size_t i = 0; i < jurisdiction->n_documents; i++)
		ok = lh_tmpl_load(ctx, arena, &watched, jurisdiction, &jurisdiction->documents[i]) && ok;
	bool rules_ok;
	lh_guideline_rules(ctx, arena, &watched, jurisdiction, &rules_ok);
	lh_arena_free(arena);
	return ok && rules_ok ? usage : NULL;
}

void lh_verdict_count(lh_verdict *verdict)
{
	memset(verdict->counts, 0, sizeof verdict->counts);
	memset(verdict->general, 0, sizeof verdict->general);
	verdict->worst = LH_RESULT_INFO;
	for (size_t i = 0; i < verdict->n_findings; i++) {
		const lh_finding *f = &verdict->findings[i];
		lh_result result = f->waived ? LH_RESULT_WARN : f->result;
		(lh_rule_is_general(f->rule) ? verdict->general : verdict->counts)[result]++;
		if (result > verdict->worst)
			verdict->worst = result;
	}
}

/* A waiver without a reason, or of a rule that is not there, changes nothing: better to say so. */
static void check_waivers(lh_ctx *ctx, const lh_consortium *consortium, const lh_rules *rules,
			  const char *key)
{
	const lh_val *waivers = lh_val_at(consortium->root, "waivers");
	for (size_t i = 0; waivers && i < waivers->u.list.n; i++) {
		const lh_val *id = lh_val_at(waivers->u.list.items[i], "rule");
		const lh_val *reason = lh_val_at(waivers->u.list.items[i], "reason");
		if (!id)
			continue;
		/* Rules of other jurisdictions are none of this one's business. */
		size_t n = strcspn(id->u.text, ".");
		bool ours = (strlen(key) == n && strncmp(id->u.text, key, n) == 0) ||
			    strncmp(id->u.text, "general.", strlen("general.")) == 0;
		bool known = false;
		for (size_t r = 0; r < rules->n_rules; r++)
			known = known || strcmp(rules->rules[r].id, id->u.text) == 0;
		if (ours && !known)
			lh_diag(ctx, LH_W_WAIVER, id->loc, id->u.text, "没有这条规则", "no such rule",
				NULL);
		else if (ours && !reason)
			lh_diag(ctx, LH_W_WAIVER, id->loc, id->u.text, "没有写理由",
				"no reason is given", NULL);
	}
}

bool lh_judge(lh_ctx *ctx, lh_engine *engine, lh_arena *arena, const lh_consortium *consortium,
	      const lh_jurisdiction *jurisdiction, const lh_option *options, size_t n_options,
	      lh_verdict *verdict_out)
{
	*verdict_out = (lh_verdict){.jurisdiction = jurisdiction};
	const lh_rules *rules = lh_engine_rules(ctx, engine, jurisdiction);
	if (!rules || !lh__needs_block(ctx, consortium, jurisdiction))
		return false;
	lh_arena *scratch = lh_arena_new(); /* computed values are many times larger than findings */
	lh_env *env = lh_env_new(ctx, scratch, lh__engine_names(engine, scratch, jurisdiction),
				 consortium, jurisdiction->key);
	for (size_t i = 0; i < n_options; i++)
		lh_env_option(env, options[i].key, options[i].value);
	verdict_out->findings = lh_rules_check(env, arena, rules);
	verdict_out->n_findings = rules->n_rules;
	lh_arena_free(scratch);
	check_waivers(ctx, consortium, rules, jurisdiction->key);
	lh_verdict_count(verdict_out);
	return true;
}
