// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#include <sqlite3.h>

// Swift cannot call a C function with variable arguments, so the two settings that need one are given here.

/// Keeps closing the last connection from copying the write-ahead log into the database file: a file that is refused
/// stays as it was.
static inline int dynamodb_sqlite_keep_log_on_close(sqlite3 *connection, int isOn) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, isOn, (int *)0);
}

/// Refuses statements that could damage the file on purpose, such as writing to its schema table.
static inline int dynamodb_sqlite_be_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
