/* How verdicts are shown: on a terminal, and as JSON (schema_version 1, docs/check.md). */
#ifndef LH_CLI_VERDICT_H
#define LH_CLI_VERDICT_H

#include <jansson.h>

#include "cli/cli.h"
#include "paper/judge.h"

/* One line for each jurisdiction: how many rules gave which result. */
void cli_verdict_summary(const lh_ctx *ctx, const lh_verdict *verdicts, size_t n, FILE *out);
/* The findings that ask for something; with `all` every one. */
void cli_verdict_details(const lh_ctx *ctx, const lh_verdict *verdict, bool all, bool colour, FILE *out);
json_t *cli_verdict_json(const lh_verdict *verdict);

#endif
