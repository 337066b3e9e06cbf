/* Places for seals and signatures as other programs read them: ….slots.json beside each PDF. */
#ifndef LH_EMIT_PLACES_SLOTS_H
#define LH_EMIT_PLACES_SLOTS_H

#include "emit/kind/emitter.h"

extern const lh_emitter lh_emit_slots;

/* Whether a place of this kind is a form field in the PDF; it is named like the slot. */
bool lh_slot_has_field(lh_slot_kind kind);
const char *lh_slot_kind_name(lh_slot_kind kind); /* "seal", "personal_seal", "signature", "date" */

/* `,"key":"text"`, escaped. */
void lh__json_text(struct lh_buf *out, const char *key, const char *text);
/* `,"key":12.34`: a length in that unit, to the nearest hundredth. */
void lh__json_length(struct lh_buf *out, const char *key, int64_t length, lh_emu unit);

#endif
