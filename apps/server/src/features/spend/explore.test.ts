/** Every question is answered from sums as from the requests themselves, to the last digit. */
import { ExploreQuery, LEFT_OUT_BY, SPEND_DIMENSIONS, type SpendDimension } from "@ratecard/contract";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareDay, daysOfLedger } from "#server/ledger/compare-day";
import { sumMonths } from "#server/ledger/sum-months";
import { analytics } from "./analytics";
import { dashboard } from "./dashboard";
import { explore, type Explored } from "./explore";
import { exploredRows } from "./explored-csv";
import { ranking, spendNames } from "./ranking";

let db: Awaited<ReturnType<typeof createTestDatabase>> & { close: () => Promise<void> };
const clock = () => new Date("2026-03-10T12:00:00Z");

/** 400 requests of 80 days, of few names, each with a cost of its own. */
const FILL = `
  INSERT INTO usage_logs (request_id, gateway, occurred_at, model, provider, pricing_source, cost_usd, booked_cost_usd, token_source,
    prompt_tokens, completion_tokens, is_error, team, end_user, api_key_alias, tags)
  SELECT 'r' || n, 'main', timestamptz '2025-12-20 23:30Z' + n * interval '4 hours 48 minutes', 'model-' || n % 7,
    (ARRAY['openai', 'azure', NULL])[n % 3 + 1], (ARRAY['local-exact', 'default'])[n % 2 + 1], n * 0.000000000001 + n % 5,
    n * 0.1, 'actual', n, 2 * n, n % 11 = 0, (ARRAY['red', 'blue', NULL])[n % 3 + 1], 'user-' || n % 13, 'key-' || n % 2,
    (ARRAY['{}', '{a}', '{a,b}', '{b,c,c}'])[n % 4 + 1]::text[]
  FROM generate_series(1, 400) AS n`;

beforeAll(async () => {
  const created = await createTestDatabase();
  db = { ...created, close: created.drop };
  await db.pool.query(FILL);
  for (const day of await daysOfLedger(db.pool)) await compareDay(db.pool, day, { repair: true });
  await sumMonths(db.pool, clock());
});
afterAll(() => db.drop());

const ask = (query: object) => explore({ db }, ExploreQuery.parse({ from: "2025-12-25", to: "2026-03-05", ...query }));

const OF_ROW: Readonly<Record<SpendDimension, string>> = {
  model: "model",
  provider: "coalesce(provider, '')",
  source: "pricing_source",
  team: "coalesce(team, '')",
  user: "end_user",
  key: "api_key_alias",
  tag: "tag",
};

/** Written apart from the feature's own SQL, so that the two can disagree. */
async function fromLedger(groups: readonly SpendDimension[], where = "true"): Promise<Map<string, string>> {
  const names = groups.map((group) => OF_ROW[group]).join(", ");
  const { rows } = await db.pool.query<{ names: string[]; cost: string }>(
    `SELECT ARRAY[${names}]::text[] AS names, trim_scale(sum(cost_usd))::text AS cost FROM usage_logs
     ${groups.includes("tag") ? "CROSS JOIN LATERAL (SELECT DISTINCT unnest(CASE WHEN tags = '{}' THEN '{\"\"}' ELSE tags END)) AS each(tag)" : ""}
     WHERE occurred_at >= '2025-12-25' AND occurred_at < '2026-03-06' AND ${where} ${names && `GROUP BY ${names}`}`,
  );
  return new Map(rows.map((row) => [row.names.join("|"), row.cost]));
}

const sumsOf = ({ series }: Explored) => new Map(series.map(({ names, total }) => [names.join("|"), total]));

const pico = (text: string) => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
};
const add = (texts: readonly string[]) => texts.reduce((sum, text) => sum + pico(text), 0n);

