/* Columns of text on a terminal. */
#include "cli/table.h"

#include <stdlib.h>
#include <string.h>

#include "util/arena.h"
#include "util/utf8.h"

size_t cli_text_width(const char *text)
{
	size_t width = 0;
	for (uint32_t cp; (cp = lh_utf8_next(&text));)
		width += lh_cp_is_wide(cp) ? 2 : 1;
	return width;
}

void cli_table_row(cli_table *table, const char *const *cells)
{
	if (table->n_rows == table->capacity) {
		table->capacity = table->capacity ? 2 * table->capacity : 32;
		table->cells = lh_xrealloc(table->cells,
					   table->capacity * table->n_columns * sizeof *table->cells);
	}
	memcpy(table->cells + table->n_rows++ * table->n_columns, cells,
	       table->n_columns * sizeof *cells);
}

void cli_table_print(cli_table *table, FILE *out)
{
	size_t widths[CLI_TABLE_COLUMNS] = {0};
	for (size_t i = 0; i < table->n_rows * table->n_columns; i++) {
		size_t width = cli_text_width(table->cells[i]);
		if (width > widths[i % table->n_columns])
			widths[i % table->n_columns] = width;
	}
	for (size_t i = 0; i < table->n_rows; i++) {
		for (size_t c = 0; c < table->n_columns; c++) {
			const char *cell = table->cells[i * table->n_columns + c];
			fputs(cell, out);
			/* No blanks at the end of a line: the last cells may be empty. */
			bool more = false;
			for (size_t k = c + 1; k < table->n_columns; k++)
				more = more || *table->cells[i * table->n_columns + k];
			if (!more)
				break;
			for (size_t n = cli_text_width(cell); n < widths[c] + 2; n++)
				fputc(' ', out);
		}
		fputc('\n', out);
	}
	free(table->cells);
	*table = (cli_table){.n_columns = table->n_columns};
}
