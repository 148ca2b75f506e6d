/**
 * Applies the remedy of a finding as it was read: looked for again, then the edit it stands for.
 * Errors  NOT_FOUND when the finding is settled or its remedy is another by now; VERSION_MOVED, ENTRY_PINNED, INVALID_INPUT and
 *         ALREADY_EXISTS as the edit itself.
 */
import type { ApplyFinding } from "@ratecard/contract";
import { findingSentence, remedySentence } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { checkEditable } from "../check-edit";
import { decideRemedy } from "./decide-remedy";
import { keepFound, oneFinding } from "./keep-finding";
import { renamePrice } from "../rename-price";
import { editPrice } from "../save-price";

export type AppliedFinding = Readonly<{
  /** The entry's name, the new one when it was renamed. */
  model: string;
  notices: readonly string[];
}>;

export async function applyFinding(ctx: ActingContext, input: ApplyFinding): Promise<AppliedFinding> {
  const one = await oneFinding(ctx, input);
  const { model, version } = input;
  const reason = input.reason ?? `${findingSentence(one.finding)} ${remedySentence(one.finding.remedy)}`;
  const decision = decideRemedy(one.finding.remedy, one.stored, ctx.prices.now().settings);
  switch (decision.kind) {
    case "keep":
      await keepFound(ctx, one, version);
      return { model, notices: [] };
    case "rename":
      checkEditable(one.stored, version);
      return { model: await renamePrice(ctx, { stored: one.stored, to: decision.to, version, reason }), notices: [] };
    case "edit": {
      const { notices } = await editPrice(ctx, { model, version, input: decision.input, mode: decision.mode, reason });
      return { model, notices };
    }
  }
}
