/**
 * What the prices of a batch mean beside prices that are scheduled already: none of those is lost silently.
 * Time    ISO 8601 UTC; `from` null is now.
 */
export type Timing = Readonly<{ from: string | null; isFuture: boolean }>;

/** `starts`: when the entry's scheduled prices begin, soonest first. */
export function timingNotes(starts: readonly string[], { from, isFuture }: Timing): readonly string[] {
  if (!isFuture || from === null)
    return starts.slice(0, 1).map((at) => `Holds until the price scheduled for ${said(at)}.`);
  const [before, after] = [starts.filter((at) => isBefore(at, from)), starts.filter((at) => isBefore(from, at))];
  return [
    ...before.slice(-1).map((at) => `The price scheduled for ${said(at)} holds until then.`),
    ...(starts.length > before.length + after.length ? ["Replaces the price scheduled for the same time."] : []),
    ...after.slice(0, 1).map((at) => `Holds until the price scheduled for ${said(at)}.`),
  ];
}

const isBefore = (left: string, right: string): boolean => Date.parse(left) < Date.parse(right);

const said = (at: string): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
