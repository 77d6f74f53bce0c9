// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where moto 5.2 does not do what Amazon DynamoDB does: the test, and what moto does instead.
///
/// Each was compared with the facts that the tests are made of; a deviation of ours does not belong here.
enum MotoDeviations {
    /// What moto does too differently to be compared at all.
    enum Feature: Hashable {
        case statements
    }

    /// The features whose tests leave moto out, each with the reason.
    static let leftOut: [Feature: String] = [
        .statements:
            "it reads statements with a parser for other databases: no pages, other errors, and conditions that differ"
    ]

    static let always: [String: String] = [
        "a table is described as it was created, with exact counts": "it is active at once, and counts nothing",
        "a deleted table is gone, and a new one of its name is empty": "it describes a deleted table in full",
        "tables are listed in order, in pages": "it lists tables in the order of their creation",
        "the size of an item collection is told for tables with a local index": "it tells no sizes",
        "writes count 1 KB in the table, and what changes in each index": "it counts one unit for any write",
        "reads count 4 KB, once for a page and once for each item of a batch": "it counts half a unit for any read",
        "a forgotten sort key is an error that says what the key is": "it has words of its own for a wrong key",
        "a wrong key is explained by every operation with a key": "it has words of its own for a wrong key",
        "an invalid item of a batch fails alone": "it has words of its own for a wrong key",
        "a failing query is one page with the error": "it has words of its own for an unknown index",
        "names of updates are taken as they are": "it takes a dot in an aliased name for a step of a path",
        "one bad write of a batch leaves everything unwritten": "it writes what stands before the bad one",
        "get of specific attributes, reserved words and nested ones among them": "it loses nested list elements",
        "only the fields that are needed": "it loses nested list elements",
        "a local index completes its entries from the table when more is asked for": "it does not",
        "a filter may not look at what an index does not hold": "it looks at the table",
        "after any writes every index holds exactly its part of the table": "it counts no bytes, and projects all",
        "a refused update changes nothing": "it has words of its own",
        "an update without an expression makes an item of the key alone": "it fails with status 500",
        "a model of nothing but its key is written in every way":
            "it fails with status 500 without an update expression",
        "an update of a model of keys alone changes nothing of the item":
            "it fails with status 500 without an update expression",
        "an upsert that only removes creates the item as well":
            "it fails with status 500 without an update expression",
        "a list with a cap that is NULL is begun": "it fails with status 500 where the size of NULL is asked for",
        "an update returns what it was asked for": "it returns neighbours of nested paths",
        "an update makes of an item what the expression says": "it appends in the order written",
        "a write happens, and a filter lets an item through, exactly when the condition holds":
            "it fails with status 500 where types do not fit",
        "a page that ends on its limit has a next one, even if that is empty": "it looks ahead",
        "a table may be named by its whole name, and one of another place or account is another table":
            "it takes any place",
        "a stream of another place or account is not found": "it takes the name for one of no stream at all",
        "a page of a local index ends at one megabyte of what it reads from the table":
            "it reads nothing from the table for an index",
        "what no key can be is no bound of a query, and no start of one": "it takes bounds and starts of any length",
        "a page ends at one megabyte, with the item that crosses it": "it leaves out the item that crosses it",
        "each test of the sort key gives the range it names, both ways": "it refuses a value on the left",
        "a count needs no items": "it returns the items",
        "a key of another segment cannot start a segment": "it takes any key",
        "two names of one table do not hide that an item is written twice": "it does not compare the two tables",
        "two names of one table do not make two items of one": "it does not compare the two tables",
        "a transaction that breaks a rule of the whole is refused with the words of the service":
            "it has words of its own, and takes an empty transaction",
        "an action that breaks a rule of its table or item is the one reason of a cancellation":
            "it refuses the request as a whole",
        "a transaction has a hundred actions and not one more": "it has words of its own",
        "a transaction brings 4 MB at most": "it takes any size",
        "an update in a transaction makes the missing item, unless it only removes": "it makes it then, too",
        "a transaction costs twice in the table and once in its indexes": "it counts one unit for any write",
        "the sizes of changed collections are told for tables with a local index": "it tells no sizes",
        "a transaction with one token happens once, and costs reads after that": "it has no tokens",
        "items are read in the order of the request, and missing ones are empty": "it has no projections here",
        "a projection that finds nothing gives no item": "it has no projections here",
        "a refused transaction of reads has the words of the service": "it takes an empty one, and an item twice",
        "a transaction reads a hundred items and 4 MB at most": "it reads 25",
        "an answer of 16 MB ends, and tells which keys are left": "it answers with any size",
        "a table tells its stream": "it names streams by microseconds",
        "a stream tells every change once, in order, as its view type has it":
            "it tells of writes that change nothing, and counts the bytes of a text of its own",
        "the size of a record is that of its key and its images": "it counts the bytes of a text of its own",
        "a page of records has a megabyte at most": "it answers with any size",
        "a record of one image may be larger than any item, as it has the key, too":
            "it refuses an item of more than 405,000 bytes",
        "a deleted table leaves its stream to be read to the end": "it forgets the stream with the table",
        "an iterator begins where it is told": "it passes over a record",
        "a stream that is switched off ends, and the next one is another": "it fails with status 500 on writes then",
        "a wrong request about streams is refused in the service's words": "it takes most of them",
        "the records of a stream, done again, give exactly the table": "it tells of writes that change nothing",
        "expiry is switched on and off": "it keeps the attribute of expiry that is switched off",
        "a wrong request about expiry is refused in the service's words": "it takes most of them",
        "every operation tells the shares of the table and of each index it touched":
            "it counts one unit for any write",
        "an item and its entries in local indexes share the limit of 400 KB": "it counts the item alone",
        "all placeholders of a request have 2 MB together": "it takes any size",
        "an index that is made later holds what the table holds": "it is ready at once, with items of any type",
        "a deleted index is gone, with the definitions that only it used": "it keeps the definitions",
        "between writes, indexes come and go, and each holds exactly its part of the table": "it counts no bytes",
        "a table changes how it is paid for": "it does not tell when",
        "limits of an on-demand table merge, and minus one takes one away": "it replaces them",
        "protection, class and encryption of a table can be changed": "it does not know classes",
        "warm throughput grows only": "it takes any",
        "a stream is switched on and off, and a new one has a new name": "it cannot describe a stream that is off",
        "tags are given, changed, listed in pages and taken away": "it has other pages",
        "tags can be taken away page by page": "it fails with status 500 behind a page whose tags are gone",
        "a refused tag changes nothing, and is told in the words of the service": "it takes most tags",
        "tags of what is no table of this database are refused": "it has words of its own",
        "limits, endpoints, backups and insights are told": "it has other limits",
        "gaps, and ranges before the last attribute, are refused": "it has words of its own",
        "a refused creation or change of a table is answered in the words of the service, and does nothing":
            "it takes most of them",
        "a meter adds up what all calls consume": "it counts one unit for any write, and half a unit for any read",
        "a transaction with a name is carried out once": "it carries it out again",
        "a transaction with a name and a date is the same when it is repeated later": "it carries it out again",
    ]

    /// The same for what it does only now and then.
    static let sometimes: [String: String] = [
        "what goes wrong is a result, not a trap": "it has words of its own for a missing key",
        "no increment of many at once is lost": "it loses updates that come at once",
        "a hundred increments at once are a hundred": "it loses updates that come at once",
        "modify loses no change of several at once": "it loses updates that come at once",
        "an update that makes an item sees its key, which its condition does not": "it sees nothing to read",
        "of many writers with one version exactly one wins": "it lets several win that come at once",
    ]
}
