/* What a fill remembers while it walks: words seen, styles used; and numbers put into patterns. */
#include <string.h>

#include "tmpl/fill/inside.h"

bool lh__strings_add(lh_arena *arena, lh__strings *list, const char *text)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], text) == 0)
			return false;
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 16;
		const char **items = LH_NEW_ARRAY(arena, const char *, list->cap);
		if (list->n)
			memcpy(items, list->items, list->n * sizeof *items);
		list->items = items;
	}
	list->items[list->n++] = text;
	return true;
}

void lh__use_style(lh__fill *f, const lh_style *style)
{
	for (size_t i = 0; i < f->n_styles; i++)
		if (f->styles[i] == style)
			return;
	if (f->n_styles == f->cap_styles) {
		f->cap_styles = f->cap_styles ? f->cap_styles * 2 : 16;
		const lh_style **styles = LH_NEW_ARRAY(f->arena, const lh_style *, f->cap_styles);
		if (f->n_styles)
			memcpy(styles, f->styles, f->n_styles * sizeof *styles);
		f->styles = styles;
	}
	f->styles[f->n_styles++] = style;
}

char *lh__number_in(lh_arena *arena, const char *pattern, char mark, int64_t number)
{
	lh_buf buf = {0};
	for (const char *at = pattern; *at;) {
		int width = 0;
		while (at[width] == mark)
			width++;
		if (width)
			lh_buf_printf(&buf, "%0*lld", width, (long long)number);
		else
			lh_buf_putc(&buf, *at);
		at += width ? width : 1;
	}
	char *text = lh_arena_strdup(arena, lh_buf_str(&buf));
	lh_buf_free(&buf);
	return text;
}
