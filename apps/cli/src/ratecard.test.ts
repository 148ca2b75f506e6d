import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { answerAsGateway } from "@ratecard/fixtures";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "@ratecard/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

const PRICES = [
  "model,provider,perRequest,inputPer1M,outputPer1M",
  "claude-sonnet-4.5,anthropic,0.0105,3,15",
  "gpt-4o,openai,0.0125,5,15",
].join("\n");

let server: OpenCli["server"];
let run: OpenCli["run"];
let fileWith: OpenCli["fileWith"];
beforeAll(async () => {
  ({ server, run, fileWith } = await openCli());
}, 120_000);
afterAll(() => server.stop());

describe("ratecard import, export", () => {
  it("tries without writing, then imports, then finds nothing to do", async () => {
    const file = await fileWith("prices.csv", PRICES);
    expect(await run(["import", file, "--dry-run"])).toMatchObject({
      code: 0,
      out: expect.stringContaining(
        "At these prices: no request of the last 30 days is touched.\n2 new, 0 changed, 0 unchanged (nothing was written).",
      ),
    });
    expect(await run(["import", file])).toMatchObject({ code: 0, out: expect.stringContaining("2 new, 0 changed") });
    const again = await run(["import", file, "--json"]);
    expect(JSON.parse(again.out)).toMatchObject({ counts: { added: 0, changed: 0, same: 2 } });
  });

  it("names a bad row and fails, and takes the good ones when asked to", async () => {
    const bad = "model,provider,inputPer1M\nfine,openai,1\nbroken,openai,-1\n";
    const refused = await run(["import", "-"], { input: bad });
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/line 3.*inputPer1M.*negative/s) });
    const skipped = await run(["import", "-", "--skip-refused", "--json"], { input: bad });
    expect(skipped).toMatchObject({ code: 1, err: "1 row was not taken.\n" });
    expect(JSON.parse(skipped.out)).toMatchObject({ counts: { added: 1, refused: 1 } });
  });

  it("takes a far move only by its name, columns by their mapping, and says which batch it was", async () => {
    const far = "Name,vendor,In price\nfine,openai,0.1\n";
    const options = ["--column", "Name=model", "--column", "vendor=provider", "--column", "In price=inputPer1M"];
    const refused = await run(["import", "-", ...options, "--unit", "per-1k"], { input: far });
    expect(refused).toMatchObject({ code: 5, err: expect.stringMatching(/line 2, fine: .*10 times or more/) });
    const dry = await run(["import", "-", ...options, "--unit", "per-1k", "--dry-run"], { input: far });
    expect(dry).toMatchObject({ code: 5, out: expect.stringMatching(/fine +held +line 2/) });
    const taken = await run(["import", "-", ...options, "--unit", "per-1k", "--accept-held", "fine"], { input: far });
    expect(taken).toMatchObject({ code: 0, out: expect.stringMatching(/1 changed.*Batch [0-9a-f-]{36}/s) });
    const wrong = await run(["import", "-", "--column", "model"], { input: far });
    expect(wrong).toMatchObject({ code: 2, err: '--column model: write it as "File column=field".\n' });
  });

  it("names another program's file, takes one provider of it, and reads decimal commas when told to", async () => {
    const of = (input: number) => ({ models: { "claude-test": { cost: { input, output: 9 } }, none: {} } });
    const file = await fileWith("api.json", JSON.stringify({ acme: of(3), other: of(4) }));
    const taken = await run(["import", file, "--provider", "acme", "--dry-run"]);
    expect(taken).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^models\.dev, 4 models\.\n {2}left out: acme: none/),
    });
    expect(taken.out).toContain("1 new, 0 changed");
    const config = await fileWith(
      "config.yaml",
      "model_list:\n  - model_name: none\n    litellm_params: {api_key: sk-x}\n",
    );
    expect(await run(["import", config])).toMatchObject({ code: 1, err: expect.stringContaining("none has no price") });
    const sheet = "model;provider;inputPer1M\ncommas;acme;1,25\n";
    expect((await run(["import", "-", "--dry-run"], { input: sheet })).out).toContain("read in two ways");
    const read = await run(["import", "-", "--dry-run", "--decimals", "comma"], { input: sheet });
    expect(read).toMatchObject({ code: 0, out: expect.stringContaining("1 new, 0 changed") });
  });

  it("writes what the import takes back without a difference", async () => {
    const file = join(server.folder, "out.csv");
    expect(await run(["export", file])).toMatchObject({ code: 0, out: `4 prices written to ${file}.\n` });
    expect(await readFile(file, "utf8")).toContain("claude-sonnet-4.5");
    expect(JSON.parse((await run(["import", file, "--json"])).out)).toMatchObject({ counts: { added: 0, changed: 0 } });
    expect((await run(["export", "-"])).out).toBe(await readFile(file, "utf8"));
    const json = join(server.folder, "out.json");
    await run(["export", json]);
    expect(JSON.parse((await run(["import", json, "--json"])).out)).toMatchObject({ counts: { added: 0, changed: 0 } });
  });

  it("knows only .csv, .json and -", async () => {
    expect(await run(["export", "prices.xls"])).toMatchObject({
      code: 2,
      err: expect.stringContaining(".csv or .json"),
    });
    expect(await run(["import", "gone.csv"])).toMatchObject({ code: 2, err: "gone.csv: there is no such file.\n" });
  });
});

