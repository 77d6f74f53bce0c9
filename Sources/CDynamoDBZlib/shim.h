// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#include <zlib.h>

// Swift does not see zlib's initialisers, which are macros.

/// Begins to read the gzip format, and no other.
static inline int dynamodb_zlib_begin_inflating(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}

/// Begins to write the gzip format.
static inline int dynamodb_zlib_begin_deflating(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
