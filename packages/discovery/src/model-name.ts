/**
 * Which texts are names of models. Names are data: any UTF-8 up to 255 characters, no control characters.
 * Source  @ratecard/contract checks the same at the doors (`Name`), the database too (`is_name`).
 */
const LONGEST = 255;

export function isModelName(text: string): boolean {
  if (text === "" || text.length > 2 * LONGEST || Array.from(text).length > LONGEST) return false;
  return text === text.trim() && !/[\p{Cc}\p{Surrogate}]/u.test(text);
}