describe("ratecard verify", () => {
  const event = { requestId: "v1", model: "gpt-4o", promptTokens: 1000, occurredAt: "2026-03-01T10:00:00Z" };

  it("says that sums and requests agree; names what differs; repairs it when told to", async () => {
    await run(["usage", "import", "-"], { input: `${JSON.stringify(event)}\n` });
    expect(await run(["verify"])).toMatchObject({ code: 0, out: expect.stringContaining("0 sums differ.") });
    await server.sql("UPDATE usage_total_day SET requests = requests + 1");
    expect(await run(["verify"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("2026-03-01  total_day  -1 requests"),
      err: expect.stringContaining("ratecard verify --repair"),
    });
    expect(await run(["verify", "--repair", "--dry-run"])).toMatchObject({ code: 1 });
    expect(await run(["verify", "--repair"])).toMatchObject({ code: 0, out: expect.stringContaining("repaired") });
    expect(JSON.parse((await run(["verify", "--json"])).out)).toMatchObject({ wrongSums: 0, wrongCounts: [] });
  });
});

describe("ratecard findings", () => {
  it("lists them with their remedies, and applies one by the beginning of its id", async () => {
    await run(["import", "-"], { input: "model,provider,inputPer1M,outputPer1M\nswapped,acme,9,3\n" });
    const listed = await run(["findings", "--code", "output-cheaper-than-input"]);
    expect(listed).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^[0-9a-f]{12} {2}\w+: .*swapped.*1 finding\.\n$/s),
    });
    const id = listed.out.slice(0, 12);
    expect(await run(["findings", "--apply", id, "--dry-run"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("(nothing was written)"),
    });
    expect(await run(["findings", "--apply", id])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^swapped: done\./),
    });
    expect(await run(["findings", "--apply", id])).toMatchObject({ code: 1, err: expect.stringContaining("any more") });
    const empty = await run(["findings", "--code", "output-cheaper-than-input", "--json"]);
    expect(JSON.parse(empty.out)).toMatchObject({ findings: [] });
  });

  it("names the kinds when one is none", async () => {
    expect(await run(["findings", "--code", "typo"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("unit-suspect"),
    });
  });
});

