import { linesOf, lineOf } from "@ratecard/pricing";
import { createTestDatabase, type TestDatabase } from "@ratecard/prisma/testing";
import fc from "fast-check";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepRecent } from "./keep-recent";
import { type LoadedPrices, loadPrices, type Reading } from "./load-prices";
import { compressBody } from "./catalog-body";

const BATCH = "00000000-0000-4000-8000-000000000001";
const NAMES = ["a", "a.b", "ab", "a*", "ab*", "c.1", "default"];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(
    "INSERT INTO import_batches (id, name, kind, created_by, added_count, changed_count, skipped_count) VALUES ($1, 'x', 'file', 'x', 0, 0, 0)",
    [BATCH],
  );
});
afterAll(() => database.drop());

const load = (known: LoadedPrices | null, reading?: Reading) =>
  loadPrices({ ...database, close: async () => undefined }, known, keepRecent(8), reading);

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Everything that can be asked of it, whatever way it came together. */
function stateOf({ version, book, problems, settings, snapshots, catalog }: LoadedPrices) {
  return {
    version,
    lines: [...linesOf(book)].toSorted((a, b) => (a.model < b.model ? -1 : 1)),
    found: NAMES.map((model) => [model, lineOf(book, model)]),
    groups: [...book.normalised.values(), ...book.wildcards.values()]
      .map((lines) => lines.map(({ model }) => model))
      .toSorted(byText),
    prefixLengths: book.prefixLengths,
    problems: problems.toSorted(byText),
    settings,
    snapshots: snapshots.map(({ index, ...snapshot }) => ({ ...snapshot, keys: [...index().entries.keys()] })),
    inForce: catalog.snapshotAt(Date.now()),
  };
}

const name = fc.constantFrom(...NAMES);
const price = fc.integer({ min: 1, max: 9 });
const month = fc.integer({ min: 1, max: 9 });
const where = "WHERE model_name =";
const lastOf = (model: string) => `(SELECT max(id) FROM model_price_versions ${where} '${model}')`;

