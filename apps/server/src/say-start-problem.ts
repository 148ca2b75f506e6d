/** A start that failed says why in a sentence, on the terminal. */
import type { Env } from "./env";

class ListenProblem extends Error {}

export function sayListenProblem(error: unknown, env: Env): never {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    throw new ListenProblem(
      `PORT: ${env.PORT} on ${env.HOST} is in use by another program. Stop it, or set PORT to a free one (PORT=0 picks one).`,
    );
  }
  if (code === "EACCES")
    throw new ListenProblem(`PORT: ${env.PORT} may not be opened by this user. Set PORT to one above 1023.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    throw new ListenProblem(`HOST: ${env.HOST} is not an address of this machine.`);
  throw error;
}

export function sayStartProblem(error: unknown): void {
  const isForeseen = error instanceof ListenProblem || (error instanceof Error && error.name.endsWith("Problem"));
  const text = error instanceof Error ? (isForeseen ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`Ratecard did not start.\n${text}\n`);
}
