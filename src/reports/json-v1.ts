import type { BaselineEntry } from '../model/baseline.js';
import type { Facts, Relation } from '../model/facts.js';
import type { Finding, RuleResult, Severity } from '../model/outcome.js';
import type { Location } from '../model/subscription.js';
import type { Conclusion, Verdict } from '../model/verdict.js';
import { renderFix } from './fix-migration.js';
import { type JsonSubscription, toJsonSubscriptions } from './json-subscriptions.js';

/** Version 1 of the JSON report. Fields may be added; none is renamed or removed. Lines and columns count from 1. */
export interface JsonReportV1 {
  readonly version: 1;
  readonly conclusion: Conclusion;
  readonly reason: string | null;
  readonly publication: { readonly name: string; readonly exists: boolean | null };
  readonly databases: readonly JsonDatabase[];
  readonly subscriptions: readonly JsonSubscription[];
  readonly tables: readonly JsonTable[];
  readonly rules: readonly JsonRule[];
  /** Those of the baseline after the others. */
  readonly findings: readonly JsonFinding[];
  /** What the baseline accepts and is there no more. */
  readonly gone: readonly BaselineEntry[];
  readonly limits: readonly string[];
}

interface JsonDatabase {
  readonly name: string;
  readonly engine: string;
  /** Null for a database that was found as it is. */
  readonly migrations: { readonly files: number; readonly statements: number; readonly failed: number } | null;
}

interface JsonTable {
  readonly schema: string;
  readonly name: string;
  readonly relkind: string;
  readonly relreplident: string;
  readonly published: boolean;
  readonly rowSecurity: boolean;
  readonly primaryKey: readonly string[] | null;
  readonly database: string;
  readonly confidence: string;
  readonly published_at: Location | null;
  readonly identity_at: Location | null;
  readonly created_at: Location | null;
}

interface JsonRule {
  readonly id: string;
  readonly status: RuleResult['status'];
  readonly subjects: number;
  readonly reason: string | null;
}

interface JsonFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly subject: string;
  readonly message: string;
  readonly detail: string;
  readonly hint: string;
  readonly fix: string | null;
  readonly location: Location | null;
  readonly related: readonly (Location & { readonly label: string })[];
  readonly fingerprint: string;
  /** The databases it holds in, by their names. */
  readonly databases: readonly string[];
  readonly confidence: string | null;
  /** What it stands for besides: a missing table explains that it is not published. */
  readonly explains: readonly Pick<JsonFinding, 'ruleId' | 'severity' | 'subject' | 'message' | 'fingerprint'>[];
  readonly baselined: boolean;
}

/** The report for programs. */
export function toJsonV1(verdict: Verdict): JsonReportV1 {
  const { facts, shadow } = verdict;
  const all = shadow === null ? [facts] : [facts, shadow];
  return {
    version: 1,
    conclusion: verdict.conclusion,
    reason: verdict.reason,
    publication: {
      name: facts.policy.publication,
      exists: facts.catalog.known ? facts.catalog.value.publication.exists : null,
    },
    databases: all.flatMap(toDatabase),
    subscriptions: toJsonSubscriptions(facts),
    tables: all.flatMap(toTables),
    rules: verdict.results.map(toRule),
    findings: [
      ...verdict.findings.map((finding) => toFinding(finding, false)),
      ...verdict.known.map((finding) => toFinding(finding, true)),
    ],
    gone: verdict.gone,
    limits: verdict.limits,
  };
}

function toFinding(finding: Finding, baselined: boolean): JsonFinding {
  return {
    ruleId: finding.ruleId,
    severity: finding.severity,
    subject: finding.subject,
    message: finding.message,
    detail: finding.detail,
    hint: finding.hint,
    fix: finding.fix.length === 0 ? null : renderFix(finding.fix),
    location: finding.location,
    related: finding.related,
    fingerprint: finding.fingerprint,
    databases: finding.databases,
    confidence: finding.confidence ?? null,
    explains: (finding.explains ?? []).map(({ ruleId, severity, subject, message, fingerprint }) => ({
      ruleId,
      severity,
      subject,
      message,
      fingerprint,
    })),
    baselined,
  };
}

/** The same as text, one line break at the end. */
export function renderJson(verdict: Verdict): string {
  return `${JSON.stringify(toJsonV1(verdict), null, 2)}\n`;
}

function toTable(relation: Relation, database: string): JsonTable {
  return {
    schema: relation.schema,
    name: relation.name,
    relkind: relation.relkind,
    relreplident: relation.relreplident,
    published: relation.published,
    rowSecurity: relation.rowSecurity,
    primaryKey: relation.primaryKey?.columns ?? null,
    database,
    confidence: relation.confidence,
    published_at: relation.publishedAt,
    identity_at: relation.identityAt,
    created_at: relation.createdAt,
  };
}

function toDatabase({ database, history }: Facts): readonly JsonDatabase[] {
  if (!database.known) return [];
  const { name, engine } = database.value;
  const migrations =
    history === null ? null : { files: history.files, statements: history.statements, failed: history.failed.length };
  return [{ name, engine, migrations }];
}

function toTables({ catalog, database }: Facts): readonly JsonTable[] {
  if (!catalog.known) return [];
  const name = database.known ? database.value.name : '';
  return catalog.value.relations.map((relation) => toTable(relation, name));
}

function toRule(result: RuleResult): JsonRule {
  return {
    id: result.ruleId,
    status: result.status,
    subjects: result.status === 'checked' ? result.subjects : 0,
    reason: result.status === 'checked' ? null : result.reason,
  };
}
