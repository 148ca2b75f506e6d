/**
 * The statement of a closed month: its figures as canonical JSON, hashed together with the hash of the statement before, and signed.
 * Rules   the text is what counts: keys sorted, no blanks. Whoever has it and the public key can check it without this server.
 */
import { createHash } from "node:crypto";
import { isSignedBy, type StatementKey } from "#server/services/secrets";
import type { MonthFigures } from "./figures";
import type { StatementRow } from "./rows";

/** What the first statement is bound to. */
const NO_HASH = "0".repeat(64);

export type Statement = MonthFigures &
  Readonly<{
    format: "ratecard.month/1";
    seq: number;
    closedAt: string;
    closedBy: string;
    note: string;
    previousHash: string;
  }>;

type ToSign = Readonly<{ figures: MonthFigures; closedAt: string; closedBy: string; note: string }>;

export function signStatement(
  { figures, closedAt, closedBy, note }: ToSign,
  before: StatementRow | undefined,
  key: StatementKey,
) {
  const seq = (before?.seq ?? 0) + 1;
  const previousHash = before?.hash ?? NO_HASH;
  const statement: Statement = {
    ...figures,
    format: "ratecard.month/1",
    seq,
    closedAt,
    closedBy,
    note,
    previousHash,
  };
  const body = canonicalJson(statement);
  const { month } = figures;
  const { publicKey } = key;
  return {
    seq,
    month,
    body,
    previousHash,
    publicKey,
    closedAt,
    closedBy,
    note,
    hash: hashOf(body),
    signature: key.sign(body),
  };
}

export const readStatement = ({ body }: StatementRow): Statement => JSON.parse(body) as Statement;

const hashOf = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Keys in the order of their code units, whatever order they were made in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(",")}}`;
}

export type StatementCheck = Readonly<{ isUnchanged: boolean; sentence: string }>;

/** Whether a statement is as it was signed, behind the one that it was bound to, by the key of this server. */
export function checkStatement(
  row: StatementRow,
  before: StatementRow | undefined,
  ownPublicKey: string,
): StatementCheck {
  const problem = problemOf(row, before, ownPublicKey);
  if (problem !== null) return { isUnchanged: false, sentence: problem };
  const place = before ? "bound to the statement before it" : "the first statement";
  return { isUnchanged: true, sentence: `Unchanged since it was signed, and ${place}.` };
}

function problemOf(row: StatementRow, before: StatementRow | undefined, ownPublicKey: string): string | null {
  if (hashOf(row.body) !== row.hash) return "Its text is not the one that was hashed: somebody changed it.";
  if (!isSignedBy(row.publicKey, row.body, row.signature)) return "Its signature is not of this text.";
  const { seq, month, closedBy, note, previousHash } = readStatement(row);
  const isAsStored = seq === row.seq && month === row.month && closedBy === row.closedBy && note === row.note;
  if (!isAsStored) return "What is stored beside its text says something else than the text.";
  const hashBefore = before?.hash ?? NO_HASH;
  if (previousHash !== hashBefore || row.previousHash !== hashBefore || seq !== (before?.seq ?? 0) + 1) {
    return "The statement before it is not the one that it was bound to: one was changed or is missing.";
  }
  if (row.publicKey !== ownPublicKey) {
    return "It was signed with another key than this server's: RATECARD_SECRET changed since, or it comes from elsewhere.";
  }
  return null;
}
