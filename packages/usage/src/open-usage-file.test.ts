import { UsageEvent } from "@ratecard/contract";
import { describe, expect, it } from "vitest";
import { openUsageFile, type UsageFileChoice } from "./open-usage-file";
import type { UsageItem } from "./usage-item";

/** In pieces of a few letters, so that every border lies inside a piece once. */
async function* inPieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
}

async function read(text: string, choice: Partial<UsageFileChoice> = {}) {
  const opened = await openUsageFile(inPieces(text), { name: "-", ...choice });
  if (!opened.ok) return { problem: `${opened.problem.field} ${opened.problem.code}`.trim(), items: [] };
  const items: UsageItem[] = [];
  for await (const item of opened.items) items.push(item);
  return {
    format: opened.format,
    columns: opened.columns,
    items: items.map((item) => [item.place, item.ok ? item.event : item.problem.code] as const),
  };
}

const METADATA = {
  user_api_key_alias: "ci",
  user_api_key_team_alias: "Search",
  status: "success",
  usage_object: {
    prompt_tokens: 100,
    completion_tokens: 20,
    total_tokens: 120,
    prompt_tokens_details: { cached_tokens: 40 },
  },
};
const SPEND_LOG = {
  request_id: "chatcmpl-1",
  call_type: "acompletion",
  api_key: "ab".repeat(32),
  spend: 0.0125,
  total_tokens: 120,
  prompt_tokens: 100,
  completion_tokens: 20,
  startTime: "2025-01-05 10:11:12.123",
  endTime: "2025-01-05 10:11:13.623",
  model: "gpt-4o-2024-08-06",
  model_group: "gpt-4o",
  custom_llm_provider: "openai",
  user: "default_user_id",
  metadata: METADATA,
  cache_hit: "False",
  request_tags: ["User-Agent: curl", "batch-7"],
  team_id: "team-1",
  end_user: "ann",
  messages: '[{"role":"user","content":"a secret, ""quoted"""}]',
  response: {},
  status: "success",
};
const EVENT = {
  requestId: "chatcmpl-1",
  model: "gpt-4o",
  servedModel: "gpt-4o-2024-08-06",
  provider: "openai",
  occurredAt: "2025-01-05T10:11:12.123Z",
  promptTokens: 100,
  completionTokens: 20,
  cacheReadTokens: 40,
  user: "ann",
  team: "Search",
  apiKeyAlias: "ci",
  tags: ["batch-7"],
  latencyMs: 1500,
  isError: false,
  isCacheHit: false,
};

const cell = (value: unknown) =>
  `"${(typeof value === "string" ? value : JSON.stringify(value)).replaceAll('"', '""')}"`;
const csvOf = (...rows: readonly object[]) =>
  [Object.keys(rows[0] ?? {}).join(","), ...rows.map((row) => Object.values(row).map(cell).join(","))].join("\r\n");

describe("LiteLLM's spend logs", () => {
  it.each([
    ["CSV", csvOf(SPEND_LOG)],
    ["NDJSON", `${JSON.stringify(SPEND_LOG)}\n`],
    ["the answer of /spend/logs", JSON.stringify([SPEND_LOG], null, 2)],
    ["a page of them", JSON.stringify({ total: 1, data: [SPEND_LOG], page: 1 })],
  ])("are known by their columns: %s", async (_, text) => {
    const { format, items } = await read(text);
    expect(format).toBe("litellm-spend-logs");
    expect(items).toHaveLength(1);
    const event = items[0]?.[1];
    expect(event).toMatchObject(EVENT);
    expect(UsageEvent.parse(event)).toMatchObject({ reportedCostUsd: "0.0125" });
    expect(JSON.stringify(event)).not.toContain("secret");
  });

  it("of a failure, a cache hit, a key without an alias, and a row without usage in its metadata", async () => {
    const failed = { ...SPEND_LOG, status: "failure", metadata: { error_information: { error_code: "429" } } };
    const hit = { ...SPEND_LOG, cache_hit: "True", metadata: {} };
    const { items } = await read(csvOf(failed, hit));
    expect(items[0]?.[1]).toMatchObject({ isError: true, statusCode: 429, team: "team-1" });
    expect(items[1]?.[1]).toMatchObject({ isCacheHit: true, apiKeyAlias: "ab".repeat(32), promptTokens: 100 });
  });

  it("a key that is no hash is not kept, and an id that is too long is cut", async () => {
    const { items } = await read(
      csvOf({ ...SPEND_LOG, api_key: "sk-1234", metadata: {}, request_id: "x".repeat(400) }),
    );
    expect(JSON.stringify(items)).not.toContain("sk-1234");
    expect(items[0]?.[1]).toMatchObject({ requestId: expect.stringMatching(/^x{100}\.[\da-f]{64}$/) });
  });
});

