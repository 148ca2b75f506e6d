/** The scanner beside JSON.parse, on any document in any chunks; then what JSON.parse cannot read at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BodyForm, ItemScanner } from "./item-scanner";
import type { ReadItem } from "./read-item";

const ALL: BodyForm = { listKey: null, neverRead: new Set(), keepsNumberLists: true };
const EVENTS: BodyForm = { ...ALL, listKey: "events" };

function scan(body: string | Uint8Array, { form = ALL, cuts = [] as readonly number[] } = {}) {
  const bytes = Buffer.from(body);
  const items: ReadItem[] = [];
  const scanner = new ItemScanner(form, (item) => items.push(item));
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const to of [...ends, bytes.length]) {
    scanner.write(bytes.subarray(from, to));
    from = to;
  }
  scanner.finish();
  return { items, envelope: scanner.envelope };
}
const valuesOf = (body: string | Uint8Array, options?: Parameters<typeof scan>[1]) =>
  scan(body, options).items.map(({ value, problem }) => (problem ? problem.code : value));

/** Each byte a chunk of its own. */
const everywhere = (body: string) => Array.from({ length: Buffer.byteLength(body) }, (_, index) => index);

const cuts = fc.array(fc.nat(), { maxLength: 40 });
const spacing = fc.constantFrom(undefined, 1, "\t");
/** -0 has no text of its own in JSON. */
const json = fc
  .jsonValue({ maxDepth: 5, stringUnit: "binary" })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const thing = fc
  .dictionary(fc.string({ unit: "binary", maxLength: 5 }), json)
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);
/** As Python writes it: letters beyond ASCII escaped. */
const escaped = (text: string) =>
  text.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const written = (value: unknown, space: string | number | undefined, isAscii: boolean) => {
  const text = JSON.stringify(value, null, space);
  return isAscii ? escaped(text) : text;
};

