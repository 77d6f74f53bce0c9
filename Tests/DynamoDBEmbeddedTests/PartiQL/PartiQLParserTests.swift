// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

/// What statements are read as, and why others are not.
struct PartiQLParserTests {
    private static let selects: [(text: String, parameters: [AttributeValue], reading: String)] = [
        ("SELECT * FROM t", [], "SELECT * FROM t"), ("select * from \"t\";", [], "SELECT * FROM t"),
        ("SELECT * FROM \"a\"\"b.c\".\"i-1\"", [], "SELECT * FROM a\"b.c INDEX i-1"),
        ("SELECT * FROM t.i", [], "SELECT * FROM t INDEX i"),
        ("-- all\nSELECT /* the */ * FROM t -- table", [], "SELECT * FROM t"),
        ("SELECT a, \"b c\".d[1]['x y'], value FROM t", [], "SELECT a, b c.d[1].x y, value FROM t"),
        ("SELECT a.order.select FROM t", [], "SELECT a.order.select FROM t"),
        ("SELECT * FROM t WHERE a = 'it''s'", [], "SELECT * FROM t WHERE a = \"it\\'s\""),
        ("SELECT * FROM t WHERE a = 'é--/*?*/'", [], "SELECT * FROM t WHERE a = \"é--/*?*/\""),
        ("SELECT * FROM t WHERE a = ? AND b <> ?", ["x", 1], "SELECT * FROM t WHERE a = \"x\" AND b <> 1"),
        ("SELECT * FROM t WHERE 1 <= a", [], "SELECT * FROM t WHERE 1 <= a"),
        ("SELECT * FROM t WHERE a != b", [], "SELECT * FROM t WHERE a <> b"),
        (
            "SELECT * FROM t WHERE a = 1 OR b = 2 AND NOT c = 3", [],
            "SELECT * FROM t WHERE a = 1 OR b = 2 AND NOT c = 3"
        ),
        (
            "SELECT * FROM t WHERE (a = 1 OR (b) = (2)) AND NOT NOT c = 3", [],
            "SELECT * FROM t WHERE (a = 1 OR b = 2) AND c = 3"
        ),
        (
            "SELECT * FROM t WHERE a IS MISSING AND b IS NOT MISSING AND c IS NULL AND d IS NOT NULL", [],
            "SELECT * FROM t WHERE attribute_not_exists(a) AND attribute_exists(b) AND attribute_type(c, \"NULL\") AND NOT attribute_type(d, \"NULL\")"
        ),
        (
            "SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND b NOT BETWEEN 'a' AND ?", ["z"],
            "SELECT * FROM t WHERE a BETWEEN 1 AND 2 AND NOT b BETWEEN \"a\" AND \"z\""
        ),
        (
            "SELECT * FROM t WHERE a IN [1, ?] OR a in (2) OR a NOT IN <<3>> OR a IN ?", [5, [6, 7]],
            "SELECT * FROM t WHERE a IN (1, 5) OR a IN (2) OR NOT a IN (3) OR a IN (6, 7)"
        ),
        (
            "SELECT * FROM t WHERE begins_with(a, 'x') AND contains(\"b\", ?) AND attribute_type(c, 'SS') AND SIZE(d) > 1",
            [2],
            "SELECT * FROM t WHERE begins_with(a, \"x\") AND contains(b, 2) AND attribute_type(c, \"SS\") AND size(d) > 1"
        ),
        (
            "SELECT * FROM t WHERE size = 1 AND contains = true AND x = Null", [],
            "SELECT * FROM t WHERE size = 1 AND contains = true AND x = null"
        ),
        (
            "SELECT * FROM t WHERE pk = 'x' ORDER BY sk DESC, \"pk\" asc", [],
            "SELECT * FROM t WHERE pk = \"x\" ORDER BY sk DESC, pk"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists(a.b) OR NOT Attribute_Not_Exists(\"c\")", [],
            "SELECT * FROM t WHERE attribute_exists(a.b) OR NOT attribute_not_exists(c)"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists(a) = true AND begins_with(b, 'x') <> TRUE AND contains(c, 1) = False",
            [],
            "SELECT * FROM t WHERE attribute_exists(a) AND NOT begins_with(b, \"x\") AND NOT contains(c, 1)"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists(a) = ? AND begins_with(b, ?) <> ? AND contains(c, 1) = ? AND d = ?",
            [true, "x", true, false, 7],
            "SELECT * FROM t WHERE attribute_exists(a) AND NOT begins_with(b, \"x\") AND NOT contains(c, 1) AND d = 7"
        ),
        (
            "SELECT * FROM t WHERE a IS BOOL OR b IS NOT string OR c IS NUMERIC OR d IS LIST OR e IS STRUCT OR f IS BLOB",
            [],
            "SELECT * FROM t WHERE attribute_type(a, \"BOOL\") OR NOT attribute_type(b, \"S\") OR attribute_type(c, \"N\") OR attribute_type(d, \"L\") OR attribute_type(e, \"M\") OR attribute_type(f, \"B\")"
        ),
        ("EXISTS(SELECT * FROM t WHERE a = 1)", [], "EXISTS SELECT * FROM t WHERE a = 1"),
    ]

    private static let writes: [(text: String, parameters: [AttributeValue], reading: String)] = [
        ("INSERT INTO t VALUE {'pk': 'x', 'n': ?}", [1], "INSERT t {\"n\": 1, \"pk\": \"x\"}"),
        ("insert into \"t\" value ?", [["pk": "x"]], "INSERT t {\"pk\": \"x\"}"),
        (
            "UPDATE t SET a = 1 SET b.c = ? REMOVE d[0] WHERE pk = ?", [2, "x"],
            "UPDATE t SET a = 1, b.c = 2 REMOVE d[0] WHERE pk = \"x\""
        ),
        (
            "UPDATE t SET a = a + 1, b = 3-c, d = list_append(d, [1]), g = (h) WHERE pk = 'x' RETURNING MODIFIED NEW *",
            [],
            "UPDATE t SET a = a + 1, b = 3 - c, d = list_append(d, [1]), g = h WHERE pk = \"x\" RETURNING UPDATED_NEW"
        ),
        (
            "UPDATE t SET e = set_add(e, <<'x'>>) SET f = SET_DELETE(f, ?) REMOVE a, b", [.numberSet([1])],
            "UPDATE t ADD e <<\"x\">> DELETE f <<1>> REMOVE a, b"
        ),
        (
            "FROM t WHERE pk = ? AND b = 1 SET a = ? REMOVE c RETURNING ALL NEW *", ["x", 2],
            "UPDATE t SET a = 2 REMOVE c WHERE pk = \"x\" AND b = 1 RETURNING ALL_NEW"
        ),
        ("from t remove a", [], "UPDATE t REMOVE a"),
        ("DELETE FROM t WHERE pk = 'x' RETURNING ALL OLD *", [], "DELETE t WHERE pk = \"x\" RETURNING ALL_OLD"),
        ("DELETE FROM t", [], "DELETE t"),
    ]

    private static let values: [(text: String, parameters: [AttributeValue], value: AttributeValue)] = [
        ("1", [], 1), ("-1.5", [], -1.5), ("+.5", [], 0.5), ("1.", [], 1), ("- 1e3", [], -1000), ("2E-2", [], 0.02),
        ("''", [], ""), ("TRUE", [], true), ("false", [], false), ("null", [], .null), ("?", [7], 7),
        ("[]", [], .list([])), ("{}", [], .map([:])),
        ("[1, 'a', [true], {'k': 2}]", [], [1, "a", [true], ["k": 2]]), ("?", [[1, ["k": 2]]], [1, ["k": 2]]),
        ("{'a': 1, 'b': {'c': <<1, 2>>}}", [], ["a": 1, "b": ["c": .numberSet([1, 2])]]),
        ("<<'a','b'>>", [], .stringSet(["a", "b"])), ("<<-1,?>>", [3], .numberSet([-1, 3])),
        ("<<?>>", [.binary(Data([7]))], .binarySet([Data([7])])),
    ]

    @Test
    func `a statement becomes the trees of expressions`() throws {
        for (text, parameters, reading) in Self.selects + Self.writes {
            do throws(DynamoDBError) {
                let statement = try PartiQLStatement(parsing: text, parameters: parameters)
                #expect(statement.reading == reading, "\(text)")
            } catch {
                Issue.record("\(text): \(error)")
            }
        }
    }

    @Test
    func `a literal becomes a value`() throws {
        let digits = "12345678901234567890123456789012345678"
        let exact = (digits, [AttributeValue](), AttributeValue.number(try DynamoDBNumber(parsing: digits)))
        for (text, parameters, value) in Self.values + [exact] {
            let statement = try PartiQLStatement(parsing: "INSERT INTO t VALUE {'v': \(text)}", parameters: parameters)
            guard case .insert(let insert) = statement else {
                Issue.record("\(statement)")
                continue
            }
            #expect(insert.item == ["v": value], "\(text)")
        }
    }

    @Test(arguments: [
        ("INSERT INTO t VALUE {'a': {'k': ?}}", "1:33"), ("INSERT INTO t VALUE {'a': <<1>>, 'b': [<<?>>]}", "1:42"),
        ("UPDATE t SET a = list_append(a, [1, ?]) WHERE pk = 'x'", "1:37"),
        ("SELECT * FROM t WHERE a IN [1, {'k': 1}] AND b = [[?]]", "1:52"),
    ])
    func `a parameter does not stand within a list or a map`(text: String, place: String) {
        #expect {
            try PartiQLStatement(parsing: text, parameters: [1])
        } throws: { error in
            (error as? DynamoDBError)?.message
                == "Statement wasn't well formed, can't be processed: A parameter cannot stand within a list or a map, "
                + "give all of it as one parameter at \(place)"
        }
    }

