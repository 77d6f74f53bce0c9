// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Swift has no names for these instructions. With them the checksum of an answer costs a fifth of what it costs with tables
// (benchmarks `query100-model` and `query100-item`).

#include "CDynamoDBChecksum.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define CARRYLESS __attribute__((target("pclmul,sse4.1")))

// A block of sixteen bytes, multiplied by the two powers of x that take its halves forward by a distance. `powers` has
// x^(distance + 32) for the half of the first bytes, which have further to go, and x^(distance - 32) for the other; both
// modulo the polynomial, in bits, reflected, and shifted left by one, as the product of reflected numbers lacks one.
CARRYLESS static inline __m128i moved(__m128i block, __m128i powers) {
    return _mm_xor_si128(_mm_clmulepi64_si128(block, powers, 0x00), _mm_clmulepi64_si128(block, powers, 0x11));
}

CARRYLESS static inline __m128i load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

// Source: Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009.
CARRYLESS static size_t advance(uint32_t *state, const uint8_t *bytes, size_t count) {
    const __m128i by512 = _mm_set_epi64x(0x1C6E41596, 0x154442BD4);
    const __m128i by128 = _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);
    const size_t taken = count & ~(size_t)15;
    const uint8_t *const end = bytes + taken;

    __m128i a = _mm_xor_si128(load(bytes), _mm_cvtsi32_si128((int)*state));
    __m128i b = load(bytes + 16), c = load(bytes + 32), d = load(bytes + 48);
    for (bytes += 64; end - bytes >= 64; bytes += 64) {
        a = _mm_xor_si128(moved(a, by512), load(bytes));
        b = _mm_xor_si128(moved(b, by512), load(bytes + 16));
        c = _mm_xor_si128(moved(c, by512), load(bytes + 32));
        d = _mm_xor_si128(moved(d, by512), load(bytes + 48));
    }
    b = _mm_xor_si128(b, moved(a, by128));
    c = _mm_xor_si128(c, moved(b, by128));
    d = _mm_xor_si128(d, moved(c, by128));
    for (; bytes < end; bytes += 16) d = _mm_xor_si128(moved(d, by128), load(bytes));

    // From 128 bits to 96, to 64, and by Barrett's way to the remainder of 32.
    const __m128i low32 = _mm_set_epi32(0, 0, 0, -1);
    const __m128i by64 = _mm_set_epi64x(0, 0x163CD6124);
    const __m128i polynomialAndInverse = _mm_set_epi64x(0x1F7011641, 0x1DB710641);
    d = _mm_xor_si128(_mm_srli_si128(d, 8), _mm_clmulepi64_si128(d, by128, 0x10));
    d = _mm_xor_si128(_mm_srli_si128(d, 4), _mm_clmulepi64_si128(_mm_and_si128(d, low32), by64, 0x00));
    __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(d, low32), polynomialAndInverse, 0x10);
    quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, low32), polynomialAndInverse, 0x00);
    *state = (uint32_t)_mm_extract_epi32(_mm_xor_si128(d, quotient), 1);
    return taken;
}

// Asked once, and by one instruction: in a virtual machine it takes microseconds. __builtin_cpu_supports asks ten times as
// much, in every program that it is linked into, and before its first line (StartBenchmark).
static int isAvailable(void) {
    enum { unknown, missing, present };
    static _Atomic int answer = unknown;
    int known = atomic_load_explicit(&answer, memory_order_relaxed);
    if (known == unknown) {
        unsigned int a, b, c, d;
        __cpuid(1, a, b, c, d);
        known = (c & bit_PCLMUL) && (c & bit_SSE4_1) ? present : missing;
        atomic_store_explicit(&answer, known, memory_order_relaxed);
    }
    return known == present;
}

#elif defined(__aarch64__) && !defined(__AARCH64EB__)

#include <string.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

__attribute__((target("crc"))) static size_t advance(uint32_t *state, const uint8_t *bytes, size_t count) {
    const size_t taken = count & ~(size_t)7;
    uint32_t value = *state;
    for (size_t place = 0; place < taken; place += 8) {
        uint64_t next;
        memcpy(&next, bytes + place, 8);
        value = __builtin_arm_crc32d(value, next);
    }
    *state = value;
    return taken;
}

static int isAvailable(void) {
#if defined(__ARM_FEATURE_CRC32)
    return 1;
#elif defined(__linux__) && defined(HWCAP_CRC32)
    return (getauxval(AT_HWCAP) & HWCAP_CRC32) != 0;
#else
    return 0;
#endif
}

#else

static size_t advance(uint32_t *state, const uint8_t *bytes, size_t count) { return 0; }
static int isAvailable(void) { return 0; }

#endif

size_t dynamodb_crc32_advance(uint32_t *state, const uint8_t *bytes, size_t count) {
    return count >= 64 && isAvailable() ? advance(state, bytes, count) : 0;
}
