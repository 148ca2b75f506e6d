/**
 * The sums of an invoice: its parts are read one after the other, each as a stream, as if they were one file.
 * Errors  a part that cannot be read as the first one, or that was read before, ends it; a line that cannot be read is counted and named
 *         with its place, for its money would be missing.
 */
import { type FieldProblem, fieldProblem, type InvoiceSum } from "@ratecard/contract";
import { type Decimal, decimal, formatDecimal } from "@ratecard/money";
import { type Fields, sha256 } from "@ratecard/usage";
import { addDecimals } from "./billed-kinds";
import { isProblem, isTotal, type ReadLines } from "./billed-line";
import { textIn } from "./cell-values";
import { openCells } from "./formats/row-cells";
import { type InvoicePart, type OpenPart, openPart } from "./invoice-parts";
import { InvoiceSums } from "./invoice-sums";
import type { PartColumns } from "./part-columns";

export type UnreadLine = Readonly<{ place: string; problem: FieldProblem }>;

export type SummedInvoice = Readonly<{
  sums: readonly InvoiceSum[];
  /** Rows that bill something; of them those of other services, which are not compared. */
  lines: number;
  linesOfServices: number;
  /** Rows that bill nothing: without a cost, of a total, or the names of the columns once more. */
  unbilledLines: number;
  /** Of several parts that of all of them, in whatever order. */
  digest: string;
  /** null: the file does not say. */
  currency: string | null;
  /** What its lines add up to; of it what is no usage of a model, and what other services cost; and what the file says. null: it does not say. */
  total: string;
  besides: string;
  ofServices: string;
  statedTotal: string | null;
  /** The first of those that could not be read. */
  unread: readonly UnreadLine[];
  unreadCount: number;
}>;

type Rules = Readonly<{ read: ReadLines; columns: PartColumns }>;

const MOST_SHOWN = 20;

export async function sumUpParts(
  first: OpenPart,
  others: readonly InvoicePart[],
  rules: Rules,
): Promise<SummedInvoice | Readonly<{ problem: FieldProblem }>> {
  const tally = new Tally(rules, others.length > 0);
  let problem = await tally.add(first);
  for (const other of others) {
    if (problem !== null || tally.sums.isFull) break;
    problem = await tally.add(await openPart(other));
  }
  problem ??= tally.problem();
  return problem === null ? tally.summed() : { problem };
}

class Tally {
  readonly sums = new InvoiceSums();
  readonly #rules: Rules;
  readonly #isInParts: boolean;
  /** Digest -> name, of parts that have rows. */
  readonly #parts = new Map<string, string>();
  readonly #digests: string[] = [];
  readonly #unread: UnreadLine[] = [];
  #rowCount = 0;
  #unreadCount = 0;
  #statedTotal: Decimal | null = null;

  constructor(rules: Rules, isInParts: boolean) {
    this.#rules = rules;
    this.#isInParts = isInParts;
  }

  /** Answers what forbids to take this part. */
  async add(part: OpenPart): Promise<FieldProblem | null> {
    const refused = part.problem && { ...part.problem, field: part.name };
    const problem = refused ?? this.#rules.columns.problemOf(part);
    if (problem) return problem;
    const before = this.#rowCount;
    return (await this.#addRows(part)) ?? this.#twice(part, this.#rowCount > before);
  }

  problem(): FieldProblem | null {
    const unread = this.#unread[0]?.problem;
    return unread && this.sums.lines === 0 ? unread : this.sums.problem();
  }

  summed(): SummedInvoice {
    const { sums } = this;
    const [currency = null] = sums.currencies;
    const [digest = "", ...others] = this.#digests;
    return {
      sums: sums.sums(),
      lines: sums.lines,
      linesOfServices: sums.linesOfServices,
      unbilledLines: this.#rowCount - this.#unreadCount - sums.lines,
      digest: others.length === 0 ? digest : sha256(this.#digests.toSorted().join()),
      currency,
      total: formatDecimal(sums.total),
      besides: formatDecimal(sums.besides),
      ofServices: formatDecimal(sums.ofServices),
      statedTotal: this.#statedTotal && formatDecimal(this.#statedTotal),
      unread: this.#unread,
      unreadCount: this.#unreadCount,
    };
  }

  async #addRows(part: OpenPart): Promise<FieldProblem | null> {
    const { read, columns } = this.#rules;
    const { watched, problem: lostColumn } = columns.watch(part);
    const cellsOf = openCells(part.header !== null);
    let stated: Decimal | null = null;
    for await (const { place, fields, problem } of part.rows) {
      if (this.sums.isFull) break;
      this.#rowCount += 1;
      const lines = fields === null ? problem : read(watched(cellsOf(fields)), fields);
      const lost = lostColumn();
      if (lost) return lost;
      if (!isProblem(lines)) {
        if (isTotal(lines)) stated = lines.total.value;
        else this.sums.add(lines);
      } else if (!isHeaderAgain(fields, part.header)) this.#addUnread(part, { place, problem: lines });
    }
    // Each part has a total of its own, or one of them that of all.
    if (stated) this.#statedTotal = addDecimals(this.#statedTotal ?? decimal(0n), stated);
    return null;
  }

  #addUnread({ name }: OpenPart, { place, problem }: UnreadLine): void {
    this.#unreadCount += 1;
    if (this.#unread.length === MOST_SHOWN) return;
    this.#unread.push({ place: this.#isInParts ? `${name}, ${place}` : place, problem });
  }

  /** Two parts without a row may be alike. */
  #twice({ name, digest }: OpenPart, hasRows: boolean): FieldProblem | null {
    const found = digest();
    const first = this.#parts.get(found);
    if (first !== undefined) return fieldProblem(name, "part-given-twice", { first });
    if (hasRows) this.#parts.set(found, name);
    this.#digests.push(found);
    return null;
  }
}

/** Parts of an export that were put together bring their columns along each. */
const isHeaderAgain = (fields: Fields | null, header: readonly string[] | null): boolean =>
  fields !== null && header !== null && header.every((name) => textIn(fields[name]) === name);
