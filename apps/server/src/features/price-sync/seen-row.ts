/** The difference a preview showed, as a short text: what is written later is what was seen, or it is refused. */
import { createHash } from "node:crypto";
import { canonicalJson, type SyncDecision } from "@ratecard/discovery";
import { termsToJson } from "@ratecard/pricing";

const LENGTH = 32;

export function seenRow({ model, outcome, before, after, base }: SyncDecision): string {
  const shown = {
    model,
    outcome,
    before: before ? termsToJson(before) : null,
    after: after ? termsToJson(after) : null,
    base: base ? [base.model, base.provider ?? null] : null,
  };
  return createHash("sha256").update(canonicalJson(shown)).digest("hex").slice(0, LENGTH);
}