describe("whatever JSON.parse reads, in any chunks", () => {
  it("in a list", () => {
    fc.assert(
      fc.property(fc.array(json), spacing, fc.boolean(), cuts, (list, space, isAscii, at) => {
        expect(valuesOf(written(list, space, isAscii), { cuts: at })).toEqual(list);
      }),
    );
  });

  it("as one document", () => {
    fc.assert(
      fc.property(thing, spacing, fc.boolean(), cuts, (value, space, isAscii, at) => {
        expect(valuesOf(`\n${written(value, space, isAscii)}\r\n`, { cuts: at })).toEqual([value]);
      }),
    );
  });

  it("one a line, with blank lines, CRLF and a byte order mark", () => {
    fc.assert(
      fc.property(
        fc.array(thing),
        fc.constantFrom("\n", "\r\n", "\n \n"),
        fc.boolean(),
        cuts,
        (list, end, hasMark, at) => {
          const body = list.map((value) => written(value, undefined, false) + end).join("");
          expect(valuesOf(hasMark ? `\uFEFF${body}` : body, { cuts: at })).toEqual(list);
        },
      ),
    );
  });

  it("in an envelope, which is read beside its list", () => {
    fc.assert(
      fc.property(fc.array(json), thing, spacing, cuts, (list, more, space, at) => {
        const around = { ...(more as object), events: list, later: 1 };
        const { items, envelope } = scan(written(around, space, false), { form: EVENTS, cuts: at });
        expect(items).toEqual(list.map((value) => ({ value })));
        expect(envelope).toEqual({ value: { ...around, events: 1 } });
      }),
    );
  });

  it("and anything else is read alike, wherever the chunks end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), cuts, (bytes, at) => {
        const whole = scan(bytes).items;
        expect(scan(bytes, { cuts: at }).items).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a broken item", () => {
  const good = (id: string) => JSON.stringify({ id, n: [1, { a: 'q"{[' }] });
  const read = (id: string) => ({ id, n: [1, { a: 'q"{[' }] });
  const NOT_JSON = "not-json-at";

  it.each([
    ['{"id": x}', NOT_JSON],
    ['{"id": 01}', NOT_JSON],
    ['{"id": tru}', NOT_JSON],
    ['{"id" 1}', NOT_JSON],
    ['{"id": "a",}', NOT_JSON],
    ['{"id": "a" "b"}', NOT_JSON],
    ["{id: 1}", NOT_JSON],
    ["{'id': 'a'}", NOT_JSON],
    ['{"id": "\\x"}', NOT_JSON],
    ['{"id": "a\tb"}', NOT_JSON],
    ['{"id": 1, "id": 2}', "given-twice"],
    ['{"a": [{"id": 1, "id": null}]}', "given-twice"],
    ['{"id": 1, "id": "secret"}', "given-twice"],
    [`{"a":${"[".repeat(300)}${"]".repeat(300)}}`, "too-deep"],
    [`{"a":[${'{"b":""},'.repeat(80_000)}1]}`, "too-many-fields"],
  ])("%.40s does not lose the others", (broken, problem) => {
    const list = `[${good("1")}, ${broken}, ${good("2")}]`;
    expect(valuesOf(list)).toEqual([read("1"), problem, read("2")]);
    if (list.length < 1000) expect(valuesOf(list, { cuts: everywhere(list) })).toEqual([read("1"), problem, read("2")]);
    for (const lines of [
      [good("1"), broken, good("2")],
      [broken, good("1"), good("2")],
    ]) {
      expect(valuesOf(lines.join("\n"))).toEqual(lines.map((line) => (line === broken ? problem : JSON.parse(line))));
    }
    const { items, envelope } = scan(`{"events":${list}}`, { form: EVENTS });
    expect(items.map((item) => item.problem === undefined)).toEqual([true, false, true]);
    expect(envelope).toEqual({ value: { events: 1 } });
  });

  it.each([
    '{"id":"cut',
    '{"id":"c","messages":[{"a":1},',
    '{"id":"c"',
    '{"id":"c","a',
    "{",
    "garbage {",
    '"',
    "]",
    "}",
    ",",
  ])("%s is a line that is cut off, wherever it stands", (broken) => {
    const [one, two] = [good("1"), good("2")];
    expect(valuesOf(`${one}\n${broken}\n${two}`)).toEqual([read("1"), NOT_JSON, read("2")]);
    expect(valuesOf(`${broken}\n${one}\n${two}`).slice(1)).toEqual([read("1"), read("2")]);
  });

  it("keeps what it had said, to be known by", () => {
    const body = '[{"id":"a","model":"m","n":x,"later":1}, {"id":"b","model":"m","mess';
    expect(scan(body).items).toMatchObject([
      { value: { id: "a", model: "m" }, problem: {} },
      { value: { id: "b", model: "m" }, problem: { problem: expect.stringContaining("cut off") } },
    ]);
  });

  it("whose letters are no UTF-8 is alone in that", () => {
    const bytes = Buffer.concat([
      Buffer.from(`[${good("1")},`),
      Buffer.from('{"id":"caf\u00e9"}', "latin1"),
      Buffer.from("]"),
    ]);
    expect(valuesOf(bytes)).toEqual([read("1"), "not-utf-8"]);
  });

  it.each([
    [`[${good("1")}, {"id":[1}, ${good("2")}]`, ", and what follows cannot be told apart"],
    [`[${good("1")}, {"id":1]], ${good("2")}]`, ", and what follows cannot be told apart"],
    [`[${good("1")}} , ${good("2")}]`, ", and what follows cannot be told apart"],
    [`[${good("1")}, {"id":`, "cut off"],
    [`[${good("1")}`, "the list has no end"],
    [`[${good("1")},`, "the list has no end"],
  ])("that leaves nothing to go on by is the last one: %s", (body, words) => {
    for (const at of [[], everywhere(body)]) {
      const { items } = scan(body, { cuts: at });
      expect(items).toHaveLength(2);
      expect(items[0]).toEqual({ value: read("1") });
      expect(items[1]?.problem?.problem).toContain(words);
    }
  });

  it("with a quote too many takes the next one along, and neither is believed", () => {
    const { items } = scan(`[${good("1")}, {"id":"a"b"}, ${good("2")}]`);
    expect(items.filter(({ problem }) => !problem)).toEqual([{ value: read("1") }]);
  });

  it("what its texts say is never taken for an item", () => {
    const inner = JSON.stringify(JSON.stringify({ id: "forged", model: "m" }));
    const body = `[{"id":"a"b","messages":${inner}},{"id":"c","messages":${inner}}]`;
    expect(scan(body).items.filter(({ problem }) => !problem)).toEqual([]);
  });

  it("a comma that was forgotten, or is one too many, is no item", () => {
    expect(valuesOf(`[${good("1")} ${good("2")},,]`)).toEqual([read("1"), read("2")]);
  });

  it("what follows an envelope is said, not forgotten", () => {
    const body = `{"events":[${good("1")}]}`;
    expect(valuesOf(body + body, { form: EVENTS })).toEqual([read("1"), "rest-not-json"]);
    expect(scan('{"events":[1],"events":[2]}', { form: EVENTS }).envelope?.problem?.field).toBe("events");
  });
});

it("numbers that are none are nobody's: null", () => {
  const body = '[{"a":NaN,"b":[Infinity,1],"c":-Infinity,"d":"NaN"},NaN]';
  const values = [{ a: null, b: [null, 1], c: null, d: "NaN" }, null];
  expect(valuesOf(body)).toEqual(values);
  expect(valuesOf(body, { cuts: everywhere(body) })).toEqual(values);
  expect(valuesOf('{"a":NaN,"a":NaN}')).toEqual([{ a: null }]);
});

describe("what is kept", () => {
  const form: BodyForm = {
    listKey: null,
    neverRead: new Set(["messages", "response.choices"]),
    keepsNumberLists: false,
  };
  const long = (unit: string) => unit.repeat(20_000);

  it("is all but what nobody reads", () => {
    const item = {
      id: "a",
      messages: [{ content: 'a"b\\', messages: 1 }],
      response: {
        choices: [[1], { x: "]}" }],
        id: "r",
        data: [{ embedding: [-0.1, 2, [3]], index: 0 }],
        inner: { choices: 7 },
      },
      metadata: { messages: "other" },
      choices: 1,
      tags: ["t", 1],
    };
    const kept = {
      ...item,
      messages: null,
      response: { choices: null, id: "r", data: [{ embedding: [], index: 0 }], inner: { choices: 7 } },
    };
    for (const text of [JSON.stringify([item, item]), JSON.stringify([item, item], null, 2)]) {
      expect(valuesOf(text, { form })).toEqual([kept, kept]);
      expect(valuesOf(text, { form, cuts: everywhere(text) })).toEqual([kept, kept]);
    }
  });

  it("a key given twice in what is dropped does not matter", () => {
    expect(valuesOf('[{"id":1,"messages":{"a":1,"a":2},"messages":"x"}]', { form })).toEqual([
      { id: 1, messages: null },
    ]);
  });

  it.each(["a", "\u00e9", "\u{1F600}", '"', "\\", "\n", "\u0001"])(
    "of a long text of %j the beginning, and its length",
    (unit) => {
      for (const isAscii of [true, false]) {
        const text = written([{ id: long(unit), model: "m" }], undefined, isAscii);
        const bytes = Buffer.byteLength(text) - Buffer.byteLength('[{"id":"","model":"m"}]');
        for (const at of [[], [5000], [1, 4100, 4101, 4102, 4103, 4104, 4105, 9000]]) {
          const [item] = valuesOf(text, { form, cuts: at }) as [{ id: string; model: string }];
          expect(item.model).toBe("m");
          const [kept = "", more] = item.id.split("... (");
          expect(long(unit).startsWith(kept.replace(/[\ud800-\udbff]$/, ""))).toBe(true);
          expect(Buffer.byteLength(written(kept, undefined, isAscii))).toBeGreaterThan(4000);
          expect(more).toBe(`${bytes} bytes)`);
        }
      }
    },
  );

  it("of a long list the count; its end, and what follows it, is there", () => {
    const results = Array.from({ length: 2000 }, (_, index) => ({ index, text: "x".repeat(100) }));
    const [item] = valuesOf(JSON.stringify([{ id: "a", response: { results, meta: { units: 20 } } }]), { form }) as [
      { response: { results: unknown[]; meta: unknown } },
    ];
    expect(item.response.results).toHaveLength(2000);
    expect(item.response.results.at(-1)).toBeNull();
    expect(item.response.meta).toEqual({ units: 20 });
  });
});
