/**
 * Every sentence that refuses something, from its code and sample details: problems.golden.txt is the one place where wording is
 * pinned. A new code fails until its line is there: `vitest run -u` writes it, a reviewer reads it. Other tests read codes.
 */
import { describe, expect, it } from "vitest";
import type { DomainErrorCode } from "../errors";
import { describeError } from "./describe-error";
import { describeProblem, type ProblemCode, PROBLEM_AREAS } from "./describe-problem";
import { SAMPLE_DETAILS } from "./testing/sample-details";
import { SAMPLE_ERRORS } from "./testing/sample-errors";

const CODES = PROBLEM_AREAS.flatMap((area) => Object.keys(area) as ProblemCode[]);
const DETAILS = new Map<string, unknown>(Object.entries(SAMPLE_DETAILS));

const sentenceOf = (code: ProblemCode): string =>
  (describeProblem as (code: ProblemCode, details: unknown) => string)(code, DETAILS.get(code));

const SENTENCES: readonly (readonly [code: string, sentence: string])[] = [
  ...CODES.map((code) => [code, sentenceOf(code)] as const),
  ...(Object.keys(SAMPLE_ERRORS) as DomainErrorCode[]).map(
    (code) => [code, describeError(code, SAMPLE_ERRORS[code])] as const,
  ),
];

const LONGEST = 220;
/** Words of our libraries and of ourselves, which tell a user nothing. */
const JARGON = /\bzod|regex|schema|parse|expected|received|undefined|\[object|null pointer|—|\bplease\b/i;
/** It begins with what must be, or a later sentence or clause tells what to do. */
const REMEDY = /^must |[.;:,] [A-Z`"{<].*|; .+|, or (leave|send|use|enter) /;

describe("a sentence that refuses something", () => {
  it("is worded as the golden list says, for every code", async () => {
    const lines = SENTENCES.map(([code, sentence]) => `${code}: ${sentence}`);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./problems.golden.txt");
  });

  it("has a code that no other area has", () => {
    expect(CODES.filter((code, index) => CODES.indexOf(code) !== index)).toEqual([]);
  });

  it.each([
    ["does not end with a full stop", (sentence: string) => !/^\S.*[^.]\.$/s.test(sentence)],
    ["does not say what helps", (sentence: string) => !REMEDY.test(sentence)],
    ["uses a word that says nothing to its reader", (sentence: string) => JARGON.test(sentence)],
    [`is longer than ${LONGEST} characters`, (sentence: string) => sentence.length > LONGEST],
  ])("never %s", (_fault, hasFault) => {
    expect(SENTENCES.filter(([, sentence]) => hasFault(sentence))).toEqual([]);
  });

  it("says every detail that is text", () => {
    const silent = CODES.filter((code) =>
      Object.values(DETAILS.get(code) ?? {}).some(
        (detail: unknown) => typeof detail === "string" && !UNTOLD.has(detail) && !sentenceOf(code).includes(detail),
      ),
    );
    expect(silent).toEqual([]);
  });
});

/** Details that choose words instead of being words. */
const UNTOLD = new Set(["text", "object", "list", "quote-inside", "per-1k"]);