describe("one name", () => {
  it.each(SPEND_DIMENSIONS)("by %s, from the sums", async (group) => {
    for (const interval of ["day", "week", "month"] as const) {
      const answer = await ask({ group, interval, limit: "50" });
      expect(answer.readFrom).toBe("sums");
      expect(sumsOf(answer)).toEqual(await fromLedger([group]));
      for (const series of [...answer.series, answer.total]) expect(add(series.points)).toBe(pico(series.total));
    }
  });
});

describe("hours", () => {
  const week = { from: "2026-02-02", to: "2026-02-08", interval: "hour" };

  it.each([undefined, "model", "team", "tag"] as const)("by %s, add up to their days", async (group) => {
    const hours = await ask({ ...week, group, limit: "50" });
    const days = await ask({ ...week, interval: "day", group, limit: "50" });
    expect(hours.readFrom).toBe("requests");
    expect(hours.steps).toHaveLength(7 * 24);
    expect(hours.total.total).toBe(days.total.total);
    expect(sumsOf(hours)).toEqual(sumsOf(days));
    for (const [index, day] of days.total.points.entries()) {
      expect(add(hours.total.points.slice(index * 24, index * 24 + 24))).toBe(pico(day));
    }
  });

  it("of a day of 25 hours are 25, and each leads to its own requests", async () => {
    await db.pool.query("UPDATE usage_months SET zone = 'Europe/Berlin'");
    const { steps } = await ask({ from: "2025-10-26", to: "2025-10-26", interval: "hour" });
    await db.pool.query("UPDATE usage_months SET zone = 'UTC'");
    expect(steps).toHaveLength(25);
    expect(steps[0]).toEqual({
      name: "2025-10-25T22:00:00.000000Z",
      from: "2025-10-25T22:00:00.000000Z",
      to: "2025-10-25T23:00:00.000000Z",
    });
    expect(steps.at(-1)?.to).toBe("2025-10-26T23:00:00.000000Z");
  });

  it("of more than a month are refused in words", () => {
    const { error } = ExploreQuery.safeParse({ from: "2026-01-01", to: "2026-02-01", interval: "hour" });
    expect(error?.issues[0]).toMatchObject({ path: ["from"] });
    expect(error?.issues[0]?.message).toContain("range-too-long");
  });
});

describe("two names", () => {
  it.each([
    ["team", "model", "sums"],
    ["model", "provider", "sums"],
    ["user", "model", "requests"],
    ["tag", "team", "requests"],
    ["key", "source", "requests"],
  ] as const)("by %s and %s, from the %s", async (group, subgroup, readFrom) => {
    const answer = await ask({ group, subgroup, interval: "month", limit: "50" });
    expect(answer.readFrom).toBe(readFrom);
    const ledger = await fromLedger([group, subgroup]);
    const named = sumsOf(answer);
    for (const [names, total] of named) expect([names, total]).toEqual([names, ledger.get(names)]);
    expect(named.size + (answer.other?.names ?? 0)).toBe(ledger.size);
    expect(add([...named.values(), answer.other?.total ?? "0"])).toBe(add([...ledger.values()]));
  });
});

