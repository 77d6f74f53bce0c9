// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The one error every operation throws.
///
/// ```swift
/// do {
///     try await table.put(item, condition: Attribute("pk").notExists)
/// } catch let error where error.code == .conditionalCheckFailed {
///     print("The item is there already")
/// } catch {
///     print(error)
/// }
/// ```
public struct DynamoDBError: Error, Sendable {
    /// What went wrong: the reason to decide on.
    public var code: Code
    /// The reason in words, for a human. It may name attributes and placeholders, as the service's own words do, and in
    /// a few validation errors it cites the refused value.
    public var message: String
    /// The item that made a condition fail, if the request asked for it or its outcome is unknown, or that does not fit its
    /// model. It is no part of ``description``.
    public var item: Item?
    /// The parts of a condition that were false, where the item that made it fail is known: of parts joined by `AND` those
    /// that were. They are no part of ``description``, and their values are the program's.
    public var falseClauses: [Condition] = []
    /// Why a transaction was cancelled: one reason for each of its actions, in their order. Empty for every other error,
    /// also where the outcome of the transaction is unknown.
    /// The items in it are no part of ``description``.
    public var cancellationReasons: [CancellationReason]
    /// Which limits throttled the request, and of which table or index, where the service tells.
    public var throttlingReasons: [ThrottlingReason] = []
    /// The service's name for the request, to be told to its support; `nil` where no service answered.
    public var requestID: String?

    /// An error.
    public init(
        _ code: Code, _ message: String, item: Item? = nil, cancellationReasons: [CancellationReason] = [],
        requestID: String? = nil
    ) {
        self.code = code
        self.message = message
        self.item = item
        self.cancellationReasons = cancellationReasons
        self.requestID = requestID
    }
}

