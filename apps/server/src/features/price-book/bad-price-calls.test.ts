/** Calls of the price book's REST door that cannot be taken: status, field and code, and nothing at all is written. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DoorCall, openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (call: DoorCall, status: number, refused: string) => {
  const answer = await door.call(call);
  expect(answer.refusal).toBe(refused);
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
  [{ method: "PUT", url: at("n") }, 400, "body: not-a-price"],
  [put(""), 400, "body: not-a-price"],
  [put("<price/>", "application/xml"), 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
  [put("perRequest=1", "application/x-www-form-urlencoded"), 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
  [put("--a--", "multipart/form-data; boundary=a"), 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
  [put("model,perRequest\nx,1", "text/csv"), 400, "body: not-json"],
  [put(PRICE, "application/json; charset=utf-16"), 400, "Content-Type: other-charset"],
  [put(PRICE, "application/json; charset=iso-8859-1"), 400, "Content-Type: other-charset"],
  [put(Buffer.from([0x7b, 0xff, 0x7d])), 400, "body: not-utf-8"],
  [put(Buffer.from(`\uFEFF${PRICE}`, "utf16le")), 400, "body: utf-16"],
  [put(Buffer.alloc(11 * 1024 * 1024, 32)), 413, "FST_ERR_CTP_BODY_TOO_LARGE"],
  [put(`[${PRICE}]`), 400, "body: not-a-price"],
  [put('{"perRequest": 1, "perRequest": 2}'), 400, "body: not-json"],
  [put(`{"thresholds":${"[".repeat(90_000)}`), 400, "body: too-deep"],
  [put('{"provider": "x", "perRequest": "1,5"}'), 400, "perRequest: not-a-decimal-literal"],
  [put('{"provider": "x", "perRequest": -0.1}'), 400, "perRequest: negative"],
  [put('{"provider": "x", "perRequest": 1e400}'), 400, "perRequest: too-large"],
  [put('{"model": "other", "provider": "x", "perRequest": 1}'), 400, "model: unknown-field"],
  [put('{"version": 1, "provider": "x", "perRequest": 1}'), 400, "version: unknown-field"],
  [put('{"provider": "x", "perRequest": 1, "__proto__": {"a": 1}}'), 400, "__proto__: unknown-field"],
  [put('{"provider": "x", "perRequest": 1, "perUnit": {"__proto__": 1}}'), 400, "perUnit.__proto__: unknown-field"],
  [
    put('{"provider": "x", "perRequest": 1, "effectiveFrom": "2026-01-31T09:30:00"}'),
    400,
    "effectiveFrom: not-an-instant",
  ],
  [
    put('{"provider": "x", "perRequest": 1, "effectiveFrom": "2026-01-31T09:30:00+15:00"}'),
    400,
    "effectiveFrom: offset-too-far",
  ],
] satisfies [DoorCall, number, string][])("the body of a PUT: %#", refusal);

it.each([
  [put(PRICE, JSON_TYPE, `${at("new-one")}?dryRun=true`), 400, "dryRun: unknown-field"],
  [put(PRICE, JSON_TYPE, at("a ")), 400, "model: outer-blank"],
  [put(PRICE, JSON_TYPE, at("x".repeat(256))), 400, "model: too-long"],
  [put(PRICE, JSON_TYPE, at("x".repeat(5000))), 414, "FST_ERR_MAX_PARAM_LENGTH"],
  [put(PRICE, JSON_TYPE, at("a\0b")), 400, "model: unprintable"],
  [put(PRICE, JSON_TYPE, at("a\nb")), 400, "model: unprintable"],
  [put(PRICE, JSON_TYPE, "/api/prices/%E0%A4%A"), 400, "FST_ERR_BAD_URL"],
  [put(PRICE, JSON_TYPE, "/api/prices/%ED%A0%80"), 400, "FST_ERR_BAD_URL"],
  [put(PRICE, JSON_TYPE, "/api/prices/"), 400, "model: empty-name"],
  [put(PRICE, JSON_TYPE, "/api/prices/a/b"), 404, "NOT_FOUND"],
  [{ ...put(PRICE, JSON_TYPE, at("standing")), method: "PATCH" }, 405, "METHOD_NOT_ALLOWED"],
  [{ ...put(PRICE), headers: { authorization: "" } }, 401, "NOT_SIGNED_IN"],
  [{ ...put(PRICE), headers: { origin: "https://elsewhere.example" } }, 400, "Origin: foreign-origin"],
] satisfies [DoorCall, number, string][])("the address of a PUT: %#", refusal);

const NO_VERSION = "If-Match: not-the-version-read";

it.each([
  [put(PRICE, JSON_TYPE, at("standing")), 428, "VERSION_REQUIRED"],
  [matching('"99"'), 412, "VERSION_MOVED"],
  [matching('"0"'), 412, "VERSION_MOVED"],
  [matching('"1"', "nobody"), 404, "NOT_FOUND"],
  [matching("*"), 400, NO_VERSION],
  [matching('"1", "2"'), 400, NO_VERSION],
  [matching("-1"), 400, NO_VERSION],
  [matching("1.5"), 400, NO_VERSION],
  [matching('"abc"'), 400, NO_VERSION],
  [matching(""), 400, NO_VERSION],
  [matching('"99999999999999999999"'), 400, NO_VERSION],
  [matching("2", "pinned-one"), 409, "ENTRY_PINNED"],
  [{ ...matching("1", "default"), body: '{"perRequest": 1, "isActive": false}' }, 409, "DEFAULT_ENTRY_KEPT"],
] satisfies [DoorCall, number, string][])("If-Match: %#", refusal);

const remove = (model: string, ifMatch?: string): DoorCall => ({
  method: "DELETE",
  url: at(model),
  ...(ifMatch !== undefined && { headers: { "if-match": ifMatch } }),
});

it.each([
  [remove("standing"), 428, "VERSION_REQUIRED"],
  [remove("standing", "7"), 412, "VERSION_MOVED"],
  [remove("standing", "x"), 400, NO_VERSION],
  [remove("nobody"), 404, "NOT_FOUND"],
  [remove("nobody", "1"), 404, "NOT_FOUND"],
  [remove("default", "1"), 409, "DEFAULT_ENTRY_KEPT"],
  [remove("pinned-one", "2"), 409, "ENTRY_PINNED"],
  [{ ...remove("standing", "1"), url: `${at("standing")}?force=true` }, 400, "force: unknown-field"],
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
  [importing("?dryRun=yes"), 400, "dryRun: not-a-flag"],
  [importing("?dryRun=true&dryRun=false"), 400, "dryRun: not-a-flag"],
  [importing("?dryrun=true"), 400, "dryrun: unknown-field"],
  [importing("?unit=per-2m"), 400, "unit: not-one-of"],
  [importing("?unit=per-1k", CSV, "text/csv"), 400, "unit: unit-contradicts-column"],
  [importing(mapped("{oops")), 400, "columns: columns-not-json"],
  [importing(mapped("[1]")), 400, "columns: not-a-column-map"],
  [importing(mapped('{"a": "b"}')), 400, "columns.a: not-one-of"],
  [importing(mapped('{"a": "model"}'), CSV, "text/csv"), 400, "columns: no-such-column"],
  [importing(mapped('{"model": null}'), CSV, "text/csv"), 400, "body: no-model-column"],
  [importing("?effectiveFrom=tomorrow"), 400, "effectiveFrom: not-an-instant"],
  [importing("?name="), 400, "name: empty-name"],
  [importing(`?name=${"n".repeat(300)}`), 400, "name: too-long"],
  [{ method: "POST", url: "/api/prices/import" }, 400, "body: empty-file"],
  [importing("", "x", "application/octet-stream"), 415, "FST_ERR_CTP_INVALID_MEDIA_TYPE"],
  [importing("", `[${PRICE}]`, "text/csv"), 400, "body: json-as-csv"],
  [importing("", CSV, "text/csv; charset=windows-1252"), 400, "Content-Type: other-charset"],
  [{ ...importing(""), headers: { "content-encoding": "gzip" } }, 400, "FST_CP_ERR_INVALID_CONTENT"],
  [{ ...importing(""), headers: { "content-encoding": "compress" } }, 415, "FST_CP_ERR_INVALID_CONTENT_ENCODING"],
  [importing("", Buffer.alloc(100 * 1024 * 1024, 32), "text/csv"), 413, "FST_ERR_CTP_BODY_TOO_LARGE"],
  [
    {
      ...importing("", gzipSync(Buffer.alloc(100 * 1024 * 1024, 32)), "text/csv"),
      headers: { "content-encoding": "gzip" },
    },
    413,
    "FST_ERR_CTP_BODY_TOO_LARGE",
  ],
] satisfies [DoorCall, number, string][])("POST /api/prices/import: %#", refusal);