describe("filters", () => {
  it.each([
    [{ model: ["model-1", "model-2"] }, "model IN ('model-1', 'model-2')", "sums"],
    [{ team: "" }, "team IS NULL", "sums"],
    [{ team: ["", "red"], model: "model-3" }, "(team IS NULL OR team = 'red') AND model = 'model-3'", "sums"],
    [{ tag: "b" }, "tags @> '{b}'", "sums"],
    [{ tag: "" }, "tags = '{}'", "sums"],
    [{ user: "user-1", provider: "" }, "end_user = 'user-1' AND provider IS NULL", "requests"],
    [{ tag: "a", key: "key-1" }, "tags @> '{a}' AND api_key_alias = 'key-1'", "requests"],
    [{ tag: "", user: "user-4" }, "tags = '{}' AND end_user = 'user-4'", "requests"],
    [{ notModel: ["model-1", "model-2"] }, "model NOT IN ('model-1', 'model-2')", "sums"],
    [{ notTeam: "red" }, "team IS DISTINCT FROM 'red'", "sums"],
    [{ notTeam: ["", "red"], model: "model-3" }, "team <> 'red' AND model = 'model-3'", "sums"],
    [{ notSource: "default", notProvider: "" }, "pricing_source <> 'default' AND provider IS NOT NULL", "sums"],
    [
      { notUser: "user-1", notProvider: "azure" },
      "end_user <> 'user-1' AND provider IS DISTINCT FROM 'azure'",
      "requests",
    ],
    [{ notKey: "key-0", tag: "a" }, "api_key_alias <> 'key-0' AND tags @> '{a}'", "requests"],
  ])("%j", async (filters, where, readFrom) => {
    const answer = await ask({ ...filters, interval: "month" });
    expect(answer.readFrom).toBe(readFrom);
    expect(answer.total.total).toBe((await fromLedger([], where)).get("") ?? "0");
  });

  it("a request with several tags is under the one that is filtered by, and no other", async () => {
    const answer = await ask({ group: "tag", tag: "a", user: ["user-1", "user-2"] });
    expect(answer.series.map(({ names }) => names)).toEqual([["a"]]);
    expect(answer.series[0]?.total).toBe(answer.total.total);
  });
});

describe("steps, Other and what is cumulated", () => {
  it("named series and Other are the total, in every step", async () => {
    const { series, other, total, steps } = await ask({ group: "user", limit: "5", interval: "week" });
    expect([series.length, other?.names]).toEqual([5, 8]);
    for (const index of steps.keys()) {
      const parts = [...series, other].map((each) => each?.points[index] ?? "");
      expect(add(parts)).toBe(pico(total.points[index] ?? ""));
    }
  });

  it.each(["model", "provider", "team", "user"] as const)(
    "by %s: what Other leads to is Other, in every step",
    async (group) => {
      const filter = LEFT_OUT_BY[group];
      let answer = await ask({ group, limit: "5" });
      const left: string[] = [];
      while (answer.other) {
        const { other } = answer;
        left.push(...answer.series.flatMap(({ names }) => names));
        answer = await ask({ group, limit: "5", [filter]: left });
        expect(answer.readFrom).toBe("sums");
        expect(answer.total).toEqual({ total: other.total, points: other.points });
        expect(answer.series.length + (answer.other?.names ?? 0)).toBe(other.names);
      }
    },
  );

  it("a cumulated step holds those before it, a step without usage too", async () => {
    const plain = await ask({ group: "model", model: "model-0" });
    const cumulated = await ask({ group: "model", model: "model-0", isCumulative: "true" });
    let sum = 0n;
    const expected = (plain.series[0]?.points ?? []).map((point) => (sum += pico(point)));
    expect(cumulated.series[0]?.points.map(pico)).toEqual(expected);
    expect(cumulated.series[0]?.total).toBe(plain.series[0]?.total);
  });

  it.each([
    { group: "user" },
    { group: "team", subgroup: "model" },
    { group: "tag" },
    { group: "model", rankBy: "errorRequests", metric: "totalTokens" },
    { group: "user", user: "nobody" },
  ] as const)("by months there are the names, totals and the rest that there are by days: %j", async (asked) => {
    const days = await ask({ ...asked, limit: "5", interval: "day" });
    const months = await ask({ ...asked, limit: "5", interval: "month" });
    expect(sumsOf(months)).toEqual(sumsOf(days));
    expect([...sumsOf(months).keys()]).toEqual([...sumsOf(days).keys()]);
    expect([months.other?.total, months.other?.names]).toEqual([days.other?.total, days.other?.names]);
    for (const [index, { points }] of months.series.entries())
      expect(add(points)).toBe(add(days.series[index]?.points ?? []));
  });

  it("ranked by something else", async () => {
    const { series } = await ask({ group: "model", metric: "costUsd", rankBy: "errorRequests", limit: "5" });
    const { rows } = await analytics({ db, clock }, { groupBy: ["model"], from: "2025-12-25", to: "2026-03-05" });
    const errors = series.map(({ names }) => rows.find((row) => row.model === names[0])?.errorRequests ?? 0);
    expect(errors).toEqual(errors.toSorted((left, right) => right - left));
  });
});

