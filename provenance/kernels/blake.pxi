# The first eight bytes of BLAKE2b (RFC 7693) without a key, as `hashlib.blake2b(data, digest_size=8)` gives them. What mixes a block is C, so
# that the compiler lays all rounds out one after the other.

cdef extern from *:
    """
    #include <stdint.h>
    static const uint64_t blake_begun[8] = {
        0x6A09E667F3BCC908u, 0xBB67AE8584CAA73Bu, 0x3C6EF372FE94F82Bu, 0xA54FF53A5F1D36F1u,
        0x510E527FADE682D1u, 0x9B05688C2B3E6C1Fu, 0x1F83D9ABFB41BD6Bu, 0x5BE0CD19137E2179u,
    };

    #define TURNED(number, bits) ((number) >> (bits) | (number) << (64 - (bits)))
    #define STIR(a, b, c, d, first, second) \\
        a += b + word[first]; d = TURNED(d ^ a, 32); c += d; b = TURNED(b ^ c, 24); \\
        a += b + word[second]; d = TURNED(d ^ a, 16); c += d; b = TURNED(b ^ c, 63);
    #define ROUND(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) \\
        STIR(v0, v4, v8, v12, a, b) STIR(v1, v5, v9, v13, c, d) STIR(v2, v6, v10, v14, e, f) STIR(v3, v7, v11, v15, g, h) \\
        STIR(v0, v5, v10, v15, i, j) STIR(v1, v6, v11, v12, k, l) STIR(v2, v7, v8, v13, m, n) STIR(v3, v4, v9, v14, o, p)

    static void blake_mix(uint64_t *state, const uint64_t *word, uint64_t counted, uint64_t ended) {
        const uint64_t *begun = blake_begun;
        uint64_t v0 = state[0], v1 = state[1], v2 = state[2], v3 = state[3], v4 = state[4], v5 = state[5], v6 = state[6], v7 = state[7];
        uint64_t v8 = begun[0], v9 = begun[1], v10 = begun[2], v11 = begun[3];
        uint64_t v12 = begun[4] ^ counted, v13 = begun[5], v14 = begun[6] ^ ended, v15 = begun[7];
        ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
        ROUND(11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4)
        ROUND(7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8)
        ROUND(9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13)
        ROUND(2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9)
        ROUND(12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11)
        ROUND(13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10)
        ROUND(6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5)
        ROUND(10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0)
        ROUND(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        ROUND(14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3)
        state[0] ^= v0 ^ v8; state[1] ^= v1 ^ v9; state[2] ^= v2 ^ v10; state[3] ^= v3 ^ v11;
        state[4] ^= v4 ^ v12; state[5] ^= v5 ^ v13; state[6] ^= v6 ^ v14; state[7] ^= v7 ^ v15;
    }
    """
    const uint64_t* blake_begun
    void blake_mix(uint64_t* state, const uint64_t* word, uint64_t counted, uint64_t ended) noexcept

cdef enum:
    _BLOCK = 128
    _WORDS = 16
    _ASKED = 0x01010008  # a digest of eight bytes, no key


cdef uint64_t _digest(const uint8_t* data, Py_ssize_t size) noexcept:
    """Return the digest of some bytes as a number, its first byte the lowest."""
    cdef uint64_t state[8]
    cdef uint64_t block[_WORDS]
    cdef uint8_t last[_BLOCK]
    cdef Py_ssize_t at = 0
    memcpy(state, blake_begun, sizeof(state))
    state[0] ^= _ASKED
    while size - at > _BLOCK:
        _read(block, data + at)
        at += _BLOCK
        blake_mix(state, block, at, 0)
    memset(last, 0, _BLOCK)
    memcpy(last, data + at, size - at)
    _read(block, last)
    blake_mix(state, block, size, ~<uint64_t>0)
    return state[0]


cdef inline void _read(uint64_t* block, const uint8_t* bytes) noexcept:
    """Read the numbers of a block, the lowest byte of each first, on any machine."""
    cdef Py_ssize_t at, byte
    for at in range(_WORDS):
        block[at] = 0
        for byte in range(8):
            block[at] |= (<uint64_t>bytes[8 * at + byte]) << (8 * byte)
