/** Why a price that is to be written needs a tick, in words. */
import { EVIDENCE_NAMES } from "@ratecard/contract";
import type { RouterOutputs } from "#web/trpc";
import { fieldName } from "./field-name";
import { MOVE_WORDS } from "./move-words";

type Reason = RouterOutputs["priceBook"]["previewImport"]["rows"][number]["quarantine"][number];
export function quarantineText(reason: Reason): string {
  if (reason.kind === "move") {
    return `${fieldName(reason.field)} ${MOVE_WORDS[reason.move]}`;
  }
  if (reason.kind === "rate-problem") return reason.sentence;
  const { factor, direction } = reason.suspect;
  const ratio = `${factor.toLocaleString("en")} times ${direction === "times" ? "more" : "less"} than`;
  return `about ${ratio} ${reason.references.map((one) => EVIDENCE_NAMES[one]).join(" and ")}: another unit?`;
}
