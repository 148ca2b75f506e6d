/** Why a row of a sync is held until somebody ticks it, as a part of a sentence. */
import type { Move, UnitSuspect } from "@ratecard/pricing";

export type Hold =
  | Readonly<{ kind: "move"; field: string; move: Move }>
  | Readonly<{ kind: "unit-suspect"; field: string; suspect: UnitSuspect }>
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
      return `${hold.field} is about ${ratio} what the second catalogue says, as if in another unit`;
    }
    case "other-provider":
      return `the price is of another provider, ${hold.provider}`;
  }
}
