import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

let test: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  test = await createTestApp();
  headers = { authorization: `Bearer ${await test.keyFor("admin")}` };
});
afterAll(() => test.close());

const SUM = {
  day: "2026-05-02",
  lastDay: "2026-05-02",
  provider: "openai",
  model: "gpt-4o",
  kind: "input",
  lines: 1,
  quantity: "0.000127999999999999",
  cost: "1.25",
  decimals: 2,
};

const send = (digest: string, ...sums: readonly object[]) =>
  test.app.inject({
    method: "POST",
    url: "/api/admin/reconciliations",
    headers,
    payload: {
      fileName: "a.csv",
      fileBytes: 1,
      fileLines: 1,
      digest: digest.repeat(64),
      format: "columns",
      currency: "USD",
      sums,
    },
  });

it("takes counts and amounts of any length, as exports have them", async () => {
  const long = {
    ...SUM,
    kind: "output",
    quantity: "12345678901234567890123000",
    cost: "0.000000000000000000000000000000000000000000001",
  };
  expect((await send("a", SUM, long)).statusCode).toBe(200);
});

it.each([
  ["b", [{ ...SUM, lastDay: "2026-05-01" }], "sums.0.lastDay", "last-day-before-day"],
  ["c", [SUM, { ...SUM, cost: "2" }], "sums.1", "named-twice"],
  ["d", [{ ...SUM, decimals: 9_000_000_000 }], "sums.0.decimals", "not-in-range"],
])("refuses in words what the database cannot hold: it answered 500 (%s)", async (digest, sums, field, code) => {
  const answer = await send(digest, ...sums);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error.details.issues).toEqual([expect.objectContaining({ field, code })]);
});
