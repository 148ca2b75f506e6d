/**
 * JSON of a body, read without surprises: no depth that breaks a reader, no key twice, no half of it.
 * Units   `text`: numbers keep their digits (LosslessNumber); `plain`: JavaScript's own. An empty text is no body.
 * Errors  INVALID_INPUT with a sentence.
 */
import { isLosslessNumber, parse as parseLossless } from "lossless-json";
import { DomainError } from "#server/errors/domain-error";

const DEEPEST = 64;

export function readJsonText(text: string, numbers: "plain" | "text"): unknown {
  if (text.trim() === "") return undefined;
  if (depthOf(text) > DEEPEST) throw refuse(`is nested deeper than ${DEEPEST} levels. No input of ours is.`);
  try {
    if (numbers === "plain") return JSON.parse(text);
    const value = parseLossless(text);
    return isLosslessNumber(value) ? value.valueOf() : value;
  } catch (cause) {
    throw refuse(
      `is not valid JSON (${cause instanceof Error ? cause.message : "unreadable"}). Send one JSON document in UTF-8.`,
      cause,
    );
  }
}

/** How many brackets are open at most, those in texts left out; so far as `DEEPEST` + 1. */
function depthOf(text: string): number {
  let [depth, deepest, isText] = [0, 0, false];
  for (let at = 0; at < text.length && deepest <= DEEPEST; at += 1) {
    const char = text.charCodeAt(at);
    if (isText) {
      if (char === BACKSLASH) at += 1;
      else if (char === QUOTE) isText = false;
    } else if (char === QUOTE) isText = true;
    else if (char === OPEN_LIST || char === OPEN_OBJECT) deepest = Math.max(deepest, ++depth);
    else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const refuse = (problem: string, cause?: unknown) =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });
