import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeProblem } from "@ratecard/contract";
import { aUsageEvent } from "@ratecard/fixtures";
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildCli, ended, type Run, startCli } from "./testing/run-cli";
import { startServer, type TestServer } from "./testing/start-server";

let server: TestServer;
let run: Run;
beforeAll(async () => {
  const [started, cli] = await Promise.all([startServer(), buildCli()]);
  server = started;
  run = (args, more) => cli(args, { ...more, env: { ...env(), ...more?.env } });
}, 120_000);
afterAll(() => server.stop());

/** Tests share days: of events without a time all are of today. */
const IMPORT = ["usage", "import", "--accept-overlap"];

const env = () => ({ RATECARD_URL: server.url, RATECARD_KEY: server.key });
const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join("\n");
const fileWith = async (name: string, text: string) => {
  const path = join(server.folder, name);
  await writeFile(path, text);
  return path;
};
const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => aUsageEvent({ requestId: `${prefix}-${index}` }));

async function booked(prefix: string): Promise<number> {
  const headers = { authorization: `Bearer ${server.key}` };
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
  let count = 0;
  let cursor: string | null | undefined;
  do {
    const page = await trpc.requests.list.query({ cursor, limit: 200 });
    count += page.requests.filter(({ requestId }) => requestId.startsWith(prefix)).length;
    cursor = page.nextCursor;
  } while (cursor);
  return count;
}

describe("ratecard usage import", () => {
  it("checks without writing, sends, and knows a replay", async () => {
    const file = await fileWith("usage.ndjson", lines(...many(1500, "line")));
    expect((await run([...IMPORT, file, "--dry-run"])).out).toBe(
      "1500 events checked: 1500 new, 0 duplicate, 0 bad. Nothing was written.\n",
    );
    expect(await booked("line")).toBe(0);
    const sent = "1500 events sent: 1500 accepted, 0 duplicate, 0 quarantined.\n";
    expect(await run([...IMPORT, file])).toEqual({ code: 0, out: sent, err: "" });
    expect((await run([...IMPORT, file])).out).toContain("0 accepted, 1500 duplicate");
    expect((await run([...IMPORT, file, "--dry-run"])).out).toContain("0 new, 1500 duplicate");
  });

  it("takes an array, an object of events, one object a line, whatever the file is called", async () => {
    const [one, two, three] = [
      aUsageEvent({ requestId: "f1" }),
      aUsageEvent({ requestId: "f2" }),
      aUsageEvent({ requestId: "f3" }),
    ];
    const accepted = async (input: string) =>
      JSON.parse((await run([...IMPORT, "-", "--json"], { input })).out).accepted;
    expect(await accepted(JSON.stringify([one], null, 2))).toBe(1);
    expect(await accepted(JSON.stringify({ events: [two] }, null, 2))).toBe(1);
    expect(await accepted(`\n${JSON.stringify(three)}\r\n`)).toBe(1);
  });

  it("names what was not taken and fails", async () => {
    const events = JSON.stringify({ events: [aUsageEvent({ requestId: "good" }), { requestId: "no model" }] });
    const dry = await run([...IMPORT, "-", "--dry-run"], { input: events });
    expect(dry).toMatchObject({
      code: 1,
      out: expect.stringContaining(`item 2 (no model): model: ${describeProblem("missing", {})}`),
    });
    const { code, out, err } = await run([...IMPORT, "-"], { input: events });
    expect({ code, err }).toEqual({ code: 1, err: "1 of 2 events were not taken.\n" });
    expect(out).toContain(`item 2 (no model): model: ${describeProblem("missing", {})}`);
  });

  it("points at the line that is no JSON, and takes the others", async () => {
    const file = await fileWith("broken.jsonl", `${JSON.stringify(aUsageEvent({ requestId: "b1" }))}\n{oops\n\n7\n`);
    const { code, out } = await run([...IMPORT, file]);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        `  line 2: ${describeProblem("line-not-json")}`,
        `  line 4: ${describeProblem("row-not-an-object")}`,
        "1 events sent: 1 accepted, 0 duplicate, 0 quarantined. 2 could not be read.",
        "",
      ].join("\n"),
    );
  });
});