describe("ratecard explain, cost", () => {
  it("says which rung answers, what was looked up, and the arithmetic", async () => {
    const { code, out } = await run([
      "explain",
      "claude-sonnet-4.5",
      "--prompt-tokens",
      "1000",
      "--completion-tokens",
      "500",
    ]);
    expect(code).toBe(0);
    expect(out).toContain("claude-sonnet-4.5: local-exact (provider anthropic");
    expect(out).toContain("input 1000 x $3 per 1M = $0.003");
    expect(out).toMatch(/total \$0\.0105\n$/);
  });

  it("tells an unknown name from a typing error", async () => {
    const { code, out } = await run(["explain", "gtp-4o", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ model: "gtp-4o", resolution: { source: "default" } });
  });

  it("prices by a model or by rates of one's own, to the last digit", async () => {
    const counts = ["--prompt-tokens", "1000", "--completion-tokens", "500"];
    expect((await run(["cost", "gpt-4o", ...counts])).out).toMatch(/total \$0\.0125\n$/);
    const rates = '{"inputPer1M": 0.000001, "outputPer1M": "2"}';
    const own = await run(["cost", "--rates", rates, "--json", ...counts]);
    expect(JSON.parse(own.out)).toMatchObject({ cost: { totalUsd: "0.001000001" }, resolution: null });
  });

  it("refuses what it cannot read", async () => {
    expect(await run(["cost"])).toMatchObject({ code: 2, err: expect.stringContaining("one of the two") });
    expect(await run(["explain", "gpt-4o", "--prompt-tokens", "many"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("whole number of tokens"),
    });
    expect(await run(["explain", "gpt-4o", "--at", "yesterday"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("ISO 8601"),
    });
    expect(await run(["cost", "--rates", '{"inputPer1M": "-1"}', "--prompt-tokens", "1"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("inputPer1M"),
    });
  });
});

describe("ratecard discover", () => {
  it("asks the servers and fails when one of them does", async () => {
    const gateway = createServer((request, response) => {
      const { method = "GET", url: path = "/", headers } = request;
      const { status, body } = answerAsGateway({ method, path, authorization: headers.authorization }, "sk-gateway");
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((listening) => gateway.listen(0, "127.0.0.1", listening));
    const origin = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    const headers = { authorization: `Bearer ${server.key}` };
    const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
    const add = (name: string, baseUrl: string) =>
      trpc.discovery.servers.create.mutate({ name, kind: "litellm", baseUrl, apiKey: "sk-gateway", isActive: true });
    await add("good", `${origin}/litellm`);
    await add("bad", `${origin}/nowhere`);

    expect(await run(["discover", "good"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^good: done\. \d+ models/),
    });
    expect((await run(["discover", "--dry-run"])).out).toContain(`good: would ask ${origin}/litellm`);
    expect(await run(["discover"])).toMatchObject({ code: 1, err: "1 of 2 servers failed.\n" });
    expect(await run(["discover", "typo"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Known ones: "bad", "good"'),
    });
    gateway.close();
  });
});

describe("ratecard db url", () => {
  it("reads the address of the embedded database from the data folder", async () => {
    const env = { RATECARD_DATA_DIR: server.folder };
    expect(await run(["db", "url"], { env })).toMatchObject({
      code: 1,
      err: expect.stringContaining("no embedded database"),
    });
    await fileWith("database-url", "postgresql://ratecard:secret@127.0.0.1:5433/ratecard\n");
    expect(await run(["db", "url"], { env })).toEqual({
      code: 0,
      out: "postgresql://ratecard:secret@127.0.0.1:5433/ratecard\n",
      err: "",
    });
    const asJson = await run(["db", "url", "--json", "--data-dir", server.folder]);
    expect(JSON.parse(asJson.out)).toEqual({ url: "postgresql://ratecard:secret@127.0.0.1:5433/ratecard" });
  });
});

describe("ratecard itself", () => {
  it("says who is missing: the server, the key, the right, the command", async () => {
    const nobody = await run(["explain", "gpt-4o"], { env: { RATECARD_URL: "http://127.0.0.1:9" } });
    expect(nobody).toMatchObject({ code: 3, err: expect.stringContaining("Nothing answers on http://127.0.0.1:9") });
    expect(await run(["export", "-", "--key", "wrong"])).toMatchObject({
      code: 4,
      err: expect.stringContaining("not signed in"),
    });
    expect(await run(["explain", "x", "--url", "localhost"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("--url"),
    });
    expect(await run(["paint"])).toMatchObject({ code: 2 });
    expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining("Usage: ratecard") });
    expect(await run(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("explain") });
  });
});

describe("ratecard months", () => {
  it("lists them, says what a close would do, closes one, and checks its statement", async () => {
    expect(await run(["months", "list"])).toMatchObject({ code: 0, out: expect.stringContaining("2026-03  open") });
    const close = ["months", "close", "2026-03", "--note", "handed over"];
    expect(await run([...close, "--dry-run"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("(nothing was written)"),
    });
    expect(await run(close)).toMatchObject({ code: 0, out: expect.stringContaining("closed by statement 1.") });
    expect(await run(close)).toMatchObject({ code: 1, err: expect.stringContaining("2026-03 is closed.") });
    expect(await run(["months", "check"])).toMatchObject({ code: 0, out: expect.stringContaining("Unchanged since") });
    expect(await run(["months", "list"])).toMatchObject({ out: expect.stringContaining("closed by") });
  });
});
