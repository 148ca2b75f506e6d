/** Names a finding by what was found and by its remedy: when either changes it is another one. Counts and days are left out. */
import { createHash } from "node:crypto";
import { type Finding, termsToJson } from "@ratecard/pricing";

const ID_DIGITS = 32;

export function findingId(finding: Finding): string {
  const { code, model, remedy } = finding;
  const says = JSON.stringify([
    code,
    model,
    remedy.action,
    remedy.action === "rename" ? remedy.to : null,
    remedy.action === "set-terms" ? termsToJson(remedy.terms) : null,
  ]);
  return createHash("sha256").update(says).digest("hex").slice(0, ID_DIGITS);
}
