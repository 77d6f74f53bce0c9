// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// The agents the quick start works with: a registry of three teams, each agent with the nested attributes that such
/// registries have.
enum AgentRegistry {
    /// Every agent, in no particular order.
    static let agents: [Item] = [
        agent(
            "AT-001", "AG-001", "document_analysis", .reasoning, in: "documents", confidence: 0.85, latency: 5,
            skills: ["document_analysis", "pdf_analysis", "risk_extraction", "file_analysis"]),
        agent(
            "AT-001", "AG-002", "contract_review", .reasoning, in: "contracts", confidence: 0.91, latency: 8,
            skills: ["clause_comparison", "risk_extraction"]),
        agent(
            "AT-001", "AG-003", "meeting_minutes", .summary, in: "meetings", confidence: 0.78, latency: 3,
            skills: ["transcription", "summary"]),
        agent(
            "AT-001", "AG-004", "fax_intake", .tool, in: "documents", confidence: 0.4, latency: 30,
            skills: ["ocr"], active: false),
        agent(
            "AT-001", "AG-005", "knowledge_search", .retrieval, in: "search", confidence: 0.88, latency: 1,
            skills: ["semantic_search", "reranking"]),
        agent(
            "AT-002", "AG-101", "estimate_check", .reasoning, in: "estimating", confidence: 0.82, latency: 6,
            skills: ["quantity_takeoff", "price_comparison"]),
        agent(
            "AT-002", "AG-102", "drawing_reader", .tool, in: "drawings", confidence: 0.74, latency: 12,
            skills: ["ocr", "symbol_detection"]),
        agent(
            "AT-002", "AG-103", "tender_summary", .summary, in: "tenders", confidence: 0.8, latency: 4,
            skills: ["summary"], active: false),
        agent(
            "AT-003", "AG-201", "incident_triage", .reasoning, in: "operations", confidence: 0.93, latency: 2,
            skills: ["log_analysis", "root_cause"]),
        agent(
            "AT-003", "AG-202", "runbook_search", .retrieval, in: "operations", confidence: 0.86, latency: 1,
            skills: ["semantic_search"]),
    ]

    private enum Kind: String {
        case reasoning = "Reasoning Agent"
        case retrieval = "Retrieval Agent"
        case summary = "Summary Agent"
        case tool = "Tool Agent"
    }

    private static func agent(
        _ team: String, _ id: String, _ name: String, _ kind: Kind, in domain: String,
        confidence: DynamoDBNumber, latency: Int, skills: [String], active: Bool = true
    ) -> Item {
        [
            "team_code": .string(team),
            "id": .string(id),
            "name": .string(name),
            "Type": .string(kind.rawValue),
            "active": .bool(active),
            "agent_prompt_code": "AP-\(id.dropFirst(3))",
            "capability": [
                "confidence_score": .number(confidence),
                "domain": .string(domain),
                "estimated_latency": .number(DynamoDBNumber(latency)),
                "max_concurrent_tasks": 3,
                "skills": .list(skills.map(AttributeValue.string)),
            ],
            "createdAt": "2026-01-28T01:04:32.908Z",
            "createdBy": "system",
            "lambda_arn": "arn:aws:lambda:us-east-1:111122223333:function:\(team)",
            "maxTokens": 4000,
            "request_body": [
                "agent_code": ["from": "agent_prompt_code"],
                "bucket_name": ["default": "", "from": "bucket_name"],
                "chat-history": ["default": [], "from": "chat_history"],
                "file_keys": ["default": [], "from": "file_keys"],
                "kb_id": ["default": "", "from": "kb_id"],
                "query": ["from": "query"],
            ],
            "request_type": "wrapped",
            "version": "0.0.1",
        ]
    }
}
