/* From a consortium to a verdict. It knows how results are counted. */
#include "paper/judge.h"

#include <string.h>

#include "data/model/value.h"

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

bool lh_has_block(lh_ctx *ctx, const lh_consortium *consortium, const lh_jurisdiction *jurisdiction)
{
	const lh_val *blocks = lh_val_at(consortium->root, "jurisdictions");
	for (size_t i = 0; blocks && i < blocks->u.list.n; i++) {
		const lh_val *name = lh_val_at(blocks->u.list.items[i], "key");
		if (name && strcmp(name->u.text, jurisdiction->key) == 0)
			return true;
	}
	lh_diag(ctx, LH_E_JOB_NO_BLOCK, (lh_loc){consortium->file, 0, 0}, jurisdiction->key,
		jurisdiction->name, NULL);
	return false;
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
	if (!rules || !lh_has_block(ctx, consortium, jurisdiction))
		return false;
	lh_arena *scratch = lh_arena_new(); /* computed values are many times larger than findings */
	lh_env *env = lh_env_new(ctx, scratch, lh_engine_names(engine, scratch, jurisdiction),
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
