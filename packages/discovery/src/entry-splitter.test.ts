import fc from "fast-check";
import { expect, it } from "vitest";
import { EntrySplitter } from "./entry-splitter";

function split(text: string, cuts: readonly number[] = []) {
  const entries: string[] = [];
  const splitter = new EntrySplitter({ listKey: "data", mayBeBare: true }, (entry) => entries.push(entry));
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...ends, text.length]) {
    const problem = splitter.write(text.slice(from, to));
    if (problem) return { problem };
    from = to;
  }
  return { entries, around: splitter.around, hasList: splitter.hasList };
}
const cuts = fc.array(fc.nat(), { maxLength: 30 });
const entry = fc.jsonValue({ maxDepth: 4 });
const spacing = fc.constantFrom(undefined, 1, "\t");

it("finds the entries of whatever JSON.stringify writes, in any chunks, and keeps what stands around", () => {
  fc.assert(
    fc.property(fc.array(entry), fc.dictionary(fc.string(), entry), spacing, cuts, (data, more, space, at) => {
      const around = { ...more, data: [] };
      const found = split(JSON.stringify({ ...more, data }, null, space), at);
      expect(found.entries?.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(data)));
      expect(JSON.parse(found.around ?? "")).toEqual(JSON.parse(JSON.stringify(around)));
    }),
  );
});

it("finds those of a bare list", () => {
  fc.assert(
    fc.property(fc.array(entry), spacing, cuts, (data, space, at) => {
      const found = split(` ${JSON.stringify(data, null, space)}\n`, at);
      expect(found.entries?.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(data)));
      expect(found.around).toBe("[]");
    }),
  );
});

it.each([
  ['{"data":[1,]}', ["1", ""]],
  ['{"data":[,1]}', ["", "1"]],
  ['{"data":[{"a":1 2}]}', ['{"a":1 2}']],
  ['{"data":[],"data":[1]}', []],
  ['{"x":"data","y":[1],"data":[2]}', ["2"]],
  ['{"inner":{"data":[1]}}', []],
])("%s is cut where it can be, what is wrong with it is left to be found", (text, entries) => {
  expect(split(text).entries).toEqual(entries);
});

it.each([
  ["<html>", "not-json"],
  ['"text"', "not-json"],
  ['{"data":[]} {', "not-json"],
  ['{"data":[1}', "not-json"],
  [`{"data":[${"[".repeat(200)}`, "too-deep"],
  [`{"data":["${"x".repeat(300_000)}`, "too-long"],
  [`{"${"x".repeat(100_000)}`, "too-long"],
  [`{"data":[${" ".repeat(1_100_000)}`, "too-long"],
])("%.20s need not be read on", (text, problem) => {
  expect(split(text)).toEqual({ problem });
});
