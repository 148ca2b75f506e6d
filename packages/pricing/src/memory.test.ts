import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemory, MOST_OF_GENERATION, MOST_PROVIDERS_OF_NAME } from "./memory";

type Thing = Readonly<{ provider: string | undefined; from: number; until: number; name: string }>;

const thing = (name: string, provider: string | undefined, from = 0, until = 10): Thing => ({
  name,
  provider,
  from,
  until,
});

test("what is recalled is of that name, that provider and that time", () => {
  const anything = fc.record({
    name: fc.constantFrom("a", "b", "constructor", "__proto__"),
    provider: fc.constantFrom(undefined, "openai", "azure"),
    from: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 30 }), fc.array(anything, { maxLength: 30 }), (added, asked) => {
      const memory = createMemory<Thing>();
      for (const { name, provider, from } of added) memory.add(name, thing(name, provider, from, from + 1));
      for (const { name, provider, from } of asked) {
        const isKnown = added.some((one) => one.name === name && one.provider === provider && one.from === from);
        const expected = isKnown ? thing(name, provider, from, from + 1) : undefined;
        expect(memory.recall(name, provider, from)).toEqual(expected);
      }
    }),
  );
});

test("of thousands of providers of one name the last ones are known", () => {
  const memory = createMemory<Thing>();
  for (let index = 0; index < 8000; index += 1) memory.add("m", thing("m", `stranger-${index}`));
  const known = Array.from({ length: 8000 }, (_, index) => memory.recall("m", `stranger-${index}`, 5) !== undefined);
  expect(known.filter(Boolean)).toHaveLength(MOST_PROVIDERS_OF_NAME);
  expect(known.slice(-MOST_PROVIDERS_OF_NAME).every(Boolean)).toBe(true);
});

test("names that are asked for stay known while strangers come and go", () => {
  const memory = createMemory<Thing>();
  for (const name of ["used", "left"]) memory.add(name, thing(name, undefined));
  for (let index = 0; index < 4 * MOST_OF_GENERATION; index += 1) {
    memory.add(`stranger-${index}`, thing("stranger", undefined));
    if (index % 1000 === 0) expect(memory.recall("used", undefined, 5)).toBeDefined();
  }
  expect(memory.recall("left", undefined, 5)).toBeUndefined();
  expect(memory.recall("stranger-0", undefined, 5)).toBeUndefined();
  expect(memory.recall(`stranger-${4 * MOST_OF_GENERATION - 1}`, undefined, 5)).toBeDefined();
});
