/*
 * Numbers, dates and telephones in the forms that people write: full-width digits, thousands marks,
 * 2026年6月10日, （0991）5550204. What can mean only one thing is put into the one form that the rest
 * of the program knows; what could mean two is left as it is. Pure functions over one text.
 */
#ifndef LH_DATA_MODEL_FORMS_H
#define LH_DATA_MODEL_FORMS_H

#include "data/model/value.h"

/* ASCII for its full-width twins; dashes of all lengths become hyphens. For codes, not for texts. */
const char *lh__half_width(lh_arena *arena, const char *text);

/* 1.26E+17: what a spreadsheet makes of a long number; its last digits are gone. */
bool lh__is_scientific(const char *text);

typedef enum lh__unit { LH__UNIT_NONE, LH__UNIT_WAN, LH__UNIT_YUAN, LH__UNIT_YI, LH__UNIT_PERCENT } lh__unit;
/* A number without currency sign, thousands marks, plus sign and unit, which goes to *unit_out. */
const char *lh__plain_number(lh_arena *arena, const char *text, lh__unit *unit_out);

typedef enum lh__date_form {
	LH__DATE_OTHER,  /* no date in any form; the text is left as it is */
	LH__DATE_TAKEN,  /* in the form YYYY-MM-DD or YYYY-MM */
	LH__DATE_SERIAL, /* days that Excel counts; the text is what they mean */
	LH__DATE_UNSURE, /* 1978.1: January, or October without its nought; the text is the year */
} lh__date_form;
/* *text is replaced by the form told. */
lh__date_form lh__plain_date(lh_arena *arena, const char **text, bool month_only);

/* Telephones without blanks, brackets around the area code and the code of the country; 转 before an
 * extension. Several stay apart as they were. */
const char *lh__plain_phones(lh_arena *arena, const char *text);

#endif
