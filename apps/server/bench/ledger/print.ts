/** Numbers as a table of text: the first column to the left, the others to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (texts: readonly string[]) =>
    texts.map((text, column) => pad(text, widths[column] ?? 0, column === 0)).join("  ");
  return [heads, ...rows].map(line).join("\n");
}

const pad = (text: string, width: number, isFirst: boolean) => (isFirst ? text.padEnd(width) : text.padStart(width));

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** `share` 0.95: what 95 of 100 do not go beyond. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
