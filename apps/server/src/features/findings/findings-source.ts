/**
 * Remedies of many findings as rows of a change. Of several findings about one entry the first is applied: it may settle the others.
 * Errors  none: a finding that is settled, or whose remedy changes no price, says so.
 */
import type { Entry } from "@ratecard/changes";
import type { ChangeSource as ChangeSourceInput } from "@ratecard/contract";
import { type CostSettings, remedySentence } from "@ratecard/pricing";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import { draftOfInput } from "#server/entries/draft-of-input";
import type { ActingContext } from "#server/services/context";
import { decideRemedy } from "./decide-remedy";
import { type FoundFinding, findFindings } from "./find-findings";

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
