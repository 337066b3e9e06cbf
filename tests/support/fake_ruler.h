/*
 * The ruler of the layout tests: a Chinese character is 1 em, an ASCII one half an em, U+2E3A two.
 * Face numbers are role numbers. Private-use characters have no face, so that tests can ask for one
 * that is missing.
 */
#ifndef LH_TEST_FAKE_RULER_H
#define LH_TEST_FAKE_RULER_H

#include "layout/line/ruler.h"

lh_ruler fake_ruler(void);

#endif
