/**
 * Remedies of many findings as rows of a change. Of several findings about one entry the first is applied: it may settle the others.
 * Errors  none: a finding that is settled, or whose remedy changes no price, says so.
 */
import type { Entry } from "@ratecard/changes";
import {
  type ApplyFinding,
  type ChangeSource as ChangeSourceInput,
  problemsOfRefusal,
  type PriceInput,
} from "@ratecard/contract";
import { compare, type PicoUsd } from "@ratecard/money";
import {
  type CostSettings,
  findingSentence,
  type PriceTerms,
  type Remedy,
  remedySentence,
  termsToJson,
  typicalPerRequest,
} from "@ratecard/pricing";
import { changePrices } from "#server/changes/change-prices";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import { draftOfInput, type EditMode } from "#server/entries/draft-of-input";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { findFindings, type FoundFinding } from "./find-findings";
import { keepFound, oneFinding } from "./keep-findings";

type FindingsInput = Extract<ChangeSourceInput, { kind: "findings" }>;

export const findingsSource = (ctx: ActingContext, { findings }: FindingsInput): ChangeSource => ({
  kind: "findings",
  batchKind: "bulk-edit",
  action: "prices.findings",
  nameFor: (count) => `Remedies of ${count} ${count === 1 ? "finding" : "findings"}`,
  rows: async ({ entries, prices }) => {
    const { found } = await findFindings(ctx);
    const byId = new Map(found.map((each) => [`${each.findingId} ${each.finding.model}`, each]));
    return findings.map(({ findingId, model }) =>
      rowOf(model, entries.get(model), byId.get(`${findingId} ${model}`), prices.settings),
    );
  },
});

function rowOf(
  model: string,
  entry: Entry | undefined,
  found: FoundFinding | undefined,
  settings: CostSettings,
): SourceRow {
  const plain = { model, draft: null, from: null };
  if (!found || !entry) return { ...plain, refusal: { code: "settled" } };
  const { remedy } = found.finding;
  const notes = [remedySentence(remedy)];
  const decided = decideRemedy(remedy, entry, settings);
  if (decided.kind === "keep") return { ...plain, draft: entry, notes };
  if (decided.kind === "rename") return { ...plain, draft: { ...entry, model: decided.to }, notes };
  const read = draftOfInput(model, entry, decided.input, decided.mode, settings);
  return read.ok
    ? { ...plain, draft: read.draft, notes: [...notes, ...read.notices] }
    : { ...plain, refusal: { code: "fields", problems: read.issues } };
}

type AppliedFinding = Readonly<{
  /** The entry's name, the new one when it was renamed. */
  model: string;
  notices: readonly string[];
}>;

/**
 * Applies the remedy of a finding as it was read: looked for again, then written as a change of one row.
 * Errors  NOT_FOUND when the finding is settled or its remedy is another by now; VERSION_MOVED; ENTRY_PINNED; INVALID_INPUT for a
 *         remedy that cannot be written.
 */
export async function applyFinding(ctx: ActingContext, input: ApplyFinding): Promise<AppliedFinding> {
  const found = await oneFinding(ctx, input);
  const { model, version, findingId } = input;
  const { finding } = found;
  if (finding.remedy.action === "mark-reviewed") {
    await keepFound(ctx, finding.code === "stale" ? "price.review" : "price.keep", [{ ...found, version }]);
    return { model, notices: [] };
  }
  const { pinnedBy } = found.stored.view;
  if (pinnedBy !== undefined) throw new DomainError("ENTRY_PINNED", { model, pinnedBy });
  const reason = input.reason ?? `${findingSentence(finding)} ${remedySentence(finding.remedy)}`;
  const source = findingsSource(ctx, { kind: "findings", findings: [{ findingId, model }] });
  // The remedy was read with its difference: nothing of it is held.
  const choice = { acceptHeld: "all", skipRefused: true } as const;
  const order = { dryRun: false, effectiveFrom: null, name: `Remedy of ${model}`, reason, choice };
  const { rows } = await changePrices(ctx, source, order);
  const [row] = rows;
  if (row?.refusal) {
    const { refusal } = row;
    if (refusal.code === "entry-exists")
      throw new DomainError("ALREADY_EXISTS", { what: "price", name: refusal.model });
    throw new DomainError("INVALID_INPUT", {
      issues: problemsOfRefusal(refusal).map((problem) => ({
        ...problem,
        field: [model, problem.field].join(" ").trim(),
      })),
    });
  }
  return { model: row?.newModel ?? model, notices: row?.notes.slice(1) ?? [] };
}

type RemedyDecision =
  | Readonly<{ kind: "edit"; input: PriceInput; mode: EditMode }>
  | Readonly<{ kind: "rename"; to: string }>
  | Readonly<{ kind: "keep" }>;

/**
 * The edit that a finding's remedy is.
 * Units   decimal strings as an edit has them.
 * Source  a price per request that was only the typical cost of the old rates goes with them; one that was agreed stays.
 */
export function decideRemedy(
  remedy: Remedy,
  { terms: standing }: Readonly<{ terms: PriceTerms }>,
  settings: CostSettings,
): RemedyDecision {
  switch (remedy.action) {
    case "deactivate":
      return { kind: "edit", input: { isActive: false }, mode: "edit" };
    case "rename":
      return { kind: "rename", to: remedy.to };
    case "mark-reviewed":
      return { kind: "keep" };
    case "set-terms":
      return {
        kind: "edit",
        input: termsToJson(withoutDerived(remedy.terms, standing, settings)),
        mode: "replace",
      };
  }
}

function withoutDerived(terms: PriceTerms, standing: PriceTerms, settings: CostSettings): PriceTerms {
  const { perRequest, ...rates } = terms;
  const { perRequest: stood, ...stoodRates } = standing;
  return isSame(perRequest, stood) && isSame(stood, typicalPerRequest(stoodRates, settings)) ? rates : terms;
}

const isSame = (a: PicoUsd | undefined, b: PicoUsd | undefined): boolean =>
  a !== undefined && b !== undefined && compare(a, b) === 0;