it("dashboard, chart, ranking, analytics and file agree to the last digit", async () => {
  const scope = { from: "2025-12-25", to: "2026-03-05", team: ["red", ""] };
  const { totals, chart, models } = await dashboard({ db }, scope);
  const answer = await ask({ ...scope, group: "model", limit: "5" });
  const lines = [...exploredRows(answer)].join("").trimEnd().split("\n").slice(1);
  const ofKind = (kinds: readonly string[]) =>
    lines.map((line) => line.split(",")).filter(([kind = ""]) => kinds.includes(kind));
  const addedUp = (kinds: readonly string[]) => add(ofKind(kinds).map((cells) => cells.at(-1) ?? ""));
  const { rows } = await analytics({ db, clock }, { groupBy: ["week", "model"], ...scope });
  const sums = [
    add(chart.total.points),
    add([...chart.series, ...(chart.other ? [chart.other] : [])].flatMap(({ points }) => points)),
    add(models.map(({ costUsd }) => costUsd)),
    add(rows.map(({ costUsd }) => costUsd)),
    addedUp(["name", "other"]),
    addedUp(["total"]),
  ];
  expect(sums).toEqual(sums.map(() => pico(totals.costUsd)));
  expect(ofKind(["other"])).toHaveLength(answer.steps.length);
});

describe("rankings and names", () => {
  it("of users, with what they cost before; the dashboard's total is theirs", async () => {
    const range = { from: "2026-02-01", to: "2026-02-28" };
    const ranked = await ranking({ db }, { ...range, by: "user", compare: "month" });
    expect(ranked).toMatchObject({ count: 13, readFrom: "sums" });
    expect(ranked.names[0]).toMatchObject({ providers: null, previousCostUsd: expect.stringMatching(/^\d/) });
    const { totals, previousTotals } = await dashboard({ db }, { ...range, compare: "month" });
    expect(add(ranked.names.map(({ costUsd }) => costUsd))).toBe(pico(totals.costUsd));
    expect(add(ranked.names.map(({ previousCostUsd }) => previousCostUsd ?? ""))).toBe(
      pico(previousTotals?.costUsd ?? ""),
    );
  });

  it("names hold what was typed, whatever it is", async () => {
    const names = (search: string) => spendNames({ db }, { from: "2026-02-01", to: "2026-02-28", by: "user", search });
    expect(await names("USER-12")).toEqual(["user-12"]);
    expect(await names("%")).toEqual([]);
  });

  it("a report of many requests is one row to add up", async () => {
    await db.pool.query(
      `INSERT INTO usage_logs (request_id, gateway, occurred_at, model, pricing_source, token_source, end_user, sum_of_requests, cost_usd)
       VALUES ('report', 'main', '2026-03-12 12:00Z', 'model-1', 'local-exact', 'actual', 'user-1', 2000000, 7)`,
    );
    await compareDay(db.pool, "2026-03-12", { repair: true });
    const day = { from: "2026-03-12", to: "2026-03-12" };
    const { readFrom, series } = await ask({ ...day, group: "user", subgroup: "model", metric: "requests" });
    expect([readFrom, series.map(({ total }) => total)]).toEqual(["requests", ["2000000"]]);
  });

  it("too many requests to add up are refused in words", async () => {
    await db.pool.query(
      `UPDATE usage_sums SET requests = requests + 1000000, counted_requests = counted_requests + 1000000
       WHERE rollup ~ '^(total|by_user)_' AND day = '2026-03-01'`,
    );
    const question = ask({ group: "user", subgroup: "model", from: "2026-03-01" });
    await expect(question).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ field: "from", code: "too-many-to-add-up" }] },
    });
    await expect(ask({ group: "user", subgroup: "model", team: "red", from: "2026-03-01" })).resolves.toBeDefined();
  });
});
