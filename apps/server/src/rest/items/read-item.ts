/** One item of a body as it was read, and what forbids to take it. */
export type ItemProblem = Readonly<{
  /** Empty: the item as a whole. */
  field: string;
  problem: string;
}>;

/** With a problem `value` is what could be read of it, to know it by; undefined: nothing. */
export type ReadItem = Readonly<{ value: unknown; problem?: ItemProblem }>;

export const wholeItem = (problem: string): ItemProblem => ({ field: "", problem });

const WRITERS = "Send what json.dumps or JSON.stringify writes";

export const notJson = (offset: number): ItemProblem =>
  wholeItem(`is not valid JSON (byte ${offset} of the body). ${WRITERS}`);

export const restUnreadable = (offset: number): ItemProblem =>
  wholeItem(`is not valid JSON (byte ${offset} of the body), and what follows cannot be told apart. ${WRITERS}`);

const AGAIN = "Send the body again; what was taken of it counts once";

export const CUT_OFF = wholeItem(`ends in the middle, as if the body was cut off. ${AGAIN}`);
export const LIST_CUT_OFF = wholeItem(`the list has no end, as if the body was cut off. ${AGAIN}`);
export const TOO_DEEP = wholeItem("is nested far too deeply. Send what the call describes");
export const TOO_LARGE = wholeItem("has far more fields than any request. Send what the call describes");
export const NOT_UTF_8 = wholeItem("is not UTF-8 (Latin-1 perhaps). Send UTF-8");
