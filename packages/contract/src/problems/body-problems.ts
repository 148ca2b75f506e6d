/** Bodies, queries and headers of calls, before anything in them has a meaning. */
import type { ProblemTable } from "./problem-table";

const WRITERS = "Send what json.dumps or JSON.stringify writes.";
const AGAIN = "Send the body again; what was taken of it counts once.";
const AS_DESCRIBED = "Send what the call describes.";

export const BODY_PROBLEMS = {
  "not-json": ({ words }: { words: string }) => `is not valid JSON (${words}). Send one JSON document in UTF-8.`,
  "not-json-at": ({ byte }: { byte: number }) => `is not valid JSON (byte ${byte} of the body). ${WRITERS}`,
  "rest-not-json": ({ byte }: { byte: number }) =>
    `is not valid JSON (byte ${byte} of the body), and what follows cannot be told apart. ${WRITERS}`,
  "cut-off": () => `ends in the middle, as if the body was cut off. ${AGAIN}`,
  "list-cut-off": () => `the list has no end, as if the body was cut off. ${AGAIN}`,
  "too-deep": () => `is nested far too deeply. ${AS_DESCRIBED}`,
  "too-many-fields": () => `has far more fields than any request. ${AS_DESCRIBED}`,
  "given-twice": ({ first, last }: { first?: string; last?: string }) =>
    `is given twice, ${first === undefined ? "with different values" : `as ${first} and as ${last}`}. Send it once.`,
  "not-utf-8": () => "is not UTF-8 (Latin-1 perhaps). Save or send it as UTF-8.",
  "utf-16": () => "is UTF-16. Save it as UTF-8.",
  "other-charset": ({ charset }: { charset: string }) =>
    `says charset=${charset}. Send UTF-8, and charset=utf-8 or none.`,
  "query-not-encoded": () => "is not percent-encoded UTF-8. Encode its values, as with encodeURIComponent.",
  "not-json-type": () => "must be application/json.",
  "not-a-call": ({ words }: { words: string }) =>
    `is no call this server knows (${words}). Check its path and its body; reload a page that is older than the server.`,
} satisfies ProblemTable;
