/** Why a price is held until somebody accepts it, as a part of a sentence; and the names of what prices are compared with. */
import type { Move, UnitSuspect } from "@ratecard/pricing";

export const EVIDENCE_NAMES = {
  "catalog-scoped": "the catalogue",
  "catalog-bare": "the catalogue under the bare name",
  "served-model": "the price of the model behind it",
  openrouter: "OpenRouter",
  server: "the server itself",
  "server-set": "the price set at the server",
  "second-reference": "the second catalogue",
} as const;
type Evidence = keyof typeof EVIDENCE_NAMES;

export type Hold =
  | Readonly<{ kind: "move"; field: string; move: Move }>
  /** Without `references` it is the second catalogue. */
  | Readonly<{ kind: "unit-suspect"; field: string; suspect: UnitSuspect; references?: readonly Evidence[] }>
  /** A rate that looks like a mistake. */
  | Readonly<{ kind: "rate-problem"; sentence: string }>
  | Readonly<{ kind: "other-provider"; provider: string }>;

const MOVES: Readonly<Record<Move, string>> = {
  ordinary: "changes",
  appeared: "is new",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free until now",
  vanished: "goes away",
};

export function describeHold(hold: Hold): string {
  switch (hold.kind) {
    case "move":
      return `${hold.field} ${MOVES[hold.move]}`;
    case "unit-suspect": {
      const { factor, direction } = hold.suspect;
      const ratio = direction === "times" ? `${factor} times` : `a ${factor}th of`;
      const { references = ["second-reference"] } = hold;
      const named = references.map((one) => EVIDENCE_NAMES[one]).join(" and ");
      return `${hold.field} is about ${ratio} what ${named} ${references.length > 1 ? "say" : "says"}, as if in another unit`;
    }
    case "rate-problem":
      return hold.sentence;
    case "other-provider":
      return `the price is of another provider, ${hold.provider}`;
  }
}
