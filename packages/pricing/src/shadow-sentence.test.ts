import { expect, it } from "vitest";
import { shadowSentence, unreachableSentence } from "./shadow-sentence";

it("says which rule answers no longer, for how many, and which one does", () => {
  const wildcard = { source: "local-wildcard", name: "gpt-*" } as const;
  const entry = { source: "local-exact", name: "gpt-4o" } as const;
  expect(shadowSentence({ rule: wildcard, by: entry, names: 1, requests: 1204, namesLeft: 2 })).toBe(
    "The wildcard gpt-* no longer answers for 1 name (1,204 requests): the entry gpt-4o does. It still answers for 2 names.",
  );
  const key = { source: "catalog-bare", name: "gpt-4o" } as const;
  expect(shadowSentence({ rule: key, by: wildcard, names: 3, requests: 0, namesLeft: 0 })).toBe(
    "The catalogue's gpt-4o no longer answers for 3 names: the wildcard gpt-* does. It answers for no name known here any more.",
  );
  expect(unreachableSentence({ name: "gpt-41*", by: "gpt-4.1*" })).toBe(
    "No name can reach the wildcard gpt-41* any more: gpt-4.1* is asked first.",
  );
});
