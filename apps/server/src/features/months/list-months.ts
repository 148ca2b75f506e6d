/** The months of the ledger with their state, the statements of one, and corrections. Time: days and months of the ledger. */
import type { ListCorrections, OneMonth } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import type { Services } from "#server/services/context";
import { refusalOf } from "./close-month";
import {
  type Correction,
  findCorrections,
  findMonths,
  findStatements,
  type MonthSums,
  queryOf,
  readBooks,
  type StatementRow,
} from "./rows";
import { checkStatement, readStatement, type Statement, type StatementCheck } from "./statement";

/** `earlier`: before the first closed month, and closed with it. */
type MonthState = "open" | "closed" | "earlier";

type MonthView = MonthSums &
  Readonly<{
    state: MonthState;
    canClose: boolean;
    canReopen: boolean;
    statement: Pick<StatementRow, "seq" | "hash" | "closedAt" | "closedBy" | "note"> | null;
  }>;

export async function listMonths({ db, clock }: Pick<Services, "db" | "clock">) {
  const query = queryOf(db.pool);
  const [months, statements, books] = [
    await findMonths(query),
    await findStatements(query),
    await readBooks(query, clock()),
  ];
  const standing = new Map(statements.flatMap((row) => (row.reopenedAt === null ? [[row.month, row] as const] : [])));
  const newest = [...standing.keys()].toSorted().at(-1);
  const viewOf = (sums: MonthSums): MonthView => {
    const { month } = sums;
    const found = standing.get(month);
    const isClosed = books.nextMonth !== null && month < books.nextMonth;
    return {
      ...sums,
      state: isClosed ? (found ? "closed" : "earlier") : "open",
      canClose: refusalOf(books, month) === null,
      canReopen: month === newest,
      statement: found
        ? { seq: found.seq, hash: found.hash, closedAt: found.closedAt, closedBy: found.closedBy, note: found.note }
        : null,
    };
  };
  return { zone: books.zone, months: months.map(viewOf) };
}

export type StatementView = Readonly<{
  statement: Statement;
  /** The text that was signed. */
  body: string;
  hash: string;
  signature: string;
  publicKey: string;
  reopened: Readonly<{ at: string; by: string; why: string }> | null;
  check: StatementCheck;
  /** Statements of the same month that were re-opened before. */
  earlier: readonly Readonly<{ seq: number; closedAt: string; closedBy: string; why: string }>[];
}>;

/** The newest one of a month, checked. Errors: NOT_FOUND. */
export async function findStatement(
  { db, secrets }: Pick<Services, "db" | "secrets">,
  { month }: OneMonth,
): Promise<StatementView> {
  const all = await findStatements(queryOf(db.pool));
  const ofMonth = all.filter((row) => row.month === month);
  const row = ofMonth.at(-1);
  if (!row) throw new DomainError("NOT_FOUND", { what: "statement of", name: month });
  const { body, hash, signature, publicKey, reopenedAt, reopenedBy, reopenedWhy } = row;
  return {
    statement: readStatement(row),
    body,
    hash,
    signature,
    publicKey,
    reopened: reopenedAt === null ? null : { at: reopenedAt, by: reopenedBy ?? "", why: reopenedWhy ?? "" },
    check: checkStatement(row, all[all.indexOf(row) - 1], secrets.statements.publicKey),
    earlier: ofMonth
      .slice(0, -1)
      .map(({ seq, closedAt, closedBy, reopenedWhy: why }) => ({ seq, closedAt, closedBy, why: why ?? "" })),
  };
}

/** Each statement of the chain, oldest first. */
export async function checkStatements({ db, secrets }: Pick<Services, "db" | "secrets">) {
  const all = await findStatements(queryOf(db.pool));
  const checked = all.map((row, index) => ({
    seq: row.seq,
    month: row.month,
    ...checkStatement(row, all[index - 1], secrets.statements.publicKey),
  }));
  return { statements: checked, isUnchanged: checked.every(({ isUnchanged }) => isUnchanged) };
}

type CorrectionPage = Readonly<{ corrections: readonly Correction[]; nextCursor: string | null }>;

const CURSOR = /^\d{1,18}$/;

/** Newest first; what is posted meanwhile shifts nothing. Errors: INVALID_INPUT for a foreign cursor. */
export async function listCorrections(
  { db }: Pick<Services, "db">,
  { from, to, cursor, limit }: ListCorrections,
): Promise<CorrectionPage> {
  if (cursor && !CURSOR.test(cursor)) throw refusedField("cursor", "not-a-cursor");
  const after = cursor || null;
  const found = await findCorrections(queryOf(db.pool), { from, to, after, limit: limit + 1 });
  const corrections = found.slice(0, limit);
  return { corrections, nextCursor: found.length > limit ? (corrections.at(-1)?.id ?? null) : null };
}
