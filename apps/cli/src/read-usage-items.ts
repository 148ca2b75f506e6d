/** The items of a usage file: NDJSON, a JSON array, or `{ "events": [...] }`. Errors: the line that is no JSON, as wrong usage. */
import { CliProblem } from "./cli-problem";

export function readUsageItems(file: string, text: string): readonly unknown[] {
  const whole = parse(text);
  if (Array.isArray(whole)) return whole;
  if (hasEvents(whole)) return whole.events;
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const item = parse(line);
    if (item === undefined)
      throw new CliProblem(`${file}, line ${index + 1}: is no JSON. Send one event a line.`, { kind: "usage" });
    return [item];
  });
}

const hasEvents = (value: unknown): value is { events: unknown[] } =>
  typeof value === "object" && value !== null && "events" in value && Array.isArray(value.events);

/** undefined: no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
