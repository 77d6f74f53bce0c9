// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What ``ItemReader`` throws within itself. It has no content: an error with one would cost those who throw nothing, too.
struct DamagedItem: Error {}
