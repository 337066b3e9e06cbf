/* SHA-256 by nettle. */
#include "util/sha256.h"

#include <nettle/sha2.h>

void lh_sha256(const void *bytes, size_t length, char hex_out[65])
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx sha;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&sha);
	sha256_update(&sha, length, bytes);
	sha256_digest(&sha, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		hex_out[2 * i] = digits[digest[i] >> 4];
		hex_out[2 * i + 1] = digits[digest[i] & 15];
	}
	hex_out[2 * sizeof digest] = 0;
}
