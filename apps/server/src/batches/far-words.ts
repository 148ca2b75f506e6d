/** Why a price must be accepted one by one, in words that follow the field's name. */
import type { QuarantineReason } from "@ratecard/discovery";
import type { Move } from "@ratecard/pricing";

export function farText(reason: QuarantineReason): string {
  if (reason.kind === "move") return `${reason.field} ${MOVE_TEXT[reason.move]}`;
  const { factor, direction } = reason.suspect;
  const ratio = direction === "times" ? `${factor} times` : `a ${factor}th of`;
  return `${reason.field} is about ${ratio} what ${reason.references.join(" and ")} says, as if in another unit`;
}

const MOVE_TEXT: Record<Move, string> = {
  ordinary: "changes",
  appeared: "appears",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free",
  vanished: "goes away",
};
