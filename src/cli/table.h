/* Columns of text on a terminal: Chinese characters are two columns wide. */
#ifndef LH_CLI_TABLE_H
#define LH_CLI_TABLE_H

#include <stdio.h>

#include "util/base.h"

enum { CLI_TABLE_COLUMNS = 8 };

typedef struct cli_table {
	size_t n_columns;
	size_t n_rows, capacity;
	const char **cells; /* n_rows × n_columns, borrowed */
} cli_table;

void cli_table_row(cli_table *table, const char *const *cells);
/* Print with columns as wide as their widest cell, two blanks between; then release the table. */
void cli_table_print(cli_table *table, FILE *out);

/* Columns that a text takes. */
size_t cli_text_width(const char *text);

#endif