describe("any CSV", () => {
  const CSV = "When;Model name;In;Out;Cost\n2025-01-05 10:00;gpt-4o;1000;500;$0.01\n";
  const COLUMNS = { When: "occurredAt", "Model name": "model", In: "promptTokens", Out: "completionTokens" } as const;

  it("is refused where nobody says how its columns are taken", async () => {
    expect((await read(CSV)).problem).toBe("no-usage-column");
  });

  it("is taken as its columns are mapped; without an id a row is known by what it says", async () => {
    const { items } = await read(CSV, { columns: { ...COLUMNS, Cost: "reportedCostUsd" } });
    expect(items).toEqual([
      [
        "line 2",
        {
          occurredAt: "2025-01-05T10:00:00.000Z",
          model: "gpt-4o",
          promptTokens: 1000,
          completionTokens: 500,
          reportedCostUsd: "0.01",
          requestId: expect.stringMatching(/^row:[\da-f]{64}$/),
        },
      ],
    ]);
    expect((await read(CSV, { columns: { ...COLUMNS, Cost: "reportedCostUsd" } })).items).toEqual(items);
  });

  it.each(["2025-02-29", "2025-04-31 10:00", "2025-00-10"])(
    "%s is no day, and not one of the next month",
    async (day) => {
      const { items } = await read(CSV.replace("2025-01-05 10:00", day), { columns: COLUMNS });
      expect(items[0]?.[1]).toMatchObject({ occurredAt: day });
    },
  );

  it("has its columns guessed for a person to look at", async () => {
    expect(await read(CSV, { isGuessing: true })).toMatchObject({
      format: "columns",
      columns: { When: null, "Model name": "model", In: null, Out: null, Cost: "reportedCostUsd" },
    });
  });

  it.each([
    ["a column that is not there", { Nothing: "model" }, "columns no-such-column"],
    ["a field taken twice", { In: "promptTokens", Out: "promptTokens" }, "columns field-taken-twice"],
    ["no model", { In: "promptTokens" }, "model no-usage-field"],
  ] as const)("a mapping with %s is refused", async (_, columns, problem) => {
    expect((await read(CSV, { columns })).problem).toBe(problem);
  });
});

it("our own export comes back as the events it is of", async () => {
  const csv =
    "requestId,gateway,occurredAt,model,costUsd,source,tokenSource,promptTokens,tags\n'=r-1,g,2025-01-05T10:00:00Z,m,1,default,actual,7,a;b\n";
  const { format, items } = await read(csv);
  expect(format).toBe("ratecard-requests");
  expect(items[0]?.[1]).toEqual({
    requestId: "=r-1",
    occurredAt: "2025-01-05T10:00:00.000Z",
    model: "m",
    tokenSource: "actual",
    promptTokens: 7,
    tags: ["a", "b"],
  });
});

describe("what cannot be read", () => {
  it.each([
    ["a document that breaks off", '[{"requestId":"a","model":"m"},{"requ', ["item 1", "the end"]],
    ["an element that is no JSON", '[{"requestId":"a","model":"m"},{oops},7]', ["item 1", "item 2", "item 3"]],
    ["lines that are none", '{"requestId":"a","model":"m"}\n{oops\n', ["line 1", "line 2"]],
  ])("%s costs itself only", async (_, text, places) => {
    const { items } = await read(text);
    expect(items.map(([place]) => place)).toEqual(places);
    expect(items[0]?.[1]).toEqual({ requestId: "a", model: "m" });
  });

  it.each([
    ["nothing", "", "no-usage-row"],
    ["a column twice", "model,model\nm,m\n", "column-twice"],
  ])("%s is refused", async (_, text, problem) => {
    expect((await read(text, { name: "x.csv" })).problem).toBe(problem);
  });
});
