/** Reads single values of a foreign JSON document, in which anything can be null, missing or of another type. */
/** Each of them may be there. */
export type Fields<Field extends string = string> = Readonly<Partial<Record<Field, unknown>>>;

const LONGEST = 255;
/** Visible ASCII, with blanks inside only. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]+/gu;

export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** Of a list; one alone is as good. */
export const objectsOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(fieldsOf).filter((item) => item !== undefined);

export const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A remark of the sender (a tag, a user): cleaned and cut rather than refused. Empty is absent. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  // Most are short and plain: a payload has dozens of them.
  if (value.length <= LONGEST && PLAIN.test(value)) return value;
  const text = Array.from(value.replaceAll(UNPRINTABLE, " ").trim()).slice(0, LONGEST).join("").trim();
  return text === "" ? undefined : text;
}