/** Every way in: the documented statements, the functions the server calls, and surgery on the history itself. */
const statement: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(name, price).map(
    ([
      model,
      usd,
    ]) => `INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('${model}', 'openai', ${usd})
      ON CONFLICT (model_name) DO UPDATE SET price_per_request = excluded.price_per_request`,
  ),
  fc
    .tuple(name, price)
    .map(([model, usd]) => `UPDATE model_pricing SET price_per_request = ${usd} ${where} '${model}'`),
  fc.constant("UPDATE model_pricing SET is_active = NOT is_active WHERE model_name <> 'default'"),
  name.map((model) => `UPDATE model_pricing SET details = '{"thresholds": "soon"}' ${where} '${model}'`),
  name.map((model) => `DELETE FROM model_pricing ${where} '${model}'`),
  fc.tuple(name, name).map(([from, to]) => `UPDATE model_pricing SET model_name = '${to}' ${where} '${from}'`),
  month.map((at) => `SELECT set_config('ratecard.valid_from', '2026-0${at}-01', true)`),
  fc.constantFrom("", BATCH).map((batch) => `SELECT set_config('ratecard.batch', '${batch}', true)`),
  fc
    .tuple(name, month)
    .map(
      ([model, at]) =>
        `SELECT schedule_price(held, now() + interval '${at} days') FROM model_pricing AS held ${where} '${model}'`,
    ),
  name.map((model) => `SELECT withdraw_scheduled_prices('${BATCH}', ARRAY['${model}'])`),
  name.map((model) => `SELECT restore_corrected_windows('${BATCH}', ARRAY['${model}'], '{}')`),
  fc.constant("SELECT follow_scheduled_prices()"),
  fc
    .tuple(name, month)
    .map(
      ([model, at]) =>
        `UPDATE model_price_versions SET valid_from = valid_from - interval '${at} days' WHERE id = ${lastOf(model)}`,
    ),
  name.map((model) => `UPDATE model_price_versions SET superseded_at = now() WHERE id = ${lastOf(model)}`),
  name.map((model) => `UPDATE model_price_versions SET superseded_at = NULL WHERE id = ${lastOf(model)}`),
  name.map((model) => `DELETE FROM model_price_versions WHERE id = ${lastOf(model)}`),
  fc.tuple(name, name).map(([from, to]) => `UPDATE model_price_versions SET model_name = '${to}' ${where} '${from}'`),
  fc.constantFrom(
    "INSERT INTO provider_adjustments (provider, discount, valid_from, actor) VALUES ('openai', 0.1, now(), 'x')",
    "UPDATE provider_adjustments SET superseded_at = now()",
    "TRUNCATE provider_adjustments",
    "UPDATE catalog_snapshots SET in_force_until = now() WHERE in_force_until IS NULL",
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
      VALUES ('file', 'x', md5(random()::text), 1, '\\x${body().toString("hex")}', now(), now())`,
    "DELETE FROM catalog_snapshots WHERE id = (SELECT min(id) FROM catalog_snapshots)",
    "SELECT pricing_changed()",
  ),
);

function body(): Buffer {
  return compressBody(JSON.stringify({ "gpt-x": { input_cost_per_token: 1e-6, litellm_provider: "openai" } }));
}

const transaction = fc.record({
  statements: fc.array(fc.record({ sql: statement, isTakenBack: fc.boolean() }), { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom("COMMIT", "COMMIT", "COMMIT", "ROLLBACK"),
});
type Written = typeof transaction extends fc.Arbitrary<infer T> ? T : never;

/** What the database refuses is taken back, as an application would. */
async function run(client: PoolClient, { statements, end }: Written): Promise<void> {
  await client.query("BEGIN");
  for (const { sql, isTakenBack } of statements) {
    await client.query("SAVEPOINT before");
    const isDone = await client.query(sql).then(
      () => true,
      () => false,
    );
    if (!isDone || isTakenBack) await client.query("ROLLBACK TO before");
  }
  await client.query(end);
}

describe("what changed, read alone", () => {
  it("makes the same prices as reading everything, whoever wrote what meanwhile", async () => {
    const [left, right] = await Promise.all([database.pool.connect(), database.pool.connect()]);
    let known = await load(null);
    try {
      await fc.assert(
        fc.asyncProperty(transaction, transaction, async (first, second) => {
          const writing = Promise.all([run(left, first), run(right, second)]);
          // In the middle of it: whatever is seen by now is built upon.
          known = await load(known);
          known = await load(known);
          await writing;
          known = await load(known);
          expect(stateOf(known)).toEqual(stateOf(await load(null)));
        }),
        { numRuns: 150, endOnFailure: true },
      );
    } finally {
      for (const client of [left, right]) client.release();
    }
  });

  it("is of one name: everything else is shared with the prices of before", async () => {
    const { pool } = database;
    await pool.query(
      "INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('one', 'x', 1), ('two', 'x', 1)",
    );
    const before = await load(null);
    await pool.query("UPDATE model_pricing SET price_per_request = 2 WHERE model_name = 'one'");
    const after = await load(before);
    expect(lineOf(after.book, "two")).toBe(lineOf(before.book, "two"));
    expect(lineOf(after.book, "one")?.versions).toHaveLength(2);
    expect([after.catalog, after.settings]).toEqual([before.catalog, before.settings]);
    expect(after.catalog).toBe(before.catalog);
    expect(await load(after)).toBe(after);
  });

  it("is never missed by who commits first: the later version waits for the earlier", async () => {
    const slow = await database.pool.connect();
    await slow.query("BEGIN");
    await slow.query("UPDATE model_pricing SET price_per_request = 3 WHERE model_name = 'one'");
    const quick = database.pool.query("UPDATE model_pricing SET price_per_request = 3 WHERE model_name = 'two'");
    const between = await load(null);
    await slow.query("COMMIT");
    slow.release();
    await quick;
    const after = await load(between);
    expect(after.version).toBe(between.version + 2n);
    expect(stateOf(after)).toEqual(stateOf(await load(null)));
  });

  it("is nothing where no scheduled price came into force: a server that starts leaves the version alone", async () => {
    const before = (await load(null)).version;
    await database.pool.query("SELECT follow_scheduled_prices()");
    const due = await database.pool.query<{ followed: number }>("SELECT follow_scheduled_prices() AS followed");
    expect(due.rows).toEqual([{ followed: 0 }]);
    expect((await load(null)).version).toBe(before);
  });

  it("counts a transaction once, however much it writes", async () => {
    const before = await load(null);
    const client = await database.pool.connect();
    await client.query("BEGIN");
    for (let usd = 1; usd <= 5; usd += 1)
      await client.query("UPDATE model_pricing SET price_per_request = $1 WHERE model_name = 'one'", [usd]);
    await client.query("COMMIT");
    client.release();
    expect((await load(before)).version).toBe(before.version + 1n);
  });
});

describe("everything is read again", () => {
  it("when the counter went back: the database is a copy of before", async () => {
    const known = await load(null);
    const copied = { ...known, version: known.version + 5n, book: (await load(null)).book };
    expect(stateOf(await load(copied))).toEqual(stateOf(known));
  });

  it("when it is asked for, at the same version too", async () => {
    const known = await load(null);
    const again = await load(known, "all");
    expect(again).not.toBe(known);
    expect(stateOf(again)).toEqual(stateOf(known));
  });
});
