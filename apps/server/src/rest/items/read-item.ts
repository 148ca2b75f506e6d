/** One item of a body as it was read, and what forbids to take it. */
import { type FieldProblem, fieldProblem } from "@ratecard/contract";

/** With a problem `value` is what could be read of it, to know it by; undefined: nothing. */
export type ReadItem = Readonly<{ value: unknown; problem?: FieldProblem }>;

export const notJson = (byte: number): FieldProblem => fieldProblem("", "not-json-at", { byte });
export const restUnreadable = (byte: number): FieldProblem => fieldProblem("", "rest-not-json", { byte });

export const CUT_OFF = fieldProblem("", "cut-off");
export const LIST_CUT_OFF = fieldProblem("", "list-cut-off");
export const TOO_DEEP = fieldProblem("", "too-deep");
export const TOO_LARGE = fieldProblem("", "too-many-fields");
export const NOT_UTF_8 = fieldProblem("", "not-utf-8");
