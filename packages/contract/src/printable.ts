/**
 * Text that can be seen and kept: no control characters, and no halves of surrogate pairs.
 * Source  PostgreSQL stores neither NUL nor half a surrogate pair.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const UNPRINTABLE_ON_LINES = /[^\P{Cc}\t\r\n]|\p{Cs}/u;

export const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text);

/** Line breaks and tabs may be in it. */
export const isPrintableOnLines = (text: string): boolean => !UNPRINTABLE_ON_LINES.test(text);

/** JSON of which every text can be kept. */
export const isStorable = (value: unknown): boolean => {
  if (typeof value === "string") return isPrintableOnLines(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, part]) => isPrintableOnLines(key) && isStorable(part));
};
