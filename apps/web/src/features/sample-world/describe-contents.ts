/** What a removal takes away and what it keeps, in words. */
import type { SampleWorldView } from "./use-sample-world";

const LONGEST_LIST = 6;

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export function describeContents({ requests, prices, servers, aliases }: SampleWorldView["contents"]): string {
  const parts = [
    counted(requests, "request"),
    counted(prices, "price"),
    counted(servers, "server"),
    counted(aliases, "mapping"),
  ];
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** "gpt-4o, gpt-4-turbo and 3 more"; empty when there is none. */
export function describeNames(names: readonly string[]): string {
  const shown = names.slice(0, LONGEST_LIST).join(", ");
  return names.length > LONGEST_LIST ? `${shown} and ${names.length - LONGEST_LIST} more` : shown;
}
