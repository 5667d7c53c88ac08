// @ts-check
/**
 * What travels between the page and its engine; schema/1.0/desk.schema.json is the source of truth.
 *
 * @typedef {{name: string, text: string} | {name: string, base64: string}} SentDocument
 * @typedef {"error" | "warning" | "note"} Severity
 * @typedef {{pointer: string, line?: number, column?: number, message: string, remedy: string,
 *            decisions?: Decided[]}} Finding
 * @typedef {{reviewer: string, date: string, decision: string, reason: string}} Decided
 * @typedef {{rule: string, severity: Severity, count: number, samples: Finding[],
 *            by_profile?: {severity: string, reason: string}}} Group
 * @typedef {{rule: string, status: string, passed: number, failed: number, not_applicable: string[]}} RuleResult
 * @typedef {{level: number, name: string, text: string, status: "met" | "missing" | "not applicable",
 *            pointer?: string, missing?: string, because?: string}} Requirement
 * @typedef {{level: number, name: string, missing_for_next: Requirement[], requirements: Requirement[]}} Coverage
 * @typedef {Record<Severity, number> & {off?: number}} Counts
 * @typedef {{name: string, sha256: string, valid: boolean, counts: Counts,
 *            by_profile?: {passes: boolean, counts: Counts},
 *            findings: Group[], rules: RuleResult[], coverage: Coverage}} Verdict
 * @typedef {{pointer?: string, line?: number, column?: number, found: string, expected: string,
 *            remedy: string}} Problem
 * @typedef {{name: string, problems: Problem[]}} Unreadable
 * @typedef {{versions: Record<string, string>, today: string, documents: Verdict[],
 *            unreadable: Unreadable[]}} Report
 * @typedef {{rule: string, pointer?: string, decision: string, reason: string}} Decision
 * @typedef {{reviewer: string, organisation?: string, independent?: boolean, date: string, rule_set: string,
 *            conclusion: string, decisions?: Decision[], note?: string}} Review
 * @typedef {{report: Report, card: string | null, drawn: boolean, review: Review[] | null,
 *            places: Record<string, {line: number, column: number}>,
 *            about: {id?: string, revision?: unknown, name?: string} | null}} CheckAnswer
 * @typedef {{title: string, severity: string, section?: string, what?: string, remedy?: string,
 *            manual?: string, page?: string}} RuleAbout
 * @typedef {{code: string, title: string, description: string}} Code
 * @typedef {{versions: Record<string, string>, limits: {bytes: number},
 *            codelists: {review_decision: Code[], review_conclusion: Code[]},
 *            rules: Record<string, RuleAbout>}} About
 * @typedef {(request: Record<string, unknown>) => Promise<any>} Ask
 */
export {};
