/*
 * Codes, telephones and names letter by letter: GB 32100-2015 and GB 11714-1997 check characters,
 * shapes of Chinese telephone numbers, the middle dot of personal names. Pure functions over one
 * text.
 */
#ifndef LH_DATA_MODEL_LEXICAL_H
#define LH_DATA_MODEL_LEXICAL_H

#include "util/base.h"

/* 18 characters of the alphabet (no I, O, S, V, Z), digits in places 3 to 8. */
bool lh__uscc_shape(const char *code);
/* The check character that a well-shaped code should end with. */
char lh__uscc_check(const char *code);
/* The one that the organisation code in places 9 to 17 should end with. */
char lh__uscc_org_check(const char *code);

typedef enum lh__phone { LH__PHONE_OK, LH__PHONE_NO_AREA, LH__PHONE_BAD } lh__phone;
/* Mobile, landline with area code and extension, or 400/800 number. */
lh__phone lh__phone_check(const char *text);

bool lh__email_check(const char *text);
bool lh__region_check(const char *text);

/*
 * The name with U+00B7 for U+2022 U+30FB U+2027 U+22C5 U+FF0E between two Han characters, without
 * blanks around it, and without the blanks of a padded name (张　秋); `name` itself when there is nothing to change.
 */
const char *lh__person_name(lh_arena *arena, const char *name);

#endif
