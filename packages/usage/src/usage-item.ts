/** One item of a usage file as it was read, with where it stands: `line 7`, or `item 7` of a JSON document. */
import type { FieldProblem } from "@ratecard/contract";

/** `event`: not checked yet. */
export type UsageItem =
  | Readonly<{ ok: true; place: string; event: unknown }>
  | Readonly<{ ok: false; place: string; problem: FieldProblem }>;
