/**
 * What looks wrong in the price book, gravest first, each with the remedy that one click applies.
 * Units   changes as decimal text in the unit they name; requests of the last 30 days.
 */
import type { ListFindings } from "@ratecard/contract";
import {
  type CostSettings,
  diffTerms,
  type Finding,
  findingSentence,
  LINT_CODES,
  type LintCode,
  type LintSeverity,
  type Remedy,
  remedySentence,
  type TermsChange,
} from "@ratecard/pricing";
import { draftOfInput } from "#server/entries/draft-of-input";
import { entryOf } from "#server/entries/rows";
import { refusedField } from "#server/errors/domain-error";
import { USAGE_DAYS } from "#server/impact/usage-of-models";
import type { ActingContext } from "#server/services/context";
import { findFindings, type FoundFinding } from "./find-findings";
import { decideRemedy } from "./findings-source";

export type FindingView = Readonly<{
  findingId: string;
  code: LintCode;
  severity: LintSeverity;
  model: string;
  /** Of the entry; send it back to apply the remedy. */
  version: number;
  sentence: string;
  requests: number;
  remedy: Readonly<{
    action: Remedy["action"];
    sentence: string;
    /** What publishing the corrected price would change. */
    changes: readonly TermsChange[];
  }>;
  /** Why one click cannot apply it. */
  obstacle?: string;
}>;

export type FindingList = Readonly<{
  findings: readonly FindingView[];
  keptCount: number;
  isTrafficKnown: boolean;
  hasSecondReference: boolean;
  days: number;
}>;

/** What a tab says of them. `unreviewed`: those that nobody looked at for long, and that have requests. */
export async function countFindings(
  ctx: ActingContext,
): Promise<Readonly<{ count: number; unreviewed: number; hasErrors: boolean }>> {
  const { found } = await findFindings(ctx);
  return {
    count: found.length,
    unreviewed: found.filter(({ finding, requests }) => finding.code === "stale" && requests > 0).length,
    hasErrors: found.some(({ finding }) => finding.severity === "error"),
  };
}

/** `code`: one kind only. Errors: INVALID_INPUT for a kind that is none. */
export async function listFindings(ctx: ActingContext, { code }: ListFindings = {}): Promise<FindingList> {
  const kind = LINT_CODES.find((known) => known === code);
  if (code !== undefined && kind === undefined) throw noSuchKind();
  const { found, taken: _, ...facts } = await findFindings(ctx);
  const { settings } = ctx.prices.now();
  const wanted = kind === undefined ? found : found.filter(({ finding }) => finding.code === kind);
  return { findings: wanted.map((found) => findingView(found, settings)), ...facts, days: USAGE_DAYS };
}

const noSuchKind = () => refusedField("code", "not-one-of", { options: LINT_CODES });

function findingView(found: FoundFinding, settings: CostSettings): FindingView {
  const { finding, findingId, stored, requests } = found;
  const { changes, obstacle } = effectOf(found, settings);
  return {
    findingId,
    code: finding.code,
    severity: finding.severity,
    model: finding.model,
    version: stored.view.version,
    sentence: findingSentence(finding),
    requests,
    remedy: { action: finding.remedy.action, sentence: remedySentence(finding.remedy), changes },
    ...(obstacle !== undefined && { obstacle }),
  };
}

type Effect = Readonly<{ changes: readonly TermsChange[]; obstacle?: string }>;

/** Of a finding that is the same object the effect is the same: it is decided once. */
const keptEffects = new WeakMap<Finding, Effect>();

function effectOf(found: FoundFinding, settings: CostSettings): Effect {
  const effect = keptEffects.get(found.finding) ?? decideEffect(found, settings);
  keptEffects.set(found.finding, effect);
  return effect;
}

function decideEffect({ finding, stored }: FoundFinding, settings: CostSettings): Effect {
  const { model } = finding;
  const entry = entryOf(stored);
  const decision = decideRemedy(finding.remedy, entry, settings);
  if (decision.kind === "keep") return { changes: [] };
  const { pinnedBy } = stored.view;
  const pinned = pinnedBy === undefined ? {} : { obstacle: `Pinned by ${pinnedBy}: change it in that file.` };
  if (decision.kind === "rename") return { changes: [], ...pinned };
  const read = draftOfInput(model, entry, decision.input, decision.mode, settings);
  if (read.ok) return { changes: diffTerms(stored.terms, read.draft.terms), ...pinned };
  return { changes: [], obstacle: read.issues.map(({ field, problem }) => `${field} ${problem}`).join(" ") };
}
