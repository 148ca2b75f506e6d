/**
 * JSON of a body. An empty text is no body.
 * Units   `text`: numbers keep their digits (LosslessNumber); `plain`: JavaScript's own. Errors: INVALID_INPUT with a sentence.
 */
import { isLosslessNumber, parse as parseLossless } from "lossless-json";
import { DomainError } from "#server/errors/domain-error";

export function readJsonText(text: string, numbers: "plain" | "text"): unknown {
  if (text.trim() === "") return undefined;
  try {
    if (numbers === "plain") return JSON.parse(text);
    const value = parseLossless(text);
    return isLosslessNumber(value) ? value.valueOf() : value;
  } catch (cause) {
    if (cause instanceof RangeError) throw refuse("is nested far too deeply. Send what the call describes.", cause);
    const words = cause instanceof Error ? cause.message : "unreadable";
    throw refuse(`is not valid JSON (${words}). Send one JSON document in UTF-8.`, cause);
  }
}

const refuse = (problem: string, cause: unknown) =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });
