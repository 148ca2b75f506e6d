/** Reports in sums: what each row is, marked as a sum, and known again by what it is grouped by. */
import { UsageEvent } from "@ratecard/contract";
import { expect, it } from "vitest";
import { openUsageFile } from "../open-usage-file";
import type { UsageItem } from "../usage-item";

async function* single(text: string): AsyncGenerator<string> {
  yield text;
}

async function read(text: string) {
  const opened = await openUsageFile(single(text), { name: "-" });
  if (!opened.ok) throw new Error(opened.problem.problem);
  const items: UsageItem[] = [];
  for await (const item of opened.items) items.push(item);
  const events = items.map((item) => (item.ok ? UsageEvent.parse(item.event) : item.problem.code));
  return { format: opened.format, events };
}

const DAY = {
  date: "2026-02-03",
  model: "claude-sonnet-4-5",
  model_group: "chat",
  custom_llm_provider: "anthropic",
  api_key: "ab".repeat(32),
  user_id: "ann",
  prompt_tokens: 1000,
  completion_tokens: 50,
  cache_read_input_tokens: 400,
  cache_creation_input_tokens: 100,
  spend: 0.25,
  api_requests: 12,
  successful_requests: 11,
  failed_requests: 1,
};

it("rows of LiteLLM_DailyUserSpend", async () => {
  const csv = `${Object.keys(DAY).join(",")}\n${Object.values(DAY).join(",")}\n`;
  const { format, events } = await read(csv);
  expect(format).toBe("litellm-daily");
  expect(events).toMatchObject([
    {
      requestId: expect.stringMatching(/^litellm-day\|2026-02-03\|chat\|claude-sonnet-4-5\|anthropic\|/),
      model: "chat",
      occurredAt: "2026-02-03T12:00:00.000Z",
      promptTokens: 1000,
      cacheReadTokens: 400,
      cacheWriteTokens: 100,
      sumOfRequests: 12,
      reportedCostUsd: "0.25",
    },
  ]);
});

it("/user/daily/activity: by model group and key", async () => {
  const { spend, prompt_tokens, completion_tokens, api_requests } = DAY;
  const metrics = { spend, prompt_tokens, completion_tokens, api_requests, total_tokens: 1050 };
  const api_key_breakdown = { hash: { metrics, metadata: { key_alias: "ci", team_id: "team-7" } } };
  const activity = {
    results: [
      { date: DAY.date, metrics, breakdown: { models: {}, model_groups: { chat: { metrics, api_key_breakdown } } } },
    ],
    metadata: { page: 1 },
  };
  const { format, events } = await read(JSON.stringify(activity));
  expect(format).toBe("litellm-daily");
  expect(events).toMatchObject([
    { model: "chat", apiKeyAlias: "ci", team: "team-7", sumOfRequests: 12, promptTokens: 1000 },
  ]);
});

const RESULT = {
  input_tokens: 1000,
  output_tokens: 200,
  input_cached_tokens: 300,
  input_audio_tokens: 50,
  output_audio_tokens: 0,
  num_model_requests: 5,
  project_id: "proj_1",
  user_id: null,
  api_key_id: "key_1",
  model: "gpt-4o-2024-08-06",
  batch: false,
  service_tier: "default",
};

it("OpenAI's buckets of completions: a group that comes twice in a bucket is two", async () => {
  const bucket = {
    start_time: 1770076800,
    end_time: 1770163200,
    results: [RESULT, { ...RESULT, input_tokens: 7, input_cached_tokens: 0, input_audio_tokens: 0 }],
  };
  const page = {
    object: "page",
    data: [bucket, { start_time: 1770163200, end_time: 1770249600, results: [] }],
    has_more: false,
  };
  const { format, events } = await read(JSON.stringify(page));
  expect(format).toBe("openai-usage");
  const id = "openai|2026-02-03|gpt-4o-2024-08-06|proj_1||key_1||default";
  expect(events).toMatchObject([
    {
      requestId: id,
      provider: "openai",
      promptTokens: 1000,
      cacheReadTokens: 300,
      audioInputTokens: 50,
      isBatch: false,
      team: "proj_1",
      sumOfRequests: 5,
      occurredAt: "2026-02-03T12:00:00.000Z",
    },
    { requestId: `${id}|#2`, promptTokens: 7 },
  ]);
});

it("OpenAI's CSV: counts with a point, and days without usage", async () => {
  const header =
    "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens";
  const rows = [
    "1770076800,1770163200,a,b,proj_1,10.0,gpt-5-mini,FALSE,default,59200.0,10646.0,5760.0",
    "1770163200,1770249600,a,b,,,,,,,,",
  ];
  const { format, events } = await read([header, ...rows].join("\n"));
  expect(format).toBe("openai-usage");
  expect(events).toMatchObject([
    { promptTokens: 59200, completionTokens: 10646, cacheReadTokens: 5760, sumOfRequests: 10 },
  ]);
});

it("Anthropic's report of messages and its console's CSV are the same sums", async () => {
  const result = {
    uncached_input_tokens: 1500,
    cache_creation: { ephemeral_1h_input_tokens: 100, ephemeral_5m_input_tokens: 200 },
    cache_read_input_tokens: 700,
    output_tokens: 50,
    server_tool_use: { web_search_requests: 2 },
    api_key_id: "app",
    workspace_id: "Default",
    model: "claude-opus-4-6",
    service_tier: "standard",
    context_window: "0-200k",
  };
  const report = {
    data: [{ starting_at: "2026-02-03T00:00:00Z", ending_at: "2026-02-04T00:00:00Z", results: [result] }],
  };
  const csv = [
    "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed",
    "2026-02-03,claude-opus-4-6,app,Default,standard,0-200k,1500,200,100,700,50,2,,",
  ].join("\n");
  const [fromReport, fromConsole] = [await read(JSON.stringify(report)), await read(csv)];
  expect([fromReport.format, fromConsole.format]).toEqual(["anthropic-usage", "anthropic-console"]);
  expect(fromReport.events).toMatchObject([
    {
      requestId: "anthropic|2026-02-03|claude-opus-4-6|app|Default|standard|0-200k||",
      promptTokens: 2500,
      cacheWriteTokens: 200,
      cacheWrite1hTokens: 100,
      cacheReadTokens: 700,
      otherUsage: ["server_tool_use.web_search_requests"],
      sumOfRequests: 0,
    },
  ]);
  expect(fromConsole.events).toEqual(fromReport.events);
});
