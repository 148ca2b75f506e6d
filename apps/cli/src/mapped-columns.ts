/** Columns of a file as options say them: `Input=promptTokens`; `Input=` leaves a column out. Errors: a sentence, as wrong usage. */
import { CliProblem } from "./cli-problem";

/** `refusal`: what is wrong with a field that is none. */
export function mappedColumns<Field extends string>(
  mapping: readonly string[],
  fields: readonly Field[],
  refusal: (given: string) => string,
): Record<string, Field | null> {
  return Object.fromEntries(mapping.map((text) => mappedColumn(text, fields, refusal)));
}

/** The last `=` parts both: a name may hold one, a field does not. */
function mappedColumn<Field extends string>(
  text: string,
  fields: readonly Field[],
  refusal: (given: string) => string,
): [string, Field | null] {
  const at = text.lastIndexOf("=");
  const refuse = (problem: string) => new CliProblem(`--mapping ${text}: ${problem}`, { kind: "usage" });
  if (at < 1) throw refuse('write it as "Column=field".');
  const given = text.slice(at + 1).trim();
  const field = fields.find((name) => name === given) ?? null;
  if (field === null && given !== "") throw refuse(refusal(given));
  return [text.slice(0, at), field];
}
