// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#ifndef CDYNAMODB_CHECKSUM_H
#define CDYNAMODB_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// Advances the register of a CRC-32 over the first of some bytes, with the instructions that the processor has for it.
///
/// It returns how many bytes it took: all but the last few, or none if the processor has no such instructions, or if there
/// are so few bytes that they would not help. The polynomial is the one of zlib and Ethernet, bits reflected.
size_t dynamodb_crc32_advance(uint32_t *_Nonnull state, const uint8_t *_Nonnull bytes, size_t count);

#endif
