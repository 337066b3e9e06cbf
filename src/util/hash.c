/* The fingerprint by xxHash. */
#include "util/hash.h"

#include <xxhash.h>

#include "util/arena.h"

/* The canonical form begins with the highest byte on every machine. */
static void put_hex(XXH128_hash_t value, char hex_out[33])
{
	XXH128_canonical_t bytes;
	XXH128_canonicalFromHash(&bytes, value);
	for (size_t i = 0; i < 16; i++) {
		hex_out[2 * i] = "0123456789abcdef"[bytes.digest[i] >> 4];
		hex_out[2 * i + 1] = "0123456789abcdef"[bytes.digest[i] & 15];
	}
	hex_out[32] = '\0';
}

void lh_hash128(const void *bytes, size_t length, char hex_out[33])
{
	put_hex(XXH3_128bits(bytes, length), hex_out);
}

uint64_t lh_hash64(const void *bytes, size_t length)
{
	return XXH3_64bits(bytes, length);
}

lh_hash *lh_hash_new(void)
{
	XXH3_state_t *state = XXH3_createState();
	if (!state)
		lh_out_of_memory();
	XXH3_128bits_reset(state);
	return (lh_hash *)state;
}

void lh_hash_add(lh_hash *hash, const void *bytes, size_t length)
{
	XXH3_128bits_update((XXH3_state_t *)hash, bytes, length);
}

void lh_hash_end(lh_hash *hash, char hex_out[33])
{
	XXH3_state_t *state = (XXH3_state_t *)hash;
	put_hex(XXH3_128bits_digest(state), hex_out);
	XXH3_freeState(state);
}
