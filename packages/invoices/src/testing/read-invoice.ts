/** An invoice from its text, as it arrives: in pieces; and its sums as short lines. */
import { type InvoiceChoice, openInvoice, type SummedInvoice } from "../open-invoice";

export async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 17) yield text.slice(at, at + 17);
}

/** Errors: what forbids to read it, as a sentence. */
export async function readInvoice(name: string, text: string, choice: Partial<InvoiceChoice> = {}) {
  const opened = await openInvoice(inPieces(text), { name, ...choice });
  if (!opened.ok) throw new Error(opened.problem.problem);
  const summed = await opened.sumUp();
  if ("problem" in summed) throw new Error(`${summed.problem.field} ${summed.problem.problem}`);
  return { opened, summed };
}

export const rowsOf = ({ sums }: SummedInvoice): readonly string[] =>
  sums.map(({ day, lastDay, provider, model, kind, quantity, cost }) =>
    [day === lastDay ? day : `${day}..${lastDay}`, provider, model, kind, quantity ?? "-", cost ?? "-"].join(" | "),
  );

export const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;
