import { expect, it } from "vitest";
import { wildcardWords } from "./wildcard-words";

const routes = (listedCount: number, ...names: string[]) => names.map((route) => ({ route, listedCount }));

it.each([
  [[], null],
  [
    routes(0, "openai/*"),
    "1 wildcard route (openai/*): any model of these providers can be called; names seen in traffic appear under Requests.",
  ],
  [
    routes(0, "a/*", "b/*", "c/*", "d/*", "a/*"),
    "4 wildcard routes (a/*, b/*, c/*, …): any model of these providers can be called; names seen in traffic appear under Requests.",
  ],
  [
    routes(7, "mistral/*"),
    "1 wildcard route (mistral/*) with some names in the list: other names can be called too, and appear under Requests.",
  ],
])("%j", (given, words) => {
  expect(wildcardWords(given)).toBe(words);
});
