/** Whether an error says that the database cannot be reached now: worth a "try again", not a bug. */
const GONE = new Set([
  // Node's sockets
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  // PostgreSQL: shutting down, starting up, too many connections
  "57P01",
  "57P02",
  "57P03",
  "53300",
  // Prisma: unreachable, timed out, connection closed, pool exhausted
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);

const GONE_TEXT = /timeout exceeded when trying to connect|Connection terminated|Can't reach database server/;

const DEEPEST = 5;

export function isDatabaseGone(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < DEEPEST && cause instanceof Error; depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && GONE.has(cause.code)) return true;
    if (GONE_TEXT.test(cause.message)) return true;
    ({ cause } = cause);
  }
  return false;
}
