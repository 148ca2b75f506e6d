import fc from "fast-check";
import { expect, test } from "vitest";
import { atOnce, catalogInSteps, indexInSteps } from "./catalog-in-steps";
import { indexFromJson, indexToJson } from "./catalog-index";
import { parseCatalog } from "./parse-catalog";
import { CATALOG_FILE, sharedText } from "./testing/shared-data";

const wholly = (text: string) => {
  const parsed = parseCatalog(text);
  return parsed.ok ? parsed.index : undefined;
};

const PRICED = '"p": {"input_cost_per_token": 1e-6}';

test.each([
  ["", undefined],
  ["[]", undefined],
  ["{", undefined],
  ["{}", undefined],
  [`{${PRICED}`, undefined],
  [`{${PRICED}} x`, undefined],
  [`{${PRICED},}`, undefined],
  [`{${PRICED}, "a" {}}`, undefined],
  [`{${PRICED}, "a": {"x": }}`, undefined],
  [`{${PRICED}, "a": }`, undefined],
  [`{"a": {"mode": "chat"}}`, undefined],
  [
    ` {\n${PRICED} , "sample_spec": {"input_cost_per_token": 1}, "n": 1, "t": "}{", "l": [{}, "]"], "z": null}\n`,
    ["p"],
  ],
  [`{${PRICED}, "q\\"}": {"input_cost_per_token": 2e-6, "source": "a \\\\\\" } b"}}`, ["p", 'q"}']],
  [`{"alias": {"alias_of": "p"}, ${PRICED}}`, ["alias", "p"]],
  [`{"d": {"input_cost_per_token": 1e-6}, ${PRICED}, "d": {"input_cost_per_token": 2e-6}}`, ["d", "p"]],
  [`{"d": {"input_cost_per_token": 1e-6}, ${PRICED}, "d": 4}`, ["p"]],
  [
    `{"__proto__x": {"input_cost_per_token": 1e-6}, "caf\\u00e9": {"input_cost_per_token": 1e-6}}`,
    ["__proto__x", "café"],
  ],
])("%j is read as at once", (text, keys) => {
  const index = atOnce(catalogInSteps(text));
  expect(index && [...index.entries.keys()]).toEqual(keys);
  expect(index).toEqual(wholly(text));
});

test("any object of objects is read as at once", () => {
  const entry = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(fc.dictionary(fc.string(), entry), fc.boolean(), (entries, isIndented) => {
      const text = JSON.stringify({ p: { input_cost_per_token: 1e-6 }, ...entries }, null, isIndented ? 2 : 0);
      expect(atOnce(catalogInSteps(text))).toEqual(wholly(text));
    }),
  );
});

test("the real catalogue is read as at once, from its text and from its kept form", () => {
  const text = sharedText(CATALOG_FILE);
  if (text === undefined) return;
  const index = atOnce(catalogInSteps(text));
  expect(index).toEqual(wholly(text));
  const kept: unknown = index && JSON.parse(JSON.stringify(indexToJson(index)));
  expect(atOnce(indexInSteps(kept))).toEqual(indexFromJson(kept));
});

test("a kept form with an entry that cannot be read is none", () => {
  expect(atOnce(indexInSteps({ entries: [{ key: 1 }] }))).toBeUndefined();
  expect(atOnce(indexInSteps({}))).toBeUndefined();
});
