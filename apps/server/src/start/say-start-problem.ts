/** A start that failed says why in a sentence, on the terminal. */
import { isDatabaseGone } from "#server/errors/is-database-gone";
import type { Env } from "#server/services/env";

class ListenProblem extends Error {
  override name = "ListenProblem";
}

type Place = Pick<Env, "PORT" | "HOST">;

export function sayListenProblem(error: unknown, { PORT, HOST }: Place): never {
  const sentence = LISTEN_SENTENCES[codeOf(error)]?.({ PORT, HOST });
  throw sentence === undefined ? error : new ListenProblem(sentence, { cause: error });
}

const notHere = ({ HOST }: Place) => `HOST: ${HOST} is not an address of this machine.`;

const LISTEN_SENTENCES: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ PORT, HOST }) =>
    `PORT: ${PORT} on ${HOST} is in use by another program. Stop it, or set PORT to a free one (PORT=0 picks one).`,
  EACCES: ({ PORT }) => `PORT: ${PORT} may not be opened by this user. Set PORT to one above 1023.`,
  EADDRNOTAVAIL: notHere,
  ENOTFOUND: notHere,
};

export function sayStartProblem(error: unknown): void {
  process.stderr.write(`Ratecard did not start.\n${startSentence(error)}\n`);
}

/** Errors called "...Problem" are sentences already; a stack only for what nobody foresaw. */
export function startSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name.endsWith("Problem")) return error.message;
  const login = DATABASE_SENTENCES[codeOf(error)];
  if (login !== undefined) return login;
  if (isDatabaseGone(error) || codeOf(error) === "ENOTFOUND") {
    return `DATABASE_URL: the database does not answer (${error.message || codeOf(error)}). Check host, port and that it runs.`;
  }
  return error.stack ?? error.message;
}

const DATABASE_SENTENCES: Readonly<Record<string, string>> = {
  "28P01": "DATABASE_URL: the database refuses this user or password.",
  "28000": "DATABASE_URL: the database refuses this user.",
  "3D000": "DATABASE_URL: there is no database of that name. Create it first.",
  "42501": "DATABASE_URL: this user may not create tables there. Give it the right, or use another user.",
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The address a person on this machine opens: "localhost" for every way of saying "here". */
export function shownAddress(listening: string): string {
  const url = new URL(listening);
  if (HERE.has(url.hostname)) url.hostname = "localhost";
  return url.origin;
}

const HERE = new Set(["127.0.0.1", "0.0.0.0", "[::1]", "[::]"]);
