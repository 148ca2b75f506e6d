/**
 * Applies the remedy of a finding as it was read: looked for again, then written as a change of one row.
 * Errors  NOT_FOUND when the finding is settled or its remedy is another by now; VERSION_MOVED; ENTRY_PINNED; INVALID_INPUT for a
 *         remedy that cannot be written.
 */
import { type ApplyFinding, describeRefusal } from "@ratecard/contract";
import { findingSentence, remedySentence } from "@ratecard/pricing";
import { changePrices } from "#server/changes/change-prices";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { findingsSource } from "./findings-source";
import { keepFound, oneFinding } from "./keep-findings";

export type AppliedFinding = Readonly<{
  /** The entry's name, the new one when it was renamed. */
  model: string;
  notices: readonly string[];
}>;

export async function applyFinding(ctx: ActingContext, input: ApplyFinding): Promise<AppliedFinding> {
  const found = await oneFinding(ctx, input);
  const { model, version, findingId } = input;
  const { finding } = found;
  if (finding.remedy.action === "mark-reviewed") {
    await keepFound(ctx, [{ ...found, version }]);
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
    throw new DomainError("INVALID_INPUT", { issues: [{ field: model, problem: describeRefusal(refusal) }] });
  }
  return { model: row?.newModel ?? model, notices: row?.notes.slice(1) ?? [] };
}
