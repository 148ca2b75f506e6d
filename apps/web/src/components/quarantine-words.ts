/** Why a price that is to be written needs a tick, in words. */
import type { RouterOutputs } from "#web/trpc";
import { fieldName } from "./differences";
import { MOVE_WORDS } from "./move-words";

type Reason = RouterOutputs["priceBook"]["previewImport"]["rows"][number]["quarantine"][number];
type Evidence = Extract<Reason, { kind: "unit-suspect" }>["references"][number];

export const EVIDENCE_NAMES: Record<Evidence, string> = {
  "catalog-scoped": "the catalogue",
  "catalog-bare": "the catalogue under the bare name",
  "served-model": "the price of the model behind it",
  openrouter: "OpenRouter",
  server: "the server itself",
  "second-reference": "the second catalogue",
};

export function quarantineText(reason: Reason): string {
  if (reason.kind === "move") {
    return `${fieldName(reason.field)} ${MOVE_WORDS[reason.move]}`;
  }
  const { factor, direction } = reason.suspect;
  const ratio = `${factor.toLocaleString("en")} times ${direction === "times" ? "more" : "less"} than`;
  return `about ${ratio} ${reason.references.map((one) => EVIDENCE_NAMES[one]).join(" and ")}: another unit?`;
}
