// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import Synchronization
    import Testing

    struct CredentialProcessTests {
        private static func world(
            _ command: String, _ result: Result<ProgramOutput, ProgramFailure>
        ) -> TestWorld {
            TestWorld(
                config: "[default]\ncredential_process = \(command)\naws_account_id = 42", program: { _ in result })
        }

        private static func output(_ text: String, status: Int32 = 0, errors: String = "") -> Result<
            ProgramOutput, ProgramFailure
        > {
            .success(ProgramOutput(status: status, output: Array(text.utf8), errors: Array(errors.utf8)))
        }

        @Test(arguments: [
            (#"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY"}"#, "AKID SECRETKEY - - 42"),
            (
                #"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY","SessionToken":"SESSIONTOKEN","Expiration":"2026-01-02T05:04:05+01:00","AccountId":"7","Extra":[{}]}"#,
                "AKID SECRETKEY SESSIONTOKEN 1767326645 7"
            ),
        ])
        func `a program gives credentials`(document: String, answer: String) async {
            let world = Self.world("/opt/tool --for 'my app'", Self.output(document))
            #expect(await world.answer() == answer)
            #expect(world.commands.withLock { $0 } == [["/opt/tool", "--for", "my app"]])
        }

        @Test(arguments: [
            (
                output(#"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY""#),
                "did not write a JSON document"
            ),
            (output("SECRETKEY"), "did not write a JSON document"), (output(""), "did not write a JSON document"),
            (output("[]"), "did not write a JSON document"),
            (output(#"{"Version":"1"}"#), "did not write a JSON document"),
            (output(#"{"Version":2,"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY"}"#), "another version"),
            (output(#"{"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY"}"#), "another version"),
            (output(#"{"Version":1,"AccessKeyId":"AKID"}"#), "has no SecretAccessKey"),
            (output(#"{"Version":1,"SecretAccessKey":"SECRETKEY"}"#), "has no AccessKeyId"),
            (output(#"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":""}"#), "is empty"),
            (output(#"{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"SECRETKEY\n"}"#), "a line break"),
            (output(#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"SECRETKEY","Expiration":"soon"}"#), "no time"),
            (
                output(
                    #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"SECRETKEY","Expiration":"2020-01-01T00:00:00Z"}"#
                ), "have expired"
            ),
            (output("", status: 2, errors: "log in\nfirst"), "ended with status 2: log in first"),
            (output(#"{"SecretAccessKey":"SECRETKEY"}"#, status: 1, errors: "no: SECRETKEY"), "status 1: no: ***"),
            (.failure(.notStarted("No such file")), "cannot be started: No such file"),
            (.failure(.timeout), "did not end within"), (.failure(.tooMuchOutput), "more than credentials can be"),
        ])
        func `a program that fails is an error without a secret`(
            result: Result<ProgramOutput, ProgramFailure>, reason: String
        ) async {
            let answer = await Self.world("tool", result).answer()
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret, "\(answer)")
        }

        @Test(arguments: [
            ("a b", ["a", "b"]), ("  a \t b  ", ["a", "b"]), ("'a b' c", ["a b", "c"]), (#""a b" c"#, ["a b", "c"]),
            (#"a\ b c"#, ["a b", "c"]), (#""a\"b\\c\d""#, [#"a"b\c\d"#]), (#"'a\b'"#, [#"a\b"#]),
            ("a'b'\"c\"", ["abc"]),
            ("''", [""]), ("a '' b", ["a", "", "b"]),
            ("$HOME `x` | y; z > f", ["$HOME", "`x`", "|", "y;", "z", ">", "f"]),
            ("", []), ("   ", []),
        ])
        func `a command line is split into words, without a shell's powers`(text: String, words: [String]) {
            #expect(CommandLineWords.split(text) == words)
        }

        @Test(arguments: ["'a", "\"a", "a\\", "\"a\\\""])
        func `a command line that is not finished has no words`(text: String) {
            #expect(CommandLineWords.split(text) == nil)
        }
    }

    /// Programs that are really started.
    struct ProgramRunnerTests {
        private static func run(
            _ arguments: [String], timeout: Duration = .seconds(60),
            endedBy end: @escaping @Sendable (Int32) -> Void = ProgramRunner.end
        ) async -> String {
            do throws(ProgramFailure) {
                let result = try await ProgramRunner.run(arguments, timeout: timeout, endedBy: end)
                let (output, errors) = (
                    String(decoding: result.output, as: UTF8.self), String(decoding: result.errors, as: UTF8.self)
                )
                return "\(result.status)|\(output)|\(errors)"
            } catch {
                switch error {
                case .notStarted: return "not started"
                case .timeout: return "timeout"
                case .tooMuchOutput: return "too much"
                }
            }
        }

        @Test(arguments: [
            (["echo", "a b", "$HOME"], "0|a b $HOME\n|"),
            (["sh", "-c", "echo out; echo err >&2; exit 3"], "3|out\n|err\n"),
            (["sh", "-c", "kill -9 $$"], "137||"), (["cat"], "0||"), (["/no/such/program"], "not started"),
            ([], "not started"),
            (["sh", "-c", "exec >&- 2>&-; exit 4"], "4||"),
        ])
        func `a program runs to its end`(arguments: [String], result: String) async {
            #expect(await Self.run(arguments) == result)
        }

        @Test(arguments: [("PIPE", 141), ("INT", 130), ("TERM", 143), ("ALRM", 142)])
        func `a program gets its signals, whatever the calling thread blocks`(signal: String, status: Int) async {
            #expect(await Self.run(["sh", "-c", "kill -\(signal) $$; echo alive"]) == "\(status)||")
        }

        @Test func `a program that does not end is ended`() async {
            #expect(await Self.run(["sleep", "600"], timeout: .milliseconds(20)) == "timeout")
            #expect(
                await Self.run(["sh", "-c", "exec >&- 2>&-; exec sleep 600"], timeout: .milliseconds(20)) == "timeout")
        }

        @Test func `a program that cannot be ended is not waited for, and buried by one of the next`() async {
            let process = Mutex<pid_t>(0)
            let result = await Self.run(["sleep", "600"], timeout: .milliseconds(20)) { number in
                process.withLock { $0 = number }
            }
            #expect(result == "timeout")
            let number = process.withLock { $0 }
            #expect(kill(number, SIGKILL) == 0)
            #expect(await Self.isBuried(number))
        }

        /// Whether a program is gone once others have run: the kernel takes a moment to end it.
        private static func isBuried(_ number: pid_t) async -> Bool {
            for _ in 0..<1000 {
                if kill(number, 0) != 0 { return true }
                _ = await Self.run(["true"])
            }
            return false
        }

        @Test func `a program that has left its group is ended`() async {
            let program = "import os, time; os.setpgid(0, os.getpgid(os.getppid())); time.sleep(600)"
            let process = Mutex<pid_t>(0)
            let result = await Self.run(["python3", "-c", program], timeout: .milliseconds(300)) { number in
                process.withLock { $0 = number }
                ProgramRunner.end(number)
            }
            #expect(result == "timeout")
            #expect(await Self.isBuried(process.withLock { $0 }))
        }

        @Test(arguments: [
            "sleep 600 & echo $!; wait", "sleep 600 & echo $!", "sh -c 'sleep 600 & echo $!; wait'",
        ])
        func `what a program started ends with it`(command: String) async throws {
            let file = "/tmp/program-runner-\(UInt64.random(in: 0 ... .max))"
            defer { unlink(file) }
            let result = await Self.run(["sh", "-c", "(\(command)) | tee \(file)"], timeout: .milliseconds(300))
            #expect(result == "timeout")
            let text = String(decoding: try #require(try FileAccess.system.read(file)), as: UTF8.self)
            let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            // The kernel takes a moment to bury it.
            var isGone = false
            for _ in 0..<1000 where !isGone {
                isGone = kill(child, 0) != 0
                if !isGone { isGone = await Self.isZombie(child) }
                await Task.yield()
            }
            #expect(isGone)
        }

        /// Whether a process has ended and only waits to be noticed by its parent.
        private static func isZombie(_ process: pid_t) async -> Bool {
            #if canImport(Darwin)
                return await Self.run(["ps", "-o", "stat=", "-p", "\(process)"]).hasPrefix("0|Z")
            #else
                guard let status = try? FileAccess.system.read("/proc/\(process)/stat") else { return false }
                return String(decoding: status, as: UTF8.self).split(separator: " ").dropFirst(2).first == "Z"
            #endif
        }

        @Test func `output is bounded, and large output arrives whole`() async {
            #expect(
                await Self.run(["sh", "-c", "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"])
                    == "too much")
            let long = await Self.run(["sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x"])
            #expect(long == "0|\(String(repeating: "x", count: 300_000))|")
        }
    }
#endif