describe("ratecard usage import, CSV", () => {
  const HEADER = "requestId,model,occurredAt,promptTokens,completionTokens,user,tags,isError,latencyMs,reportedCostUsd";

  it("books what the same events as JSON would be", async () => {
    const csv = `\uFEFF${HEADER}\r\nc1,gpt-4o,2026-03-01T10:00:00Z,1000,500,"Ann, of sales",a;b,false,1200,0.0105\r\nc2,gpt-4o,,0,,,,,,\r\n`;
    expect((await run([...IMPORT, await fileWith("usage.csv", csv)])).out).toBe(
      "2 events sent: 2 accepted, 0 duplicate, 0 quarantined.\n",
    );
    const same = {
      requestId: "c1",
      model: "gpt-4o",
      occurredAt: "2026-03-01T10:00:00Z",
      promptTokens: 1000,
      completionTokens: 500,
      user: "Ann, of sales",
      tags: ["a", "b"],
      isError: false,
      latencyMs: 1200,
      reportedCostUsd: "0.0105",
    };
    const input = lines(same, { requestId: "c2", model: "gpt-4o", promptTokens: 0 });
    expect((await run([...IMPORT, "-"], { input })).out).toContain("0 accepted, 2 duplicate");
  });

  it("names every bad line with its reason, and takes the good ones", async () => {
    const WHOLE = describeProblem("not-a-count", { most: 1_000_000_000_000 });
    const rows: readonly (readonly [line: string, reason: string])[] = [
      ["d2,,,1,,,,,,", `line 3 (d2): model: ${describeProblem("missing", {})}`],
      ["d3,m,,-1,,,,,,", `line 4 (d3): promptTokens: ${WHOLE}`],
      ["d4,m,,1.5,,,,,,", `line 5 (d4): promptTokens: ${WHOLE}`],
      ["d5,m,,9007199254740993,,,,,,", `line 6 (d5): promptTokens: ${WHOLE}`],
      ["d6,m,,many,,,,,,", `line 7 (d6): promptTokens: ${WHOLE}`],
      ["d7,m,,1e3,,,,,,", `line 8 (d7): promptTokens: ${WHOLE}`],
      ["d8,m,yesterday,1,,,,,,", `line 9 (d8): occurredAt: ${describeProblem("not-an-instant")}`],
      ["d9,m,,1,,,,maybe,,", `line 10 (d9): isError: ${describeProblem("not-a-boolean")}`],
      [
        "d10,m,,1,,,,,fast,",
        `line 11 (d10): latencyMs: ${describeProblem("not-in-range", { least: 0, most: 2_147_483_647, of: "milliseconds" })}`,
      ],
      ["d11,m,,1,,,,,,free", `line 12 (d11): reportedCostUsd: ${describeProblem("not-usd")}`],
      ["d12,m,,1", `line 13: ${describeProblem("wrong-cell-count", { cells: 4, columns: 10 })}`],
      ['d13,"m"x,,1,,,,,,', `line 14: ${describeProblem("quotes-do-not-match")}`],
      [",m,,1,,,,,,", `line 15: requestId: ${describeProblem("missing", {})}`],
    ];
    const csv = [HEADER, "d1,m,,1,,,,,,", ...rows.map(([line]) => line), "d14,m,,1,,,,,,"].join("\n");
    const dry = await run([...IMPORT, "-", "--dry-run", "--json"], { input: csv });
    const { code, out, err } = await run([...IMPORT, "-", "--json"], { input: csv });
    expect({ code, err }).toEqual({ code: 1, err: "13 of 15 events were not taken.\n" });
    const refusalsOf = (answer: string) =>
      JSON.parse(answer)
        .refusals.map(
          ({ place, requestId, reason }: { place: string; requestId: string | null; reason: string }) =>
            `${place}${requestId === null ? "" : ` (${requestId})`}: ${reason}`,
        )
        .sort();
    expect(refusalsOf(out)).toEqual(rows.map(([, reason]) => reason).sort());
    expect(refusalsOf(dry.out)).toEqual(refusalsOf(out));
    expect(JSON.parse(out)).toMatchObject({ received: 13, accepted: 2, quarantined: 11, unreadable: 2 });
  });

  it.each([
    ["model,promptTokens\nm,1\n", '-: has no column "requestId". The first line names the columns: requestId, model,'],
    ["requestId,promptTokens\na,1\n", '-: has no column "model". The first line names the columns: requestId, model,'],
    [
      "requestId,model,tokens\na,m,1\n",
      '-: has the unknown column "tokens". Map it, or leave it out. Known ones: requestId, model,',
    ],
    ["requestId,model,model\na,m,m\n", '-: has the column "model" twice.'],
    ["not a usage file\n", '-: has no column "requestId".'],
    ["requestId,model\n", "-: holds no event."],
  ])("refuses the header of %j before anything is sent", async (input, sentence) => {
    const { code, out, err } = await run([...IMPORT, "-"], { input });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(sentence);
  });

  it("a quote that is never closed costs its own line, and a cell may hold a line break", async () => {
    const good = Array.from({ length: 60 }, (_, index) => `q${index},m,x`);
    const input = ["requestId,model,user", 'open,"m,x', ...good, 'broken,m,"Ann\nB"', 'last,"m,x'].join("\n");
    const { code, out } = await run([...IMPORT, "-"], { input });
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ {2}line 2: has quotes .*\n {2}line 65: has quotes .*\n {2}line 63 .*\n61 events sent: 60 accepted/,
    );
    expect(out).toContain(`(broken): user: ${describeProblem("unprintable")}`);
  });
});

