/** Accounts and amounts are invented; columns are those of the providers' own documentation. */
import type { RememberedInvoice } from "@ratecard/contract";
import { describe, expect, it } from "vitest";
import { openInvoice } from "./open-invoice";
import { inPieces, lines, readInvoice as read, rowsOf } from "./testing/read-invoice";

describe("exports of costs", () => {
  it("OpenAI, the console's CSV", async () => {
    const { opened, summed } = await read(
      "costs.csv",
      lines(
        "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id",
        '1790812800,1790899200,2026-10-01T00:00:00+00:00,2026-10-02T00:00:00+00:00,2.500000000000000000,usd,1000000,tokens,"gpt-4o-2024-08-06, input",p',
        '1790812800,1790899200,2026-10-01T00:00:00+00:00,2026-10-02T00:00:00+00:00,0.125,usd,100000,tokens,"gpt-4o-2024-08-06, cached input",p',
        "1790812800,1790899200,2026-10-01T00:00:00+00:00,2026-10-02T00:00:00+00:00,0.01,usd,,,web search tool call,p",
        "1790899200,1790985600,2026-10-02T00:00:00+00:00,2026-10-03T00:00:00+00:00,,,,,,",
      ),
    );
    expect(opened.format).toBe("openai-costs");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | openai | gpt-4o-2024-08-06 | input | 1000000 | 2.5",
      "2026-10-01 | openai | gpt-4o-2024-08-06 | cacheRead | 100000 | 0.125",
      "2026-10-01 | openai | web search tool call | not-usage | - | 0.01",
    ]);
    expect(summed).toMatchObject({ lines: 3, currency: "USD", unreadCount: 0 });
  });

  it("OpenAI, pages of its API", async () => {
    const result = (line_item: string | null, value: number) => ({ amount: { value, currency: "usd" }, line_item });
    const page = {
      data: [
        { start_time: 1790812800, end_time: 1790899200, results: [result("o3-mini, output", 0.06), result(null, 1.5)] },
      ],
    };
    const { opened, summed } = await read("costs.json", JSON.stringify(page));
    expect(opened.format).toBe("openai-costs");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | openai | o3-mini | output | - | 0.06",
      "2026-10-01 | openai |  | all | - | 1.5",
    ]);
  });

  it.each([
    ["pages", "costs.json", (page: string) => page],
    ["one bucket a line", "costs.ndjson", (page: string) => page.slice('{"data":['.length, -"]}".length)],
  ])("JSON numbers keep the digits that a float would lose: %s", async (_, name, formOf) => {
    const result = (value: string) => `{"amount":{"value":${value},"currency":"usd"},"line_item":"o3-mini, output"}`;
    const results = ["12345678.901234567891", "0.30000000000000000001", "1e-19"].map(result).join();
    const page = `{"data":[{"start_time":1790812800,"end_time":1790899200,"results":[${results}]}]}`;
    const { summed } = await read(name, formOf(page));
    expect(rowsOf(summed)).toEqual(["2026-10-01 | openai | o3-mini | output | - | 12345679.20123456789100000011"]);
  });

  it("so does one object over several lines", async () => {
    const row = '{\n"Day": "2026-10-01",\n"Amount": 98765432109876543210,\n"Model": "m"\n}\n';
    const columns = { Day: "day", Amount: "cost", Model: "model" } as const;
    expect((await read("one.json", row, { columns })).summed.sums).toMatchObject([{ cost: "98765432109876543210" }]);
  });

  it("a time that Java writes with an exponent is of its day", async () => {
    const page =
      '{"data":[{"start_time":1.7908128E9,"results":[{"amount":{"value":1.5,"currency":"usd"},"line_item":null}]}]}';
    expect(rowsOf((await read("costs.json", page)).summed)).toEqual(["2026-10-01 | openai |  | all | - | 1.5"]);
  });

  it("Anthropic: its report counts cents, its console dollars", async () => {
    const item = { currency: "USD", amount: "123.45", cost_type: "tokens", model: "claude-sonnet-4-5-20250929" };
    const report = {
      data: [
        {
          starting_at: "2026-10-01T00:00:00Z",
          ending_at: "2026-10-02T00:00:00Z",
          results: [
            { ...item, token_type: "cache_creation.ephemeral_5m_input_tokens" },
            { ...item, model: null, token_type: null, cost_type: "web_search", description: "Web search usage" },
          ],
        },
      ],
    };
    const { opened, summed } = await read("report.json", JSON.stringify(report));
    expect(opened.format).toBe("anthropic-costs");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | anthropic | claude-sonnet-4-5-20250929 | cacheWrite | - | 1.2345",
      "2026-10-01 | anthropic | Web search usage | not-usage | - | 1.2345",
    ]);
    const console_ = await read(
      "claude.csv",
      lines(
        "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type",
        "2026-10-01,Claude Sonnet 4.5,Default,key,message,≤ 200k,input_no_cache,0.19,0.19,token",
        "2026-10-01,Claude Sonnet 4.5,Default,other key,message,≤ 200k,input_no_cache,0.01,0.01,token",
      ),
    );
    expect(rowsOf(console_.summed)).toEqual(["2026-10-01 | anthropic | Claude Sonnet 4.5 | input | - | 0.2"]);
    expect(console_.summed.sums[0]).toMatchObject({ lines: 2, decimals: 2 });
  });

  it("AWS: Bedrock's own and the marketplace's usage types; other services and taxes are no usage", async () => {
    const { opened, summed } = await read(
      "cur.csv",
      lines(
        "line_item_usage_start_date,line_item_line_item_type,line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_currency_code,line_item_line_item_description,pricing_unit,product",
        "2026-10-01T10:00:00.000Z,Usage,AmazonBedrock,USE1-NovaPro-cache-read-input-token-count,2000,0.4,USD,,1K tokens,{}",
        '2026-10-01T11:00:00.000Z,Usage,AmazonBedrock,USE1-MP:USE1_OutputTokenCount-Units,1.5,22.5,USD,AWS Marketplace software usage|us-east-1|Million Output Tokens,Units,"{""product_name"":""Claude Sonnet 4.5 (Amazon Bedrock Edition)""}"',
        '2026-10-01T11:00:00.000Z,Usage,AmazonEC2,BoxUsage:t3.micro,24,0.25,USD,,Hrs,"{""product_name"":""Amazon Elastic Compute Cloud""}"',
        '2026-10-31T00:00:00.000Z,Tax,AmazonBedrock,,,4.1,USD,,,"{""product_name"":""Amazon Bedrock""}"',
      ),
    );
    expect(opened.format).toBe("aws-cur");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | bedrock | NovaPro | cacheRead | 2000000 | 0.4",
      "2026-10-01 | bedrock | Claude Sonnet 4.5 | output | 1500000 | 22.5",
      "2026-10-01 | bedrock | Amazon Elastic Compute Cloud | other-service | - | 0.25",
      "2026-10-31 | bedrock | Tax: Amazon Bedrock | not-usage | - | 4.1",
    ]);
  });

  it("Azure: meters in short words, units of a thousand, American days", async () => {
    const { opened, summed } = await read(
      "azure.csv",
      lines(
        "Date,MeterCategory,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,EffectivePrice,CostInBillingCurrency,BillingCurrency,ChargeType",
        "10/01/2026,Cognitive Services,Azure OpenAI,gpt 4o 1120 cached Inp glbl Tokens,1000,1K,0.00125,1.25,EUR,Usage",
        "10/01/2026,Foundry Models,Azure OpenAI GPT5,5.4 opt Gl 1M Tokens,2,1M,15,30,EUR,Usage",
        "10/02/2026,Storage,,Hot LRS Data Stored,10,1 GB/Month,0.02,0.2,EUR,Usage",
      ),
    );
    expect(opened.format).toBe("azure-costs");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | azure | gpt 4o 1120 | cacheRead | 1000000 | 1.25",
      "2026-10-01 | azure | gpt 5.4 | output | 2000000 | 30",
      "2026-10-02 | azure | Storage | other-service | - | 0.2",
    ]);
    expect(summed.currency).toBe("EUR");
  });

  it("Google: rows of BigQuery with credits, and the console's table", async () => {
    const row = {
      service: { id: "C7E2-9256-1C43", description: "Vertex AI" },
      sku: { id: "X", description: "Gemini 2.5 Flash GA Thinking Text Output - Predictions" },
      usage_start_time: "2026-10-01 07:00:00 UTC",
      usage: { amount: 1_000_000, unit: "count" },
      cost: 2.5,
      currency: "USD",
      cost_type: "regular",
      credits: [{ name: "Promotion", amount: -0.5 }],
    };
    const storage = { ...row, sku: { description: "Gemini 3 Flash Text Input Caching Storage" }, credits: [] };
    const { opened, summed } = await read("billing.jsonl", lines(JSON.stringify(row), JSON.stringify(storage)));
    expect(opened.format).toBe("gcp-billing");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | vertex_ai | Gemini 2.5 Flash | output | 1000000 | 2.5",
      "2026-10-01 | vertex_ai | Credit: Promotion | not-usage | - | -0.5",
      "2026-10-01 | vertex_ai | Vertex AI: Gemini 3 Flash Text Input Caching Storage | not-usage | - | 2.5",
    ]);
    const table = await read(
      "table.csv",
      lines(
        "Service description,SKU description,Usage start date,Usage end date,Usage amount,Usage unit,Cost ($)",
        'Vertex AI,Claude Sonnet 4.5 Input Tokens,2026-10-01,2026-10-31,"2,000,000",count,6.00',
      ),
    );
    expect(rowsOf(table.summed)).toEqual([
      "2026-10-01..2026-10-31 | vertex_ai | Claude Sonnet 4.5 | input | 2000000 | 6",
    ]);
  });

  it("OpenRouter: one cost for the tokens of both sides", async () => {
    const { opened, summed } = await read(
      "activity.csv",
      lines(
        "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,model_permaslug,provider_name",
        "gen-1,2026-10-01T23:59:59.000Z,0.0105,1000,500,0,anthropic/claude-4.5-sonnet-20250929,Anthropic",
        "gen-2,2026-10-01T12:00:00.000Z,0.0001,10,5,0,anthropic/claude-4.5-sonnet-20250929,Anthropic",
      ),
    );
    expect(opened.format).toBe("openrouter-activity");
    expect(rowsOf(summed)).toEqual([
      "2026-10-01 | openrouter | anthropic/claude-4.5-sonnet-20250929 | all | - | 0.0106",
      "2026-10-01 | openrouter | anthropic/claude-4.5-sonnet-20250929 | input | 1010 | -",
      "2026-10-01 | openrouter | anthropic/claude-4.5-sonnet-20250929 | output | 505 | -",
    ]);
  });
});

