// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDB

    extension CallSettings {
        /// Timeouts that no working server reaches, be it moto, and be the machine busy with all other tests.
        package static var patient: CallSettings {
            var settings = CallSettings()
            settings.attemptTimeout = .seconds(120)
            settings.callTimeout = .seconds(240)
            return settings
        }
    }
#endif