describe("ratecard usage import, files of other programs", () => {
  const SPEND_LOGS = [
    "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,model_group,metadata",
    'sl-1,acompletion,0.002,150,100,50,2025-03-01 10:00:00,2025-03-01 10:00:01,gpt-4o,gpt-4o,"{""user_api_key_alias"":""ci""}"',
    "sl-2,acompletion,0.002,150,100,50,2025-03-01 10:01:00,2025-03-01 10:01:01,gpt-4o,gpt-4o,{}",
  ].join("\n");

  it("knows LiteLLM's spend logs, and goes on behind rows that were sent", async () => {
    const file = await fileWith("spend-logs.csv", SPEND_LOGS);
    expect((await run([...IMPORT, file, "--skip", "1"])).out).toContain("1 events sent: 1 accepted");
    expect((await run([...IMPORT, file])).out).toContain("1 accepted, 1 duplicate");
  });

  it("takes the columns of another CSV as they are mapped", async () => {
    const input = "id,Model name,In,Note\nmapped-1,gpt-4o,10,x\n";
    const mapping = ["id=requestId", "Model name=model", "In=promptTokens"].flatMap((text) => ["--mapping", text]);
    expect((await run([...IMPORT, "-", ...mapping], { input })).out).toContain("1 events sent: 1 accepted");
  });

  it.each([
    [["--mapping", "In"], '--mapping In: write it as "Column=field".'],
    [["--mapping", "In=tokens"], '--mapping In=tokens: "tokens" is no field of a request.'],
    [["--mapping", "Out=promptTokens"], '-: columns name "Out", which is no column of the file.'],
    [["--skip", "many"], "--skip many: write a number of rows."],
  ])("refuses %j", async (options, sentence) => {
    const { code, err } = await run([...IMPORT, "-", ...options], { input: "id,In\na,1\n" });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(sentence) });
  });
});

describe("ratecard in a pipe, and interrupted", () => {
  it("ends in silence when its reader leaves", async () => {
    const child = startCli(["export", "-"], env());
    child.stdout.destroy();
    const [code, err] = await Promise.all([
      new Promise((done) => child.once("exit", done)),
      (async () => {
        let text = "";
        for await (const part of child.stderr) text += String(part);
        return text;
      })(),
    ]);
    expect({ code, err }).toEqual({ code: 141, err: "" });
  });

  it("writes no progress into a pipe, and JSON alone on stdout", async () => {
    const { out, err } = await run([...IMPORT, "-", "--json"], { input: lines(...many(1001, "quiet")) });
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({ received: 1001, accepted: 1001, unreadable: 0, refusals: [] });
  });

  it("Ctrl-C says how far it came; run again, what was taken is a duplicate", async () => {
    const events = many(2500, "broken-off");
    const child = startCli([...IMPORT, "-"], env());
    const result = ended(child);
    // The pipe stays open: the last batch is never complete, so the command waits for more.
    child.stdin.write(`${lines(...events.slice(0, 1100))}\n`);
    await vi.waitFor(async () => expect(await booked("broken-off")).toBe(1000), { timeout: 20_000, interval: 100 });
    child.kill("SIGINT");
    expect(await result).toEqual({
      code: 130,
      out: "",
      err: expect.stringMatching(
        /^Interrupted\. (0|1000) events were sent before\. Run it again with --accept-overlap: what was taken then counts as duplicate; --skip (0|1000) goes on behind them\.\n$/,
      ),
    });
    const again = await run([...IMPORT, "-"], { input: lines(...events) });
    expect(again.out).toBe("2500 events sent: 1500 accepted, 1000 duplicate, 0 quarantined.\n");
  });

  it("a server that goes away in the middle is said with how far it came", async () => {
    const child = startCli([...IMPORT, "--wait", "0", "-"], { ...env(), RATECARD_KEY: server.key });
    const result = ended(child);
    child.stdin.write(`${lines(...many(1000, "cut"))}\n${lines(...many(1, "next"))}\n`);
    await vi.waitFor(async () => expect(await booked("cut")).toBe(1000), { timeout: 20_000, interval: 100 });
    await server.stop();
    child.stdin.end(`${lines(...many(10, "late"))}\n`);
    expect(await result).toEqual({
      code: 3,
      out: "",
      err: expect.stringMatching(
        /^Nothing answers on .+ \(ECONNREFUSED\)\. .+ 1000 events were sent before\. Run it again with --accept-overlap: .+ duplicate; --skip 1000 .+\.\n$/,
      ),
    });
  });
});
