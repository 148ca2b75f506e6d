import { formatUsd, ZERO } from "@ratecard/money";
import { price, resolve } from "@ratecard/pricing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

/** Usually within 0.1 s; a busy machine takes its time. */
const SOON = { timeout: 20_000, interval: 20 };

let test: TestContext;
let sql: pg.Client;

beforeAll(async () => {
  test = await createTestContext();
  sql = new pg.Client({ connectionString: test.database.url });
  await sql.connect();
});

afterAll(async () => {
  await sql.end();
  await test.close();
});

const resolved = (model: string, at = Date.now()) => {
  const { book, catalog } = test.services.prices.now();
  return resolve(book, catalog, { model, at });
};

const costOf = (model: string, promptTokens?: number, completionTokens?: number) => {
  const { book, catalog, settings } = test.services.prices.now();
  const usage = { promptTokens, completionTokens };
  return formatUsd(price(book, catalog, { model, at: Date.now(), usage }, settings).costUsd ?? ZERO);
};

describe("plain SQL is an interface", () => {
  it("prices by the two documented statements soon after, versioned and audited as sql", async () => {
    await sql.query(
      "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('claude-sonnet-4.5', 0.01, 'anthropic')",
    );
    await sql.query(`UPDATE model_pricing SET price_per_request = 0.0105, price_per_1k_input_tokens = 0.003, price_per_1k_output_tokens = 0.015,
     notes = 'Real production costs (Jan 2026)' WHERE model_name = 'claude-sonnet-4.5';`);
    await sql.query(`INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider, is_custom, is_active)
   VALUES ('claude-opus-4-5-20251101', 0.0525, 0.015, 0.075, 'anthropic', false, true);`);
    await vi.waitFor(() => {
      expect(costOf("claude-sonnet-4.5", 1000, 500)).toBe("0.0105");
      expect(costOf("claude-opus-4-5-20251101", 1000, 500)).toBe("0.0525");
      expect(costOf("claude-opus-4-5-20251101")).toBe("0.0525");
    }, SOON);

    const versions = await sql.query(
      "SELECT source, actor, price_per_request FROM model_price_versions WHERE model_name = 'claude-sonnet-4.5' AND superseded_at IS NULL ORDER BY id",
    );
    expect(versions.rows.map(({ source, price_per_request }) => [source, price_per_request])).toEqual([
      ["sql", "0.01"],
      ["sql", "0.0105"],
    ]);
    const audit = await sql.query(
      "SELECT action, actor FROM audit_log WHERE subject = 'claude-sonnet-4.5' ORDER BY seq",
    );
    expect(audit.rows.map(({ action }) => action)).toEqual(["price.insert", "price.update"]);
    expect(audit.rows.every(({ actor }) => String(actor).startsWith("sql:"))).toBe(true);
  });

  it("lets COPY read the price book with its documented columns", async () => {
    const { rows, fields } = await sql.query(
      "SELECT * FROM model_pricing WHERE model_name = 'claude-opus-4-5-20251101'",
    );
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["price_per_1k_input_tokens", "is_custom", "notes"]),
    );
    expect(rows).toHaveLength(1);
    await expect(sql.query("COPY (SELECT * FROM model_pricing) TO STDOUT CSV HEADER")).resolves.toBeDefined();
  });

  it("prices by what a DELETE left: an old request by the old price, a new one by the default", async () => {
    const before = Date.now();
    await sql.query("DELETE FROM model_pricing WHERE model_name = 'claude-opus-4-5-20251101'");
    await vi.waitFor(() => expect(resolved("claude-opus-4-5-20251101").source).toBe("default"), SOON);
    expect(resolved("claude-opus-4-5-20251101", before - 1000).source).toBe("local-exact");
  });

  it("keeps the default entry", async () => {
    await expect(sql.query("DELETE FROM model_pricing WHERE model_name = 'default'")).rejects.toThrow(
      "cannot be deleted",
    );
    await expect(sql.query("TRUNCATE model_pricing")).rejects.toThrow("history");
  });
});

describe("a row that cannot be read", () => {
  it("loses only its details, is named, and takes nothing else down", async () => {
    await sql.query(`INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, provider, details)
      VALUES ('broken', 0.001, 0.002, 'x', '{"thresholds": "soon"}'), ('whole', 0.001, 0.002, 'x', '{}')`);
    await vi.waitFor(() => expect(costOf("whole", 1000)).toBe("0.002"), SOON);
    expect(costOf("broken", 1000)).toBe("0.002");
    expect(test.services.prices.now().problems).toEqual([
      expect.objectContaining({ model: "broken", problem: expect.stringContaining("details.thresholds") }),
    ]);
  });
});

describe("the connection that listens", () => {
  it("comes back after it was cut, and prices follow in the meantime", async () => {
    await sql.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ratecard prices' AND datname = current_database()",
    );
    await sql.query("UPDATE model_pricing SET price_per_request = 0.007 WHERE model_name = 'default'");
    await vi.waitFor(() => expect(costOf("nobody-knows")).toBe("0.007"), SOON);
    await vi.waitFor(async () => {
      const { rowCount } = await sql.query(
        "SELECT FROM pg_stat_activity WHERE application_name = 'ratecard prices' AND datname = current_database() AND query LIKE 'LISTEN%'",
      );
      expect(rowCount).toBe(1);
    }, SOON);
  });
});

describe("a database that is a copy of another moment", () => {
  it("is read whole once the connection is back, since its counter may say nothing", async () => {
    await sql.query("UPDATE model_pricing SET price_per_request = 0.008 WHERE model_name = 'default'");
    await vi.waitFor(() => expect(costOf("unheard-of")).toBe("0.008"), SOON);
    const before = test.services.prices.now();
    await sql.query("ALTER TABLE model_price_versions DISABLE TRIGGER a_changed");
    await sql.query("UPDATE model_price_versions SET price_per_request = 0.009 WHERE model_name = 'default'");
    await sql.query("ALTER TABLE model_price_versions ENABLE TRIGGER a_changed");
    await sql.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ratecard prices' AND datname = current_database()",
    );
    await vi.waitFor(() => expect(costOf("unheard-of")).toBe("0.009"), SOON);
    expect(test.services.prices.now().version).toBe(before.version);
  });
});

describe("refresh", () => {
  it("answers with what was committed before it was asked, also when asked many times at once", async () => {
    const { prices } = test.services;
    const refreshes = Array.from({ length: 20 }, async (_, index) => {
      await test.database.pool.query("UPDATE model_pricing SET notes = $1 WHERE model_name = 'default'", [
        `note ${index}`,
      ]);
      const { rows } = await test.database.pool.query<{ version: string }>("SELECT version FROM pricing_version");
      const now = await prices.refresh();
      expect(now.version).toBeGreaterThanOrEqual(BigInt(rows[0]?.version ?? 0));
    });
    await Promise.all(refreshes);
  });

  it("reads five thousand prices", async () => {
    await sql.query(`INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
      SELECT 'model-' || n, 0.001 * n, 0.0001 * n, 0.0002 * n, 'openai' FROM generate_series(1, 5000) n`);
    await test.services.prices.refresh();
    expect(costOf("model-5000", 1000, 0)).toBe("0.5");
    await sql.query("UPDATE model_pricing SET price_per_1k_input_tokens = 0.25 WHERE model_name = 'model-5000'");
    await test.services.prices.refresh();
    expect(costOf("model-5000", 1000, 0)).toBe("0.25");
  });
});
