/**
 * A source of rows: what an import, a file, a sync, a bulk edit, a finding or a revert wants of the price book. Everything else
 * (deciding, holding, locking, writing, taking back) is the same for all and lies in change-prices.ts.
 */
import type { ChangeKind, FieldProblem, FileField, PriceUnit } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import type { WriteEntry } from "#server/write/write";
import type { BatchKind } from "./batch-view";
import type { DecidedRow, SourceRow } from "./decide-changes";
import type { Reading } from "./reading";

/** What a file was recognised as, and how it was read. */
export type FilePlan = Readonly<{
  about: Readonly<{
    /** "CSV", "LiteLLM price map". */
    title: string;
    /** Of another program: its units are known, and nothing of it is mapped. */
    isForeign: boolean;
    /** Rows of a sheet; models of another program's file, with and without a price. */
    models: number;
    /** Models without a price to take. */
    leftOut: readonly Readonly<{ model: string; reason: string }>[];
    /** What must be known of all its prices; null: nothing. */
    remark: string | null;
    /** Whose prices it lists, in its own words; empty for a sheet. */
    providers: readonly Readonly<{ name: string; models: number }>[];
  }>;
  columns: readonly Readonly<{
    name: string;
    field: FileField | null;
    /** Of a token price; null: neither its name nor anybody says it. */
    unit: PriceUnit | null;
    isGuessed: boolean;
    isUnitNamed: boolean;
    example: string;
  }>[];
  /** Of its columns and its unit. While there are any, there are no rows. */
  problems: readonly FieldProblem[];
  /** The refused rows as they were, with their reasons, as CSV; null: there are none. */
  refusedRows: string | null;
}>;

export type ChangeSource = Readonly<{
  kind: ChangeKind;
  batchKind: BatchKind;
  /** Of the audit entry, as `prices.import`. */
  action: string;
  /** Through what the prices come, where that is not the actor's own door. */
  through?: WriteEntry<never>["source"];
  /** Of a batch that nobody names. `count`: rows to be written. */
  nameFor: (count: number) => string;
  /** Refused rows stop the whole change unless somebody says otherwise. */
  isStrict?: boolean;
  rows: (reading: Reading) => Promise<Iterable<SourceRow>> | Iterable<SourceRow>;
  /** How a file was read, once its rows are decided. */
  file?: (rows: readonly DecidedRow[]) => FilePlan;
  /** The batch that is taken back. */
  revertsId?: string;
  /** For the audit entry. */
  details?: Readonly<Record<string, unknown>>;
  /** In the transaction, before and after the prices are written. */
  before?: (tx: Transaction, rows: readonly SourceRow[]) => Promise<void>;
  after?: (tx: Transaction, rows: readonly SourceRow[]) => Promise<void>;
}>;
