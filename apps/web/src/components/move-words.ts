/** How a price moves, in words. */
import type { Move } from "@ratecard/pricing";

export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  ordinary: "changes",
  appeared: "is new",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free until now",
  vanished: "goes away",
};
