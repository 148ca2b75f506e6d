/**
 * Reads a value as Python's repr() writes it: dicts, lists, tuples, texts, numbers, None, True, False. JSON is read too.
 * Errors  none: undefined for anything else.
 * Source  LiteLLM puts `str(usage_object)` into an attribute.
 */
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["None", null],
  ["null", null],
  ["True", true],
  ["true", true],
  ["False", false],
  ["false", false],
]);

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["(", ")"],
]);

const TOKEN = /\s*(?:([{}[\](),:])|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([+-]?[\d.][\w.+-]*)|([A-Za-z]+))/y;
const DEEPEST = 8;

export function readPythonLiteral(text: string): unknown {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  const reader = new LiteralReader(tokens);
  const value = reader.value(0);
  return reader.isAtEnd && !reader.isBroken ? value : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const token = TOKEN.exec(text)?.[0].trim();
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

class LiteralReader {
  #next = 0;
  isBroken = false;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  value(depth: number): unknown {
    const token = this.#take();
    if (depth > DEEPEST) return this.#fail();
    if (token === "{") return this.#dict(depth);
    const closing = CLOSING.get(token);
    if (closing !== undefined) return this.#list(closing, depth);
    if (token.startsWith("'") || token.startsWith('"')) return token.slice(1, -1).replaceAll(/\\(.)/g, "$1");
    if (WORDS.has(token)) return WORDS.get(token);
    const number = Number(token);
    return token === "" || Number.isNaN(number) ? this.#fail() : number;
  }

  #dict(depth: number): unknown {
    const entries = new Map<string, unknown>();
    while (!this.isBroken && !this.#takeIf("}")) {
      const key = this.value(depth + 1);
      if (!this.#takeIf(":")) return this.#fail();
      entries.set(String(key), this.value(depth + 1));
      if (!this.#takeIf(",") && this.#tokens[this.#next] !== "}") return this.#fail();
    }
    return Object.fromEntries(entries);
  }

  #list(closing: string, depth: number): unknown {
    const values: unknown[] = [];
    while (!this.isBroken && !this.#takeIf(closing)) {
      values.push(this.value(depth + 1));
      if (!this.#takeIf(",") && this.#tokens[this.#next] !== closing) return this.#fail();
    }
    return values;
  }

  #take(): string {
    const token = this.#tokens[this.#next] ?? "";
    this.#next += 1;
    return token;
  }

  #takeIf(token: string): boolean {
    const isNext = this.#tokens[this.#next] === token;
    if (isNext) this.#next += 1;
    return isNext;
  }

  #fail(): undefined {
    this.isBroken = true;
    return undefined;
  }
}
