/**
 * The members of a JSON object as text, one after another; no value is read.
 *
 * Errors  `undefined` is the last one where the text is no object. Values are only as sound as whoever reads them finds them.
 */
export type Member = readonly [key: string, json: string];

export function* membersOf(text: string): Generator<Member | undefined> {
  let at = afterSpace(text, 0);
  if (text[at] !== "{") return yield undefined;
  at = afterSpace(text, at + 1);
  while (text[at] === '"') {
    const keyEnd = afterString(text, at);
    const colon = afterSpace(text, keyEnd);
    if (text[colon] !== ":") return yield undefined;
    const start = afterSpace(text, colon + 1);
    const end = afterValue(text, start);
    const key = keyOf(text.slice(at, keyEnd));
    if (key === undefined) return yield undefined;
    yield [key, text.slice(start, end)];
    at = afterSpace(text, end);
    if (text[at] !== ",") break;
    at = afterSpace(text, at + 1);
    if (text[at] !== '"') return yield undefined;
  }
  if (text[at] !== "}" || afterSpace(text, at + 1) !== text.length) yield undefined;
}

function keyOf(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at += 1;
  return at;
}

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function afterValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = afterString(text, at);
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      if (depth === 0) return at;
      depth -= 1;
    } else if (char === "," && depth === 0) return at;
    at += 1;
  }
  return at;
}