describe("any other CSV", () => {
  const german = lines(
    "Monat;Modell;Tokens in;Betrag;Waehrung;Art",
    "2026-10;gpt-4o;1.000.000;1.234,56;EUR;",
    "2026-10;USt;;234,57;EUR;tax",
  );

  it("is mapped; a comma before the decimals is seen, or chosen", async () => {
    const columns = {
      Monat: "day",
      Modell: "model",
      "Tokens in": "promptTokens",
      Betrag: "cost",
      Waehrung: "currency",
      Art: "kind",
    } as const;
    const { opened, summed } = await read("rechnung.csv", german, { columns });
    expect(opened).toMatchObject({ format: "columns", isComma: true });
    expect(rowsOf(summed)).toEqual([
      "2026-10-01..2026-10-31 |  | gpt-4o | all | - | 1234.56",
      "2026-10-01..2026-10-31 |  | gpt-4o | input | 1000000 | -",
      "2026-10-01..2026-10-31 |  | USt | not-usage | - | 234.57",
    ]);
  });

  it("is taken as the last file that had its columns, in whatever order and with new ones beside them", async () => {
    const file = (columns: RememberedInvoice["taken"], fileName: string): RememberedInvoice => ({
      format: "columns",
      taken: columns,
      zone: "Europe/Berlin",
      providers: ["openai"],
      currency: "EUR",
      fileName,
      createdAt: "2026-11-03T10:00:00Z",
    });
    const columns = { Monat: "day", Modell: "model", Betrag: "cost", Waehrung: "currency", Art: "kind" } as const;
    const remembered = [
      file(null, "of before columns were kept.csv"),
      file({ columns: { Monat: "day", Dienst: "model", Betrag: "cost" }, isComma: false }, "other columns.csv"),
      file({ columns, isComma: true }, "october.csv"),
    ];
    const november = lines("Art;Neu;Monat;Modell;Betrag;Waehrung", ";x;2026-11;gpt-4o;2;EUR");
    const { opened, summed } = await read("november.csv", november, { remembered });
    expect(opened).toMatchObject({
      remembered: { fileName: "october.csv" },
      columns,
      taken: { columns, isComma: true },
    });
    expect(rowsOf(summed)).toEqual(["2026-11-01..2026-11-30 |  | gpt-4o | all | - | 2"]);
    const chosen = await read("november.csv", november, {
      remembered,
      columns: { ...columns, Neu: "provider", Art: null },
    });
    expect(chosen.opened.taken?.columns).toStrictEqual({
      Monat: "day",
      Modell: "model",
      Betrag: "cost",
      Waehrung: "currency",
      Neu: "provider",
    });
  });

  it("is refused in words without a day, a model and a cost, or when nothing is billed", async () => {
    const opened = await openInvoice([{ name: "rechnung.csv", chunks: inPieces(german) }]);
    const summed = opened.ok ? await opened.sumUp() : opened;
    expect("problem" in summed && summed.problem).toMatchObject({ code: "unknown-invoice" });
    const empty = await openInvoice([{ name: "a.csv", chunks: inPieces("day,model,cost\n") }]);
    const nothing = empty.ok ? await empty.sumUp() : empty;
    expect("problem" in nothing && nothing.problem).toMatchObject({ code: "no-invoice-line" });
    const noise = await openInvoice([{ name: "a.jsonl", chunks: inPieces("{ this is no JSON\n") }]);
    expect(noise).toMatchObject({ ok: false, problem: { code: "line-not-json" } });
  });

  it("names lines that cannot be read, and refuses two currencies", async () => {
    const { summed } = await read(
      "a.csv",
      lines("day,model,cost", "2026-10-01,a,1", "Oct,,1", ",b,1", "2026-10-02,b,x"),
    );
    expect(summed.unread).toMatchObject([
      { place: "line 3", problem: { code: "not-an-invoice-day" } },
      { place: "line 4", problem: { code: "no-invoice-day" } },
      { place: "line 5", problem: { code: "not-an-invoice-amount" } },
    ]);
    const text = lines("day,model,cost,currency", "2026-10-01,a,1,USD", "2026-10-01,a,1,EUR");
    await expect(read("a.csv", text)).rejects.toThrow("EUR and USD");
  });

  it("a line of its total was a line that cannot be read; it is told beside what the lines add up to", async () => {
    const { summed } = await read(
      "a.csv",
      lines("Day,Model,Cost (EUR)", "2026-10-01,a,1", "2026-10-02,VAT,0.19", ",Total,1.20"),
    );
    expect(summed).toMatchObject({ unreadCount: 0, lines: 2, total: "1.19", statedTotal: "1.2" });
  });

  it("tells the same file again, however it arrives", async () => {
    const digest = async (text: string) => (await read("a.csv", text)).summed.digest;
    const long = lines(
      "day,model,cost",
      ...Array.from({ length: 9000 }, (_, index) => `2026-10-01,model ${index % 9},0.01`),
    );
    expect(await digest(long)).toBe(await digest(long));
    expect(await digest(long)).not.toBe(await digest(`${long}2026-10-02,a,1\n`));
  });
});