extension DynamoDBError {
    /// What went wrong; new codes may appear in minor releases.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case validation = "ValidationException"
            case conditionalCheckFailed = "ConditionalCheckFailedException"
            case resourceNotFound = "ResourceNotFoundException"
            case resourceInUse = "ResourceInUseException"
            case limitExceeded = "LimitExceededException"
            case itemCollectionSizeLimitExceeded = "ItemCollectionSizeLimitExceededException"
            case provisionedThroughputExceeded = "ProvisionedThroughputExceededException"
            case throttling = "ThrottlingException"
            case requestLimitExceeded = "RequestLimitExceeded"
            case transactionConflict = "TransactionConflictException"
            case internalServerError = "InternalServerError"
            case cancelled = "Cancelled"
            case unprocessed = "Unprocessed"
            case storage = "Storage"
            case storageFull = "StorageFull"
            case storageBusy = "StorageBusy"
            case readOnly = "ReadOnly"
            case corrupt = "Corrupt"
            case incompatibleFile = "IncompatibleFile"
            case closed = "Closed"
            case credentials = "Credentials"
            case configuration = "Configuration"
            case network = "Network"
            case timeout = "Timeout"
            case outcomeUnknown = "OutcomeUnknown"
            case unsupported = "Unsupported"
            case invalidResponse = "InvalidResponse"
            case accessDenied = "AccessDeniedException"
            case authentication = "Authentication"
            case transactionCanceled = "TransactionCanceledException"
            case transactionInProgress = "TransactionInProgressException"
            case idempotentParameterMismatch = "IdempotentParameterMismatchException"
            case duplicateItem = "DuplicateItemException"
            case replicatedWriteConflict = "ReplicatedWriteConflictException"
            case serialization = "SerializationException"
            case unknownOperation = "UnknownOperationException"
            case expiredIterator = "ExpiredIteratorException"
            case trimmedDataAccess = "TrimmedDataAccessException"
            case decoding = "Decoding"
            case invalidPageToken = "InvalidPageToken"
            case unknown = "Unknown"
        }

        private let base: Base

        private init(_ base: Base) {
            self.base = base
        }

        /// The name of the service's exception, such as `"ValidationException"`, or of a code of this library.
        public var description: String { self.base.rawValue }

        /// The request breaks a rule of DynamoDB; the message says which. Sending it again cannot help.
        public static let validation = Self(.validation)
        /// The condition of the write was false, and nothing was written.
        public static let conditionalCheckFailed = Self(.conditionalCheckFailed)
        /// The table, or another resource the request names, does not exist.
        public static let resourceNotFound = Self(.resourceNotFound)
        /// The table exists already, or is being changed, or a wait for it was over before it was ready.
        public static let resourceInUse = Self(.resourceInUse)
        /// Too many control-plane operations at once, or a quota is reached.
        public static let limitExceeded = Self(.limitExceeded)
        /// The items with one partition key exceed 10 GB in a table with local secondary indexes.
        public static let itemCollectionSizeLimitExceeded = Self(.itemCollectionSizeLimitExceeded)
        /// The provisioned throughput is used up for now.
        public static let provisionedThroughputExceeded = Self(.provisionedThroughputExceeded)
        /// Too many requests for now.
        public static let throttling = Self(.throttling)
        /// The account's throughput is used up for now.
        public static let requestLimitExceeded = Self(.requestLimitExceeded)
        /// Another transaction is writing the item.
        public static let transactionConflict = Self(.transactionConflict)
        /// The service failed.
        public static let internalServerError = Self(.internalServerError)
        /// The task was cancelled, and nothing was written. A write that had been sent when its task was cancelled, and may
        /// have been carried out, is ``outcomeUnknown``. Of a function that takes several steps, the first may be done: a
        /// table is made before it is waited for.
        public static let cancelled = Self(.cancelled)
        /// The database left an entry of a batch undone after every retry.
        public static let unprocessed = Self(.unprocessed)
        /// The disk or the file failed; the message has the reason.
        public static let storage = Self(.storage)
        /// The disk, or the space set aside for the database, is full. Nothing of the write was stored.
        public static let storageFull = Self(.storageFull)
        /// Another process held the database file for longer than the configured time.
        public static let storageBusy = Self(.storageBusy)
        /// The database file, or its directory, cannot be written.
        public static let readOnly = Self(.readOnly)
        /// The database file is damaged.
        public static let corrupt = Self(.corrupt)
        /// The file is no database of this library, or one of a newer version.
        public static let incompatibleFile = Self(.incompatibleFile)
        /// The database was closed.
        public static let closed = Self(.closed)
        /// There are no credentials to sign requests with.
        public static let credentials = Self(.credentials)
        /// A setting is wrong or missing, such as the endpoint or the region.
        public static let configuration = Self(.configuration)
        /// The network failed, after every retry.
        public static let network = Self(.network)
        /// The time for the call was up.
        public static let timeout = Self(.timeout)
        /// A write was sent, its answer was lost or is no JSON, or its task cancelled, and whether it was carried out cannot be
        /// told; so of a batch of writes whose answer cannot be read. Read the item to find out; where the condition of the
        /// write is false now, the error carries it.
        public static let outcomeUnknown = Self(.outcomeUnknown)
        /// The database does not have the operation, or does not tell what a read needs to go on; nothing was written.
        public static let unsupported = Self(.unsupported)
        /// The answer is not one of DynamoDB: damaged, too large, or of another server. If it is that of a write which was
        /// carried out, the message ends with "The write itself was a success."
        public static let invalidResponse = Self(.invalidResponse)
        /// The credentials do not permit the operation.
        public static let accessDenied = Self(.accessDenied)
        /// The service does not accept the credentials or the signature.
        public static let authentication = Self(.authentication)
        /// The transaction was cancelled, and nothing of it was done; ``DynamoDBError/cancellationReasons`` says why.
        public static let transactionCanceled = Self(.transactionCanceled)
        /// A transaction with this token is still running.
        public static let transactionInProgress = Self(.transactionInProgress)
        /// A transaction token was used again for another request.
        public static let idempotentParameterMismatch = Self(.idempotentParameterMismatch)
        /// A statement inserted an item that exists.
        public static let duplicateItem = Self(.duplicateItem)
        /// Another region wrote the item at the same time.
        public static let replicatedWriteConflict = Self(.replicatedWriteConflict)
        /// The service could not read the request.
        public static let serialization = Self(.serialization)
        /// The service does not know the operation.
        public static let unknownOperation = Self(.unknownOperation)
        /// The iterator of a shard is older than 15 minutes. Ask for a new one, behind the last record that was read.
        public static let expiredIterator = Self(.expiredIterator)
        /// The records of a stream that were asked for are older than 24 hours, and gone.
        public static let trimmedDataAccess = Self(.trimmedDataAccess)
        /// What is stored does not fit the model it is read as; the message names the place, and the error carries the item. If
        /// it is what a write returned, the write was carried out, and the message ends with "The write itself was a success."
        public static let decoding = Self(.decoding)
        /// A page token is damaged, not signed by this program, or one of another read; nothing was read. Whoever handed in the
        /// token is to begin anew.
        public static let invalidPageToken = Self(.invalidPageToken)
        /// An error that this version does not know; the message begins with its name.
        public static let unknown = Self(.unknown)
    }
}

extension DynamoDBError: CustomStringConvertible {
    /// The code and the message, and which limits throttled the request.
    public var description: String {
        let reasons = self.throttlingReasons.map(\.description).joined(separator: ", ")
        return "\(self.code): \(self.message)\(reasons.isEmpty ? "" : " (\(reasons))")"
    }
}