    private static let malformed: [(String, String)] = [
        ("", "Expected data manipulation"), ("  ", "Expected data manipulation"),
        ("INVALID", "Expected data manipulation"), ("\"SELECT\" * FROM t", "Expected data manipulation"),
        ("SELECT", "Expected the name of an attribute, found the end at 1:7"),
        ("SELECT FROM t", "Expected the name of an attribute, found FROM at 1:8"),
        ("SELECT * t", "Expected FROM, found t at 1:10"),
        ("SELECT *\nFROM\n  'é' WHERE", "Expected the name of a table, found 'é' at 3:3"),
        ("SELECT * FROM t WHERE", "Expected an attribute or a value, found the end at 1:22"),
        ("SELECT * FROM t WHERE a", "Expected a comparison, found the end at 1:24"),
        ("SELECT * FROM t WHERE a =", "Expected an attribute or a value, found the end at 1:26"),
        ("SELECT * FROM t WHERE (a = 1", "Expected ')', found the end at 1:29"),
        ("SELECT * FROM t WHERE a = 1)", "Expected the end of the statement, found ) at 1:28"),
        ("SELECT * FROM t WHERE a = 1 b", "Expected the end of the statement, found b at 1:29"),
        ("SELECT * FROM t WHERE a = 1; SELECT * FROM t", "Expected the end of the statement, found SELECT at 1:30"),
        ("SELECT * FROM t WHERE a IN ()", "Expected an attribute or a value, found ) at 1:29"),
        ("SELECT * FROM t WHERE a IN 1", "Expected a list, found 1 at 1:28"),
        ("SELECT * FROM t WHERE a = 'x", "The quoted text has no end at 1:27"),
        ("SELECT * FROM \"t", "The quoted text has no end at 1:15"),
        ("SELECT * FROM t /* x", "The comment has no end at 1:17"),
        ("SELECT * FROM t WHERE é = 1", "Unexpected character at 1:23"),
        ("SELECT * FROM t WHERE a = `1`", "Unexpected character at 1:27"),
        ("SELECT * FROM t WHERE a LIKE 'x'", "LIKE is not supported at 1:25"),
        ("SELECT COUNT(*) FROM t", "Functions in the list of SELECT are not supported at 1:8"),
        ("SELECT DISTINCT a FROM t", "DISTINCT is not supported at 1:8"),
        ("SELECT a AS b FROM t", "Aliases are not supported at 1:10"),
        ("SELECT a b FROM t", "Aliases are not supported at 1:10"),
        ("SELECT * FROM t AS x", "Aliases are not supported at 1:17"),
        ("SELECT * FROM t x", "Aliases are not supported at 1:17"),
        ("SELECT * FROM t, u", "Several tables are not supported at 1:16"),
        ("SELECT * FROM t JOIN u", "Several tables are not supported at 1:17"),
        ("SELECT * FROM t LIMIT 1", "LIMIT is not supported at 1:17"),
        ("SELECT * FROM t WHERE a = 1 GROUP BY a", "GROUP is not supported at 1:29"),
        ("SELECT VALUE a FROM t", "SELECT VALUE is not supported at 1:8"),
        ("SELECT a[-1] FROM t", "Expected the index of a list element, found - at 1:10"),
        ("SELECT a[1.5] FROM t", "Expected a whole number, found 1.5 at 1:10"),
        ("INSERT INTO t VALUES {'a': 1}", "Expected VALUE, found VALUES at 1:15"),
        ("INSERT INTO t (a) VALUES (1)", "Expected VALUE, found ( at 1:15"),
        ("INSERT INTO t VALUE 1", "Expected a map of attributes at 1:21"),
        ("INSERT INTO t VALUE {a: 1}", "Expected the name of an attribute in single quotes, found a at 1:22"),
        ("INSERT INTO t VALUE {'a' 1}", "Expected ':', found 1 at 1:26"),
        ("INSERT INTO t VALUE {'a': b}", "Expected a value, found b at 1:27"),
        ("INSERT INTO t VALUE {'a': MISSING}", "Expected a value, found MISSING at 1:27"),
        ("INSERT INTO t VALUE {'a': [1}", "Expected ']', found } at 1:29"),
        (
            "INSERT INTO t VALUE {'a': 1} RETURNING ALL OLD *",
            "Expected the end of the statement, found RETURNING at 1:30"
        ),
        ("UPDATE t WHERE pk = 'x'", "Expected SET or REMOVE, found WHERE at 1:10"),
        ("UPDATE t SET a WHERE pk = 'x'", "Expected '=', found WHERE at 1:16"),
        ("FROM t WHERE pk = 'x'", "Expected SET or REMOVE, found the end at 1:22"),
        ("FROM t SET a = 1 WHERE pk = 'x'", "Expected the end of the statement, found WHERE at 1:18"),
        ("SELECT * FROM t WHERE a IS FOO", "Expected type name, found FOO at 1:28"),
        ("UPDATE t SET a = 1 ORDER BY a", "Expected the end of the statement, found ORDER at 1:20"),
        ("DELETE t WHERE pk = 'x'", "Expected FROM, found t at 1:8"),
        ("DELETE FROM t WHERE pk = 'x' ORDER BY a", "Expected the end of the statement, found ORDER at 1:30"),
        ("DELETE FROM t WHERE pk = 'x' RETURNING OLD *", "Expected MODIFIED, found OLD at 1:40"),
        ("SELECT * FROM t WHERE \(String(repeating: "(", count: 35))a = 1", "Too many levels at 1:57"),
        ("INSERT INTO t VALUE {'a': \(String(repeating: "[", count: 34))", "Too many levels at 1:60"),
    ]

    private static let wrong: [(String, [AttributeValue], String)] = [
        ("SELECT * FROM t WHERE a = ?", [], "Number of parameters in request and statement don't match."),
        ("SELECT * FROM t", [1], "Number of parameters in request and statement don't match."),
        (
            "SELECT * FROM t WHERE attribute_exists(a) = ?", [],
            "Number of parameters in request and statement don't match."
        ),
        (
            "SELECT * FROM t WHERE attribute_exists(a) = ?", ["true"],
            "Incorrect operand type for operator or function; operator or function: =, operand type: S"
        ),
        ("SELECT * FROM t WHERE a < ?", [1, 2], "Number of parameters in request and statement don't match."),
        ("SELECT * FROM \"\"", [], "Path component cannot be an empty string"),
        ("SELECT * FROM t.\"\"", [], "Path component cannot be an empty string"),
        ("SELECT \"\" FROM t", [], "Path component cannot be an empty string"),
        ("SELECT * FROM a.b.c", [], "A path may contain at most 2 components in the FROM clause"),
        (
            "SELECT * FROM t WHERE a < true", [],
            "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"
        ),
        (
            "SELECT * FROM t WHERE a BETWEEN [1] AND 2", [],
            "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: L"
        ),
        (
            "SELECT * FROM t WHERE begins_with(a, 1)", [],
            "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
        ),
        (
            "SELECT * FROM t WHERE size(size(a)) = 1", [],
            "Incorrect operand type for operator or function; operator or function: size, operand type: N"
        ),
        (
            "SELECT * FROM t WHERE size(true) = 1", [],
            "Incorrect operand type for operator or function; operator or function: size, operand type: BOOL"
        ),
        (
            "SELECT * FROM t WHERE size(a, b) = 1", [],
            "Incorrect number of operands for operator or function; operator or function: size, number of operands: 2"
        ),
        (
            "SELECT * FROM t WHERE contains(a)", [],
            "Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1"
        ),
        ("SELECT * FROM t WHERE foo(a)", [], "Invalid function name; function: foo"),
        (
            "SELECT * FROM t WHERE attribute_type(a, 'DOG')", [],
            "Invalid attribute type name found; type: DOG, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
        ),
        (
            "SELECT * FROM t WHERE 1 IS MISSING", [],
            "Operator or function requires a document path; operator or function: MISSING"
        ),
        (
            "SELECT * FROM t WHERE a IN ?", [1],
            "Incorrect operand type for operator or function; operator or function: IN, operand type: N"
        ),
        (
            "SELECT * FROM t WHERE a IN [\(Array(repeating: "1", count: 101).joined(separator: ","))]", [],
            "Incorrect number of operands for operator or function; operator or function: IN, number of operands: 102"
        ),
        ("SELECT m.b, n.b FROM t", [], "Duplicate identifiers in select clause: b"),
        ("SELECT \"b\", m.b FROM t", [], "Duplicate identifiers in select clause: b"),
        ("SELECT m.l[0], l, l[0] FROM t", [], "Duplicate identifiers in select clause: l[0]"),
        ("SELECT a[99999999999] FROM t", [], "List index is not within the allowable range; index: [99999999999]"),
        (
            "SELECT \(Array(repeating: "a", count: 33).joined(separator: ".")) FROM t", [],
            "The document path has too many nesting levels; nesting levels: 33"
        ),
        ("INSERT INTO t.i VALUE {'a': 1}", [], "A statement that writes cannot name an index"),
        ("INSERT INTO t VALUE {'a': 1, 'a': 2}", [], "The map names the attribute a twice"),
        (
            "INSERT INTO t VALUE {'a': <<1, 'a'>>}", [],
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"
        ),
        (
            "INSERT INTO t VALUE {'a': <<true>>}", [],
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists('a')", [],
            "Operator or function requires a document path; operator or function: attribute_exists"
        ),
        (
            "SELECT * FROM t WHERE attribute_not_exists(?)", ["a"],
            "Operator or function requires a document path; operator or function: attribute_not_exists"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists()", [],
            "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 0"
        ),
        (
            "SELECT * FROM t WHERE attribute_exists(a, b)", [],
            "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2"
        ),
        (
            "INSERT INTO t VALUE {'a': 1e126}", [],
            "Number overflow. Attempting to store a number with magnitude larger than supported range"
        ),
        (
            "UPDATE t SET a = b + 'x' WHERE pk = 1", [],
            "Incorrect operand type for operator or function; operator or function: +, operand type: S"
        ),
        (
            "UPDATE t SET a = list_append(a, 1) WHERE pk = 1", [],
            "Incorrect operand type for operator or function; operator or function: list_append, operand type: N"
        ),
        (
            "UPDATE t SET a = set_add(a, 1) WHERE pk = 1", [],
            "Incorrect operand type for operator or function; operator or function: set_add, operand type: N"
        ),
        (
            "UPDATE t SET a = set_add(b, <<1>>) WHERE pk = 1", [],
            "set_add can only change the attribute that it is assigned to"
        ),
        (
            "UPDATE t SET a = 1 + set_add(a, <<1>>) WHERE pk = 1", [],
            "The function is not allowed to be used this way in an expression; function: set_add"
        ),
        (
            "UPDATE t SET a = 1 SET a.b = 2 WHERE pk = 1", [],
            "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]"
        ),
        (
            "DELETE FROM t WHERE pk = 1 RETURNING MODIFIED OLD *", [],
            "Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements."
        ),
    ]

    /// Literals that cannot be stored, each with why.
    private static let unstorable: [(literal: String, message: String)] = [
        ("<<>>", "Empty bags are not supported"),
        ("<<'b', 'b'>>", "One or more parameter values were invalid: Input collection [b, b] contains duplicates."),
        ("[{'x': <<1, 1.0>>}]", "Input collection contains duplicates"),
        ("{'': 1}", "One or more parameter values were invalid: Empty attribute name"),
        (
            "\(String(repeating: "[", count: 32))\(String(repeating: "]", count: 32))",
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
        ),
    ]

    @Test
    func `a literal that cannot be stored is refused wherever it stands`() throws {
        for (literal, message) in Self.unstorable {
            for text in [
                "INSERT INTO t VALUE {'a': \(literal)}", "UPDATE t SET a = \(literal) WHERE pk = 1",
                "UPDATE t SET a = list_append(a, \(literal)) WHERE pk = 1",
                "UPDATE t SET a = set_delete(a, \(literal)) WHERE pk = 1",
                "DELETE FROM t WHERE pk = 1 AND a <> \(literal)", "SELECT * FROM t WHERE contains(a, \(literal))",
                "SELECT * FROM t WHERE \(literal) = a", "SELECT * FROM t WHERE a IN [1, \(literal)]",
            ] {
                let error = #expect(throws: DynamoDBError.self) { try PartiQLStatement(parsing: text) }
                #expect(error?.message == message, "\(text)")
            }
        }
        let deep = "\(String(repeating: "[", count: 31))\(String(repeating: "]", count: 31))"
        for text in ["INSERT INTO t VALUE {'a': \(deep)}", "DELETE FROM t WHERE a = \(deep)"] {
            _ = try PartiQLStatement(parsing: text)
        }
    }

    @Test
    func `what is no statement is told with its place, and what is a wrong one in the words of expressions`() {
        let prefix = "Statement wasn't well formed, can't be processed: "
        for (text, parameters, message) in Self.malformed.map({ ($0, [], prefix + $1) }) + Self.wrong {
            do throws(DynamoDBError) {
                let statement = try PartiQLStatement(parsing: text, parameters: parameters)
                Issue.record("\(text) was read as \(statement)")
            } catch {
                #expect(error.code == .validation)
                #expect(error.message == message, "\(text)")
            }
        }
    }
}

extension PartiQLStatement {
    /// The statement as it was read, its trees written as expressions.
    fileprivate var reading: String {
        var text: String
        switch self {
        case .select(let select): text = "SELECT \(select.reading)"
        case .exists(let select): text = "EXISTS SELECT \(select.reading)"
        case .insert(let insert): text = "INSERT \(insert.source.table) \(insert.item)"
        case .update(let update):
            text = "UPDATE \(update.source.table) " + Rendering.text { $0.update(tree: update.update) }
            text += Rendering.whereClause(update.condition)
            if let returning = update.returning { text += " RETURNING \(returning.rawValue)" }
        case .delete(let delete):
            text = "DELETE \(delete.source.table)" + Rendering.whereClause(delete.condition)
            if let returning = delete.returning { text += " RETURNING \(returning.rawValue)" }
        }
        return text
    }
}

extension PartiQLStatement.Select {
    fileprivate var reading: String {
        var text = self.columns.map { columns in Rendering.text { $0.projection(paths: columns) } } ?? "*"
        text += " FROM \(self.source.table)"
        if let index = self.source.index { text += " INDEX \(index)" }
        text += Rendering.whereClause(self.condition)
        let order = self.order.map { term in
            Rendering.text { $0.projection(paths: [term.path]) } + (term.isDescending ? " DESC" : "")
        }
        return order.isEmpty ? text : text + " ORDER BY " + order.joined(separator: ", ")
    }
}

private enum Rendering {
    /// The expression with names and values in place of its placeholders.
    static func text(_ render: (inout ExpressionRenderer) -> String) -> String {
        var renderer = ExpressionRenderer()
        var text = render(&renderer)
        for (key, name) in renderer.names ?? [:] { text = text.replacing(key, with: name) }
        for (key, value) in renderer.values ?? [:] { text = text.replacing(key, with: value.description) }
        return text
    }

    static func whereClause(_ condition: ConditionTree?) -> String {
        guard let condition else { return "" }
        return " WHERE " + self.text { $0.condition(tree: condition) }
    }
}
