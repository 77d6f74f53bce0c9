// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The results: a line of JSON each on standard output, and a table for people on the other one.
struct Report {
    /// Beginnings of names, of which a measure must have one; empty for all.
    let only: [String]
    /// Whether names must be the same, and floors are left out.
    let isAlone: Bool
    private var medians: [String: Double] = [:]

    init(_ options: Options) {
        self.only = options.only
        self.isAlone = options.isAlone
    }

    /// Whether a measure is asked for.
    func wants(_ name: String) -> Bool {
        self.only.isEmpty || self.only.contains { self.isAlone ? name == $0 : name.hasPrefix($0) }
    }

    /// Adds a measure, with the sorted times of its rounds in nanoseconds.
    mutating func add(_ contender: Contender, _ times: [Double]) {
        let median = times[times.count / 2]
        self.medians[contender.name] = median
        self.write(contender.name, median, unit: "ns", floor: contender.floor)
        var line = contender.name.padded(to: 28) + Self.text(median, " ns").padded(to: 14, right: true)
        line += "  (\(Self.text(times[times.count / 4], ""))…\(Self.text(times[times.count * 3 / 4], "")))".padded(
            to: 24)
        if let floor = contender.floor, let base = self.medians[floor] {
            let ratio = median / base
            line += "\(String(format: "%.2f", ratio)) × \(floor)"
            if let goal = contender.goal {
                line += ", goal \(String(format: "%.2f", goal)): \(ratio <= goal ? "reached" : "MISSED")"
            }
        }
        self.note(line)
    }

    /// Adds a number that is no time.
    mutating func add(_ name: String, _ value: Double, unit: String) {
        guard self.wants(name) else { return }
        self.write(name, value, unit: unit, floor: nil)
        self.note(name.padded(to: 28) + Self.text(value, " \(unit)").padded(to: 14, right: true))
    }

    /// Tells people something.
    func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    private func write(_ name: String, _ value: Double, unit: String, floor: String?) {
        let floor = floor.map { "\"\($0)\"" } ?? "null"
        let number = String(format: "%.1f", value)
        print("{\"name\":\"\(name)\",\"value\":\(number),\"unit\":\"\(unit)\",\"floor\":\(floor)}")
    }

    private static func text(_ value: Double, _ unit: String) -> String {
        String(format: value < 100 ? "%.1f" : "%.0f", value) + unit
    }
}

extension String {
    fileprivate func padded(to length: Int, right: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, length - self.count))
        return right ? spaces + self : self + spaces
    }
}
