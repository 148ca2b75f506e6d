/**
 * The one table of what is refused: a closed code with its details becomes a sentence that names the problem and what helps.
 * Programs and tests read the code; the wording is for people and pinned in one test, problems.test.ts.
 */
import type { JsonProblem } from "@ratecard/pricing";
import { ACCESS_PROBLEMS } from "./access-problems";
import { ALERT_PROBLEMS } from "./alert-problems";
import { BODY_PROBLEMS } from "./body-problems";
import { CHANGE_PROBLEMS } from "./change-problems";
import { DISCOVERY_PROBLEMS } from "./discovery-problems";
import { FOREIGN_FILE_PROBLEMS } from "./foreign-file-problems";
import { INPUT_PROBLEMS } from "./input-problems";
import { PINNED_FILE_PROBLEMS } from "./pinned-file-problems";
import { PRICE_FILE_PROBLEMS } from "./price-file-problems";
import { PRICE_PROBLEMS } from "./price-problems";
import { RECONCILIATION_PROBLEMS } from "./reconciliation-problems";
import { RECOST_PROBLEMS } from "./recost-problems";
import { SETTINGS_PROBLEMS } from "./settings-problems";
import { SPEND_PROBLEMS } from "./spend-problems";
import { TIME_PROBLEMS } from "./time-problems";
import { USAGE_FILE_PROBLEMS } from "./usage-file-problems";
import { USAGE_PROBLEMS } from "./usage-problems";

export const PROBLEM_AREAS = [
  INPUT_PROBLEMS,
  TIME_PROBLEMS,
  SPEND_PROBLEMS,
  ALERT_PROBLEMS,
  ACCESS_PROBLEMS,
  PRICE_PROBLEMS,
  CHANGE_PROBLEMS,
  USAGE_PROBLEMS,
  USAGE_FILE_PROBLEMS,
  RECOST_PROBLEMS,
  RECONCILIATION_PROBLEMS,
  BODY_PROBLEMS,
  DISCOVERY_PROBLEMS,
  PRICE_FILE_PROBLEMS,
  FOREIGN_FILE_PROBLEMS,
  PINNED_FILE_PROBLEMS,
  SETTINGS_PROBLEMS,
] as const;

type UnionOf<Area> = Area extends unknown ? (area: Area) => void : never;
type Merged<Areas> = UnionOf<Areas> extends (area: infer All) => void ? All : never;
type Problems = Merged<(typeof PROBLEM_AREAS)[number]>;

const PROBLEMS = Object.assign({}, ...PROBLEM_AREAS) as Problems;

export type ProblemCode = keyof Problems;
/** None, or what the sentence has to know. */
export type ProblemDetails<Code extends ProblemCode> = Parameters<Problems[Code]>;

/** A code with the details it needs, as packages below find it. */
export type Problem = {
  [Code in ProblemCode]: Readonly<{ code: Code; details: ProblemDetails<Code>[0] }>;
}[ProblemCode];

/** What is wrong with one field. An empty `field` is the whole. */
export type FieldProblem = Readonly<{ field: string; code: ProblemCode; problem: string }>;

export function describeProblem<Code extends ProblemCode>(code: Code, ...details: ProblemDetails<Code>): string {
  const sentence = PROBLEMS[code] as (...details: ProblemDetails<Code>) => string;
  return sentence(...details);
}

export const fieldProblem = <Code extends ProblemCode>(
  field: string,
  code: Code,
  ...details: ProblemDetails<Code>
): FieldProblem => ({ field, code, problem: describeProblem(code, ...details) });

/** The same of a problem that was found elsewhere: its details belong to its code by type. */
export const foundProblem = (field: string, { code, details }: Problem): FieldProblem =>
  fieldProblem(field, code, ...([details] as ProblemDetails<typeof code>));

export const describePriceProblems = (problems: readonly JsonProblem[]): readonly FieldProblem[] =>
  problems.map(({ path, problem }) => fieldProblem(path, problem));

export const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === "string" && Object.hasOwn(PROBLEMS, code);
