/* The ruler of the layout tests. It knows no fonts. */
#include "support/fake_ruler.h"

#include "util/utf8.h"

static uint16_t fake_face(void *self, lh_role role, uint32_t cp)
{
	(void)self;
	return lh_cp_is_private(cp) ? UINT16_MAX : (uint16_t)role;
}

static int32_t fake_advance(void *self, uint16_t face, uint32_t cp)
{
	(void)self;
	(void)face;
	if (cp == 0x2E3A)
		return 2000;
	return cp < 0x80 ? 500 : 1000;
}

lh_ruler fake_ruler(void)
{
	return (lh_ruler){.self = NULL, .face = fake_face, .advance = fake_advance};
}
