/*
 * Places for seals and signatures in the parameters of platforms for electronic seals, one JSON file
 * a platform: ….esign.json and so on. Where each shape comes from is told in docs/slots.md.
 */
#ifndef LH_EMIT_PLACES_PLATFORM_H
#define LH_EMIT_PLACES_PLATFORM_H

#include "emit/kind/emitter.h"

extern const lh_emitter lh_emit_esign, lh_emit_tencent, lh_emit_kaifangqian, lh_emit_junziqian;

/* Their names, ended by NULL: the words of --slots-for. */
extern const char *const lh_platform_names[];

#endif
