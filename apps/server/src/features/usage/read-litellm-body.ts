/**
 * The items of a `generic_api` callback body: a JSON array, NDJSON, or one object.
 * Errors  INVALID_INPUT for a body that is no batch at all; a broken line among good ones is an item of its own.
 */
import { DomainError } from "#server/errors/domain-error";

export const MOST_PAYLOADS_A_CALL = 5000;

export function readLitellmBody(body: unknown): readonly unknown[] {
  const items = typeof body === "string" ? itemsOf(body.trim()) : null;
  if (items === null || items.length === 0)
    throw refuse("must be a JSON array, NDJSON or one JSON object of LiteLLM's standard logging payload.");
  if (items.length > MOST_PAYLOADS_A_CALL) {
    throw refuse(`holds ${items.length} payloads, more than ${MOST_PAYLOADS_A_CALL}. Lower the callback's batch size.`);
  }
  return items;
}

const refuse = (problem: string) => new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] });

function itemsOf(text: string): readonly unknown[] | null {
  const whole = parse(text);
  if (Array.isArray(whole)) return whole;
  if (whole !== undefined) return isObject(whole) ? [whole] : null;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const items = lines.map((line) => parse(line) ?? "a line that is not JSON");
  return items.some(isObject) ? items : null;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
