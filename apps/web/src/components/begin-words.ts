/** What is said of prices that were written, by when they begin. Time: `from` ISO 8601 UTC, "" is now; `nowMs` epoch ms. */
export type BeginWords = Readonly<{ title: string; sentence: string }>;

export function beginWords(from: string, nowMs: number): BeginWords {
  if (from === "") return { title: "Prices are in force", sentence: "The next request is priced by them." };
  const date = `${from.slice(0, 16).replace("T", " ")} UTC`;
  if (Date.parse(from) > nowMs) return { title: "Prices are scheduled", sentence: `They begin ${date}.` };
  return {
    title: "Prices are in force",
    sentence: `They hold since ${date}; requests already booked keep their cost.`,
  };
}
