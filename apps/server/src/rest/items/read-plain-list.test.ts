import fc from "fast-check";
import { expect, it, test } from "vitest";
import { ItemScanner } from "./item-scanner";
import type { ReadItem } from "./read-item";
import { readPlainList } from "./read-plain-list";

function scan(body: string | Uint8Array) {
  const items: ReadItem[] = [];
  const form = { listKey: "events", neverRead: new Set<string>(), keepsNumberLists: true };
  const scanner = new ItemScanner(form, (item) => items.push(item));
  scanner.write(Buffer.from(body));
  scanner.finish();
  return items;
}
const plain = (body: string | Uint8Array) => readPlainList(Buffer.from(body), "events");

const thing = fc
  .dictionary(fc.string({ unit: "binary", maxLength: 5 }), fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }))
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test("what is read at once is what the scanner reads", () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(thing), fc.constantFrom(undefined, 1, "\t"), (events, space) => {
      const body = JSON.stringify({ events }, null, space);
      const list = plain(body);
      if (list === null) return;
      read += 1;
      expect(scan(body)).toEqual(list.map((value) => ({ value })));
    }),
  );
  expect(read).toBeGreaterThan(50);
});

test("a body of usage is read at once, however it is laid out", () => {
  const events = [{ requestId: "a:1", model: 'the "m"', units: { inputSeconds: 2 }, tags: ["x: y"] }, {}];
  for (const space of [undefined, 2]) expect(plain(JSON.stringify({ events }, null, space))).toEqual(events);
  expect(plain('{ "events" : [ { "a" : 1 } ] }\n')).toEqual([{ a: 1 }]);
});

it.each([
  ["a key given twice", '{"events":[{"a":1,"a":2}]}'],
  ["the same inside an item", '{"events":[{"a":{"b":1,"b":1}}]}'],
  ["a list given twice", '{"events":[{"a":1}],"events":[{"a":1}]}'],
  ["another key beside the list", '{"events":[{"a":1}],"more":1}'],
  ["no list", '{"events":{"a":1}}'],
  ["an item that is no object", '{"events":[1]}'],
  ["a list around it", '[{"events":[]}]'],
  ["what is nested far too deeply", `{"events":[{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}]}`],
  ["a broken item", '{"events":[{"a":x}]}'],
  ["a number that is none", '{"events":[{"a":NaN}]}'],
  ["two documents", '{"events":[]}{"events":[]}'],
  ["a byte order mark", '\uFEFF{"events":[]}'],
  ["letters that are no UTF-8", Buffer.from('{"events":[{"a":"\u00e9"}]}', "latin1")],
])("%s is left to the scanner", (_, body) => {
  expect(plain(body)).toBeNull();
});
