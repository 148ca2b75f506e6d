/** An invoice from its text, as it arrives: in pieces; and its sums as short lines. */
import { type InvoiceChoice, openInvoice } from "../open-invoice";
import type { SummedInvoice } from "../sum-parts";

export async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 17) yield text.slice(at, at + 17);
}

/** Errors: what forbids to read it, as a sentence. */
export async function readInvoice(name: string, text: string, choice: Partial<InvoiceChoice> = {}) {
  return readParts({ [name]: text }, choice);
}

/** Texts by the names of their files. */
export async function readParts(texts: Readonly<Record<string, string>>, choice: Partial<InvoiceChoice> = {}) {
  const parts = Object.entries(texts).map(([name, text]) => ({ name, chunks: inPieces(text) }));
  const opened = await openInvoice(parts, choice);
  if (!opened.ok) throw new Error(`${opened.problem.field} ${opened.problem.problem}`.trim());
  const summed = await opened.sumUp();
  if ("problem" in summed) throw new Error(`${summed.problem.field} ${summed.problem.problem}`);
  return { opened, summed };
}

export const rowsOf = ({ sums }: SummedInvoice): readonly string[] =>
  sums.map(({ day, lastDay, provider, model, kind, quantity, cost }) =>
    [day === lastDay ? day : `${day}..${lastDay}`, provider, model, kind, quantity ?? "-", cost ?? "-"].join(" | "),
  );

export const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;
