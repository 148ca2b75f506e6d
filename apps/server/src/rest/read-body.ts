/**
 * The body of a REST call as text, and as JSON.
 * Errors  INVALID_INPUT: no UTF-8, no JSON, nested beyond reason. A character that cannot be read is never replaced by another one.
 */
import type { FastifyRequest } from "fastify";
import { isLosslessNumber, parse as parseLossless } from "lossless-json";
import { DomainError } from "#server/errors/domain-error";
import type { RestRoute } from "./define-route";

const UTF8 = /^(utf-?8|us-ascii)$/i;

export function textOfBody({ headers }: Pick<FastifyRequest, "headers">, body: Buffer): string {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1];
  if (charset !== undefined && !UTF8.test(charset)) throw refuse(`is said to be ${charset}. Send it in UTF-8.`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw refuse("is not UTF-8. Send it in UTF-8.", cause);
  }
}

export function jsonOf(body: unknown, numbers: RestRoute["numbers"]): unknown {
  if (typeof body !== "string" || body.trim() === "") return undefined;
  try {
    if (numbers !== "text") return JSON.parse(body);
    const value = parseLossless(body);
    return isLosslessNumber(value) ? value.valueOf() : value;
  } catch (cause) {
    if (cause instanceof RangeError) throw refuse("is nested far too deeply. Send what the call describes.", cause);
    const words = cause instanceof Error ? cause.message : "unreadable";
    throw refuse(`is not valid JSON (${words}). Send one JSON document in UTF-8.`, cause);
  }
}

const refuse = (problem: string, cause?: unknown) =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });
