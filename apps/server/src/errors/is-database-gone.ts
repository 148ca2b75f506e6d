/**
 * Whether an error says that the database cannot serve now: worth a "try again", not a bug.
 * Source  PostgreSQL "Error Codes", Node's sockets, Prisma's error reference, and the sentences of pg, which have no code.
 */
const GONE_CODE = new RegExp(
  `^(${[
    // PostgreSQL: connection lost, out of connections, memory or disk, shutting down or starting up, its files fail
    "08...|53...|57P0[1-5]|58...",
    // a read-only standby; a transaction that was idle for too long; a deadlock or a conflict, rolled back
    "25006|25P0[34]|40001|40P01",
    // Node's sockets
    "ECONN(REFUSED|RESET|ABORTED)|ETIMEDOUT|EPIPE|E(HOST|NET)(UNREACH|DOWN)|EAI_AGAIN|ERR_STREAM_(DESTROYED|WRITE_AFTER_END)",
    // Prisma: unreachable, timed out, connection closed, pool exhausted, no transaction in time, conflict
    "P1001|P1002|P1008|P1017|P2024|P2028|P2034|P2037",
  ].join("|")})$`,
);

/** Answers of an adapter that Prisma passes on as they are. */
const GONE_KIND =
  /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TransactionWriteConflict|TransactionAlreadyClosed)$/;

const GONE_TEXT = new RegExp(
  [
    "timeout exceeded when trying to connect",
    "timeout expired",
    "Query read timeout",
    "Connection terminated",
    "Client (has encountered a connection error|was closed) and is not queryable",
    "Cannot use a pool after calling end on the pool",
    "Can't reach database server",
    "Server has closed the connection",
  ].join("|"),
);

const DEEPEST = 6;

export const isDatabaseGone = (error: unknown): boolean => saysGone(error, DEEPEST);

/** Prisma keeps the adapter's error in `meta.driverAdapterError`, and that one PostgreSQL's code in its cause, which is no Error. */
function saysGone(error: unknown, depth: number): boolean {
  if (depth === 0 || !isRecord(error)) return false;
  if ([error.code, error.originalCode].some((code) => typeof code === "string" && GONE_CODE.test(code))) return true;
  if (typeof error.kind === "string" && GONE_KIND.test(error.kind)) return true;
  if (error instanceof Error && GONE_TEXT.test(error.message)) return true;
  const inner = isRecord(error.meta) ? error.meta.driverAdapterError : undefined;
  return saysGone(inner, depth - 1) || saysGone(error.cause, depth - 1);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
