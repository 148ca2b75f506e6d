/** Files that consoles of 2026 hand out, and what was made of them; accounts and amounts are invented. Sources: beside each. */
import { expect, it } from "vitest";
import { lines, readInvoice, rowsOf } from "../testing/read-invoice";

it("OpenRouter's days were unknown: its model is a Slug", async () => {
  // github.com/0error-ob/ai-eng-audit, tests/test_billing_scan.py
  const { opened, summed } = await readInvoice(
    "openrouter.csv",
    lines(
      "Date,Slug,Usage,BYOK Usage,Requests,Prompt Tokens,Completion Tokens,Reasoning Tokens",
      '"2026-05-12 00:00:00","anthropic/claude-opus-4.7","430.07","0","4115","70965665","3009973","0"',
      '"2026-05-13 00:00:00","anthropic/claude-opus-4.7","0.5","12.5","2","1000","10","0"',
    ),
  );
  expect(opened.format).toBe("openrouter-activity");
  expect(rowsOf(summed)).toEqual([
    "2026-05-12 | openrouter | anthropic/claude-opus-4.7 | all | - | 430.07",
    "2026-05-12 | openrouter | anthropic/claude-opus-4.7 | input | 70965665 | -",
    "2026-05-12 | openrouter | anthropic/claude-opus-4.7 | output | 3009973 | -",
    "2026-05-13 | openrouter | anthropic/claude-opus-4.7 | all | - | 0.5",
    "2026-05-13 | openrouter | anthropic/claude-opus-4.7 | input | 1000 | -",
    "2026-05-13 | openrouter | anthropic/claude-opus-4.7 | output | 10 | -",
  ]);
});

it("OpenRouter's generations: a time with a blank and milliseconds, cache and searches within the total", async () => {
  // Columns as a public log viewer names them.
  const { summed } = await readInvoice(
    "openrouter_activity_2026-06-28.csv",
    lines(
      "generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant",
      "gen-1,2026-06-28 23:46:57.713,0.0123,0.004,-0.001,0,0,10389,137,0,9000,openai/gpt-oss-120b,Cerebras,standard",
    ),
  );
  expect(rowsOf(summed)[0]).toBe("2026-06-28 | openrouter | openai/gpt-oss-120b | all | - | 0.0123");
});

it("Anthropic's console of September 2026: costs after discounts, many lines of nothing", async () => {
  // Header and words of an export that a public importer was written for.
  const row = (model: string, tokenType: string, cost: string, list: string) =>
    `2026-09-09,${model},Default,key,message,≤ 200k,${tokenType},${cost},${list},token,global,,apikey_1,active`;
  const { summed } = await readInvoice(
    "claude.csv",
    lines(
      "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status",
      row("Claude Sonnet 5", "input_cache_read", "0.10", "1.00"),
      row("Claude Sonnet 5", "input_cache_write_1h", "0.25", "0.25"),
      row("Claude Opus 5", "output", "0.00", "0.00"),
    ),
  );
  expect(rowsOf(summed)).toEqual([
    "2026-09-09 | anthropic | Claude Sonnet 5 | cacheRead | - | 0.1",
    "2026-09-09 | anthropic | Claude Sonnet 5 | cacheWrite1h | - | 0.25",
    "2026-09-09 | anthropic | Claude Opus 5 | output | - | 0",
  ]);
});

it("Azure's cost analysis was unknown: its meter is a Meter, and it has no quantities", async () => {
  // github.com/xiaxinyu/ai-cost-manager, tests/test_billing_token_bridge.py
  const columns =
    '"UsageDate","ResourceId","ResourceType","ResourceLocation","ResourceGroupName","ServiceName","ServiceTier","Meter","CostUSD","Cost","Currency"';
  const row = (service: string, tier: string, meter: string, cost: string) =>
    `"2026-05-12","/subscriptions/1","microsoft.cognitiveservices/accounts","SE Central","rg","${service}","${tier}","${meter}","9.99","${cost}","EUR"`;
  const { opened, summed } = await readInvoice(
    "cost-analysis.csv",
    lines(
      columns,
      row("Foundry Models", "Azure OpenAI GPT5", "5.3 codex inp Gl 1M Tokens", "9.2"),
      row("Storage", "Blob Storage", "Hot LRS Data Stored", "0.4"),
    ),
  );
  expect(opened.format).toBe("azure-costs");
  expect(rowsOf(summed)).toEqual([
    "2026-05-12 | azure | gpt 5.3 codex | input | - | 9.2",
    "2026-05-12 | azure | Storage | other-service | - | 0.4",
  ]);
  expect(summed.currency).toBe("EUR");
});

it.each([
  ["invoice.pdf", "is a PDF, and only text is read."],
  ["cur-00001.snappy.parquet", "is a Parquet file, and only text is read."],
  ["costs.xlsx", "is an Excel file, and only text is read."],
])("%s was said to be no UTF-8, which helps nobody", async (name, sentence) => {
  await expect(readInvoice(name, "")).rejects.toThrow(sentence);
});

it("AWS' Cost Explorer hands out a column for each service; its lines could not be mapped", async () => {
  const columns = '"Service","Bedrock($)","Claude Sonnet 4.5 (Amazon Bedrock Edition)($)","Tax($)","Total costs($)"';
  const text = lines(columns, '"Service total","1","2","0.5","3.5"', '"2026-10-01","1","2","0.5","3.5"');
  await expect(readInvoice("costs.csv", text)).rejects.toThrow("as AWS' Data Exports (CUR 2.0 or FOCUS) do");
});

it("exports of usage were asked for their columns; they hold no costs", async () => {
  const sentence = "counts what was used and has no costs. Export the costs of the same days";
  const usage =
    "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_output_tokens";
  const text = lines(usage, "2026-03-15,claude-opus-4-6,key,Default,standard,154214,2640");
  await expect(readInvoice("claude-tokens.csv", text)).rejects.toThrow(sentence);
  const bucket = { start_time: 1_790_812_800, results: [{ model: "gpt-5", input_tokens: 5, output_tokens: 1 }] };
  await expect(readInvoice("usage.json", JSON.stringify({ data: [bucket] }))).rejects.toThrow(sentence);
});
