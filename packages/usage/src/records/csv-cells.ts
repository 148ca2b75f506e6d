/**
 * The cells of one CSV record that has quotes somewhere.
 * Errors  null: a quote in the middle of a bare cell, or text behind a closing one.
 */
export function cellsOfRecord(record: string, separator: string): readonly string[] | null {
  const cells: string[] = [];
  for (let at = 0; at <= record.length; ) {
    const cell = record[at] === '"' ? quotedCell(record, at) : bareCell(record, at, separator);
    if (cell === null) return null;
    cells.push(cell.text);
    if (cell.end < record.length && record[cell.end] !== separator) return null;
    at = cell.end + 1;
  }
  return cells;
}

/** `end`: where its separator stands, or the end of the record. */
type Cell = Readonly<{ text: string; end: number }>;

function bareCell(record: string, start: number, separator: string): Cell | null {
  const next = record.indexOf(separator, start);
  const end = next === -1 ? record.length : next;
  const text = record.slice(start, end);
  return text.includes('"') ? null : { text, end };
}

function quotedCell(record: string, start: number): Cell | null {
  let text = "";
  for (let from = start + 1; ; ) {
    const quote = record.indexOf('"', from);
    if (quote === -1) return null;
    text += record.slice(from, quote);
    if (record[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    from = quote + 2;
  }
}
