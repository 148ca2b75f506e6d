/** Calls of the price book's REST door that cannot be taken: status, sentence with its remedy, and nothing at all is written. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DoorCall, openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (call: DoorCall, status: number, sentence: string) => {
  const answer = await door.call(call);
  expect(answer.message).toContain(sentence);
  expect(answer).toMatchObject({ status, isUntouched: true });
};

const JSON_TYPE = "application/json";
const PRICE = '{"provider": "x", "perRequest": 1}';
const at = (model: string) => `/api/prices/${encodeURIComponent(model)}`;

const put = (body: string | Buffer, type = JSON_TYPE, url = at("new-one")): DoorCall => ({
  method: "PUT",
  url,
  body,
  type,
});
const matching = (ifMatch: string, model = "standing"): DoorCall => ({
  ...put(PRICE, JSON_TYPE, at(model)),
  headers: { "if-match": ifMatch },
});

it.each([
  [{ method: "PUT", url: at("n") }, 400, "body: must be an object of a price's fields"],
  [put(""), 400, "body: must be an object of a price's fields"],
  [put("<price/>", "application/xml"), 415, "This content type is not read here. Send application/json in UTF-8"],
  [put("perRequest=1", "application/x-www-form-urlencoded"), 415, "This content type is not read here."],
  [put("--a--", "multipart/form-data; boundary=a"), 415, "This content type is not read here."],
  [put("model,perRequest\nx,1", "text/csv"), 400, "body: is not valid JSON"],
  [put(PRICE, "application/json; charset=utf-16"), 400, "Content-Type: says charset=utf-16. Send UTF-8"],
  [put(PRICE, "application/json; charset=iso-8859-1"), 400, "Content-Type: says charset=iso-8859-1. Send UTF-8"],
  [put(Buffer.from([0x7b, 0xff, 0x7d])), 400, "body: is not UTF-8 (Latin-1 perhaps)."],
  [put(Buffer.from(`\uFEFF${PRICE}`, "utf16le")), 400, "body: is UTF-16. Save it as UTF-8."],
  [put(Buffer.alloc(11 * 1024 * 1024, 32)), 413, "The body is larger than this call takes. Send it in several parts."],
  [put(`[${PRICE}]`), 400, "body: must be an object of a price's fields"],
  [put('{"perRequest": 1, "perRequest": 2}'), 400, "body: is not valid JSON (Duplicate key 'perRequest'"],
  [put(`{"thresholds":${"[".repeat(90_000)}`), 400, "body: is nested far too deeply. Send what the call describes."],
  [put('{"provider": "x", "perRequest": "1,5"}'), 400, "perRequest: is not a decimal number. Write it as 3 or 0.25"],
  [put('{"provider": "x", "perRequest": -0.1}'), 400, "perRequest: is negative. Enter 0 for free"],
  [put('{"provider": "x", "perRequest": 1e400}'), 400, "perRequest: is larger than any price may be"],
  [put('{"model": "other", "provider": "x", "perRequest": 1}'), 400, "model: is not known here. Remove it."],
  [put('{"version": 1, "provider": "x", "perRequest": 1}'), 400, "version: is not known here. Remove it."],
  [put('{"provider": "x", "perRequest": 1, "__proto__": {"a": 1}}'), 400, "__proto__: is not known here."],
  [put('{"provider": "x", "perRequest": 1, "perUnit": {"__proto__": 1}}'), 400, "perUnit.__proto__: is not a field"],
  [put('{"provider": "x", "perRequest": 1, "effectiveFrom": "2026-01-31T09:30:00"}'), 400, "Add Z for UTC"],
  [put('{"provider": "x", "perRequest": 1, "effectiveFrom": "2026-01-31T09:30:00+15:00"}'), 400, "more than 14 hours"],
] satisfies [DoorCall, number, string][])("the body of a PUT: %#", refusal);

it.each([
  [put(PRICE, JSON_TYPE, `${at("new-one")}?dryRun=true`), 400, "dryRun: is not known here. Remove it."],
  [put(PRICE, JSON_TYPE, at("a ")), 400, "model: must not begin or end with a blank. Remove it."],
  [put(PRICE, JSON_TYPE, at("x".repeat(256))), 400, "model: must have at most 255 characters. Shorten it."],
  [
    put(PRICE, JSON_TYPE, at("x".repeat(5000))),
    414,
    "A name in the address is longer than any may be (255 characters).",
  ],
  [put(PRICE, JSON_TYPE, at("a\0b")), 400, "model: must not hold control characters"],
  [put(PRICE, JSON_TYPE, at("a\nb")), 400, "model: must not hold control characters"],
  [
    put(PRICE, JSON_TYPE, "/api/prices/%E0%A4%A"),
    400,
    "The address has a broken %-escape. Encode names in it as UTF-8",
  ],
  [put(PRICE, JSON_TYPE, "/api/prices/%ED%A0%80"), 400, "The address has a broken %-escape."],
  [put(PRICE, JSON_TYPE, "/api/prices/"), 400, "model: must not be empty. Enter a name."],
  [put(PRICE, JSON_TYPE, "/api/prices/a/b"), 404, "There is no PUT /api/prices/a/b. See /api/openapi.json."],
  [{ ...put(PRICE, JSON_TYPE, at("standing")), method: "PATCH" }, 405, "/api/prices/standing does not answer PATCH"],
  [{ ...put(PRICE), headers: { authorization: "" } }, 401, "You are not signed in. Sign in, or send an API key"],
  [
    { ...put(PRICE), headers: { origin: "https://elsewhere.example" } },
    400,
    "Origin: is another site. Use the app from",
  ],
] satisfies [DoorCall, number, string][])("the address of a PUT: %#", refusal);

const NO_VERSION = "If-Match: must be the version that was read, as the ETag of GET /api/prices/{model} has it.";

it.each([
  [put(PRICE, JSON_TYPE, at("standing")), 428, 'The price "standing" exists: send the version you read as If-Match'],
  [matching('"99"'), 412, 'Someone changed the price "standing" since you read it.'],
  [matching('"0"'), 412, 'Someone changed the price "standing"'],
  [matching('"1"', "nobody"), 404, 'There is no price "nobody". Check how it is written'],
  [matching("*"), 400, NO_VERSION],
  [matching('"1", "2"'), 400, NO_VERSION],
  [matching("-1"), 400, NO_VERSION],
  [matching("1.5"), 400, NO_VERSION],
  [matching('"abc"'), 400, NO_VERSION],
  [matching(""), 400, NO_VERSION],
  [matching('"99999999999999999999"'), 400, NO_VERSION],
  [matching("2", "pinned-one"), 409, '"pinned-one" is pinned by pins.json. Change it in that file.'],
  [
    { ...matching("1", "default"), body: '{"perRequest": 1, "isActive": false}' },
    409,
    'The entry "default" prices every unknown model and cannot be deleted',
  ],
] satisfies [DoorCall, number, string][])("If-Match: %#", refusal);

const remove = (model: string, ifMatch?: string): DoorCall => ({
  method: "DELETE",
  url: at(model),
  ...(ifMatch !== undefined && { headers: { "if-match": ifMatch } }),
});

it.each([
  [remove("standing"), 428, 'The price "standing" exists: send the version you read as If-Match'],
  [remove("standing", "7"), 412, 'Someone changed the price "standing" since you read it.'],
  [remove("standing", "x"), 400, NO_VERSION],
  [remove("nobody"), 404, 'There is no price "nobody".'],
  [remove("nobody", "1"), 404, 'There is no price "nobody".'],
  [remove("default", "1"), 409, 'The entry "default" prices every unknown model and cannot be deleted'],
  [remove("pinned-one", "2"), 409, '"pinned-one" is pinned by pins.json.'],
  [{ ...remove("standing", "1"), url: `${at("standing")}?force=true` }, 400, "force: is not known here. Remove it."],
] satisfies [DoorCall, number, string][])("DELETE: %#", refusal);

const importing = (query: string, body: string | Buffer = `[${PRICE}]`, type = JSON_TYPE): DoorCall => ({
  method: "POST",
  url: `/api/prices/import${query}`,
  body,
  type,
});
const mapped = (columns: string) => `?columns=${encodeURIComponent(columns)}`;
const CSV = "model,provider,inputPer1M\nx,y,1\n";

it.each([
  [importing("?dryRun=yes"), 400, "dryRun: must be true or false, once."],
  [importing("?dryRun=true&dryRun=false"), 400, "dryRun: must be true or false, once."],
  [importing("?dryrun=true"), 400, "dryrun: is not known here. Remove it."],
  [importing("?unit=per-2m"), 400, "unit: must be one of per-token, per-1k, per-1m."],
  [importing("?unit=per-1k", CSV, "text/csv"), 400, 'unit: is per-1k, but the column "inputPer1M" says per-1m. Leave'],
  [importing(mapped("{oops")), 400, 'columns: is not valid JSON. Write it as {"Input price": "inputPer1M"}.'],
  [importing(mapped("[1]")), 400, "columns: must be an object from the file's columns to fields"],
  [importing(mapped('{"a": "b"}')), 400, "columns.a: must be one of model, provider,"],
  [importing(mapped('{"a": "model"}'), CSV, "text/csv"), 400, 'columns: name "a", which is no column of the file.'],
  [importing(mapped('{"model": null}'), CSV, "text/csv"), 400, 'body: has no column "model".'],
  [importing("?effectiveFrom=tomorrow"), 400, "effectiveFrom: must be ISO 8601 with an offset"],
  [importing("?name="), 400, "name: is empty. Enter a name."],
  [importing(`?name=${"n".repeat(300)}`), 400, "name: is longer than 255 characters. Shorten it."],
  [{ method: "POST", url: "/api/prices/import" }, 400, "body: is empty. Send a JSON array of prices, or CSV"],
  [importing("", "x", "application/octet-stream"), 415, "This content type is not read here."],
  [importing("", `[${PRICE}]`, "text/csv"), 400, "body: looks like JSON. Send it as application/json"],
  [importing("", CSV, "text/csv; charset=windows-1252"), 400, "Content-Type: says charset=windows-1252. Send UTF-8"],
  [
    { ...importing(""), headers: { "content-encoding": "gzip" } },
    400,
    "The body is not packed as Content-Encoding says.",
  ],
  [
    { ...importing(""), headers: { "content-encoding": "compress" } },
    415,
    "This Content-Encoding is not read here. Send",
  ],
  [importing("", Buffer.alloc(100 * 1024 * 1024, 32), "text/csv"), 413, "The body is larger than this call takes."],
  [
    {
      ...importing("", gzipSync(Buffer.alloc(100 * 1024 * 1024, 32)), "text/csv"),
      headers: { "content-encoding": "gzip" },
    },
    413,
    "The body is larger than this call takes.",
  ],
] satisfies [DoorCall, number, string][])("POST /api/prices/import: %#", refusal);
