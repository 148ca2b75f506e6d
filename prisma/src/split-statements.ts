/**
 * Cuts a migration script into single statements, each with the line it starts on.
 * Why     Citus takes one DDL command per query, and an error can then name its line.
 * Errors  none: an unclosed quote reaches to the end of the script, and the database says what is wrong with it.
 * Source  PostgreSQL "Lexical Structure": '...', "...", $tag$...$tag$, -- and nested block comments.
 */
export type Statement = Readonly<{ sql: string; line: number }>;

export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let at = 0;
  const close = (end: number) => {
    const sql = script.slice(start, end).trim();
    if (hasCode(sql)) statements.push({ sql, line: lineOf(script, start) });
    start = end + 1;
  };
  while (at < script.length) {
    if (script[at] === ";") close(at);
    at = endOfToken(script, at);
  }
  close(script.length);
  return statements;
}

/** One past the token at `at`; a quoted text or a comment is one token. */
function endOfToken(script: string, at: number): number {
  const rest = script.slice(at, at + 80);
  if (rest.startsWith("--")) return after(script, "\n", at);
  if (rest.startsWith("/*")) return endOfBlockComment(script, at);
  if (rest.startsWith("'"))
    return isEscapeString(script, at) ? endOfEscapeString(script, at) : after(script, "'", at + 1);
  if (rest.startsWith('"')) return after(script, '"', at + 1);
  const tag = isWordCharacter(script[at - 1]) ? null : /^\$(?:[A-Za-z_]\w*)?\$/.exec(rest);
  return tag ? after(script, tag[0], at + tag[0].length) : at + 1;
}

function after(script: string, mark: string, from: number): number {
  const found = script.indexOf(mark, from);
  return found === -1 ? script.length : found + mark.length;
}

function endOfBlockComment(script: string, from: number): number {
  let depth = 0;
  for (let at = from; at < script.length; at += 1) {
    if (script.startsWith("/*", at)) [depth, at] = [depth + 1, at + 1];
    else if (script.startsWith("*/", at)) [depth, at] = [depth - 1, at + 1];
    if (depth === 0) return at + 1;
  }
  return script.length;
}

function endOfEscapeString(script: string, from: number): number {
  for (let at = from + 1; at < script.length; at += 1) {
    if (script[at] === "\\") at += 1;
    else if (script[at] === "'") return at + 1;
  }
  return script.length;
}

const isWordCharacter = (character: string | undefined) => character !== undefined && /\w/.test(character);

/** E'...' is the one form in which a backslash hides a quote. */
const isEscapeString = (script: string, at: number) => /(?:^|\W)[eE]$/.test(script.slice(Math.max(0, at - 2), at));

const hasCode = (sql: string) =>
  sql
    .replace(/--.*$/gm, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .trim() !== "";

/** The first line of the statement itself, past blank lines and comments in front of it. */
function lineOf(script: string, start: number): number {
  const lead = /^(?:\s|--.*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(script.slice(start))?.[0].length ?? 0;
  return script.slice(0, start + lead).split("\n").length;
}
