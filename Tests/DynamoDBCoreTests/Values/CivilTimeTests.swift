// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

struct CivilTimeTests {
    @Test(arguments: [
        (0.0, "19700101T000000Z"), (951_782_400, "20000229T000000Z"), (1_767_323_045, "20260102T030405Z"),
        (1_767_323_045.999, "20260102T030405Z"), (-1, "19691231T235959Z"), (4_107_542_399, "21000228T235959Z"),
        (253_402_300_799, "99991231T235959Z"), (1e300, "99991231T235959Z"), (-1e300, "00000101T000000Z"),
        (.nan, "19700101T000000Z"), (.infinity, "99991231T235959Z"),
    ])
    func `seconds become the text of a date`(seconds: Double, text: String) {
        #expect(String(decoding: CivilTime(secondsSince1970: seconds).signingText, as: UTF8.self) == text)
    }

    @Test func `random times agree with Foundation and come back`() {
        var generator = SeededGenerator(seed: 11)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for _ in 0..<2_000 {
            let seconds = Double(Int.random(in: -10_000_000_000...200_000_000_000, using: &generator))
            let time = CivilTime(secondsSince1970: seconds)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: seconds))
            #expect([time.year, time.month, time.day] == [parts.year, parts.month, parts.day])
            #expect([time.hour, time.minute, time.second] == [parts.hour, parts.minute, parts.second])
            #expect(time.secondsSince1970 == seconds)
            #expect(CivilTime.secondsSince1970(internetText: time.internetText) == seconds)
        }
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05Z", 1_767_323_045.0), ("2026-01-02t03:04:05z", 1_767_323_045),
        ("2026-01-02 03:04:05Z", 1_767_323_045), ("2026-01-02T03:04:05", 1_767_323_045),
        ("2026-01-02T03:04:05UTC", 1_767_323_045), ("2026-01-02T03:04:05.250Z", 1_767_323_045.25),
        ("2026-01-02T03:04Z", 1_767_323_040), ("2026-01-02T03:04:05+00:00", 1_767_323_045),
        ("2026-01-02T04:04:05+01:00", 1_767_323_045), ("2026-01-01T21:34:05-0530", 1_767_323_045),
        ("2026-01-02T04:04:05+01", 1_767_323_045), ("1969-12-31T23:59:59Z", -1),
    ])
    func `texts of the internet's form are read`(text: String, seconds: Double) {
        #expect(CivilTime.secondsSince1970(internetText: text) == seconds)
    }

    @Test(arguments: [
        "", "2026", "2026-01-02", "2026-1-02T03:04:05Z", "2026-02-29T03:04:05Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-02T24:00:00Z", "2026-01-02T03:60:05Z", "2026-01-02T03:04:05X",
        "2026-01-02T03:04:05Zx", "2026-01-02T03:04:05.Z", "2026-01-02T03:04:05+1", "2026-01-02T03:04:05+24:00",
        "1767323045", "+026-01-02T03:04:05Z", "٢٠٢٦-01-02T03:04:05Z", " 2026-01-02T03:04:05Z",
    ])
    func `other texts are no times`(text: String) {
        #expect(CivilTime.secondsSince1970(internetText: text) == nil)
    }

    @Test(arguments: [
        ("Fri, 02 Jan 2026 03:04:05 GMT", 1_767_323_045.0 as Double?), ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Fri, 02 Jan 2026 03:04:05 UTC", 1_767_323_045), ("", nil), ("Fri, 02 Jan 2026 03:04:05", nil),
        ("Fri, 02 Foo 2026 03:04:05 GMT", nil), ("Fri, 2 Jan 2026 03:04:05 GMT", nil),
        ("Fri, 30 Feb 2026 03:04:05 GMT", nil),
        ("Fri, 02 Jan 2026 3:4:5 GMT", nil), ("Fri, 02 Jan 2026 03:04:05 CET", nil), ("2026-01-02T03:04:05Z", nil),
    ])
    func `the date of a response is read`(text: String, seconds: Double?) {
        #expect(CivilTime.secondsSince1970(httpDate: text) == seconds)
    }
}
