/** Every command against everything that can be wrong around it: exit code, one sentence, nothing on stdout. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describeProblem, type ProblemCode, type ProblemDetails } from "@ratecard/contract";
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT_CODES } from "./cli-problem";
import { createProgram } from "./program";
import { buildCli, type Run } from "./testing/run-cli";
import { startServer, type TestServer } from "./testing/start-server";

let server: TestServer;
let run: Run;
let webPage: Server;
let otherService: Server;
/** Of a server that was closed again. */
let nowhere: string;
const keys = { ingest: "", read: "" };

const listen = async (type: string, body: string) => {
  const other = createServer((_request, response) => response.writeHead(200, { "content-type": type }).end(body));
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  return other;
};
const addressOf = (other: Server) => `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

beforeAll(async () => {
  [server, run, webPage, otherService] = await Promise.all([
    startServer(),
    buildCli(),
    listen("text/html; charset=utf-8", "<!doctype html><title>Sign in</title>"),
    listen("application/json", '{"detail":"Not Found"}'),
  ]);
  const gone = await listen("text/plain", "");
  nowhere = addressOf(gone);
  gone.close();
  const headers = { authorization: `Bearer ${server.key}` };
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
  for (const scope of ["ingest", "read"] as const) {
    keys[scope] = (await trpc.access.apiKeys.create.mutate({ name: scope, scopes: [scope] })).key;
  }
  await writeFile(join(server.folder, "prices.csv"), "model,provider,inputPer1M\nfine,openai,1\n");
  await writeFile(join(server.folder, "cases.csv"), "label,model,expectedUsd,promptTokens\nfine,fine,0.001,1000\n");
  await writeFile(join(server.folder, "costs.csv"), "day,model,cost\n2026-01-31,fine,1\n");
  await writeFile(join(server.folder, "usage.csv"), "requestId,model\na,fine\n");
}, 120_000);

afterAll(async () => {
  webPage.close();
  otherService.close();
  await server.stop();
});

type Call = Readonly<{
  args: readonly string[];
  /** The scope that is not enough for it. */
  tooLittle: keyof typeof keys;
  /** What it says without its argument; none: it needs no argument. */
  withoutArgument?: string;
}>;

const NO_FILE = "Missing required argument 'file'.";
const NO_NOTE = "Required option '--note <text>' not specified.";
const NO_DAY = "Required option '--from <day>' not specified.";
const DAYS = ["--from", "2026-01-01", "--to", "2026-01-31"];
const COMMANDS: Readonly<Record<string, Call>> = {
  explain: { args: ["gpt-4o"], tooLittle: "ingest", withoutArgument: "Missing required argument 'model'." },
  cost: {
    args: ["gpt-4o", "--prompt-tokens", "1"],
    tooLittle: "ingest",
    withoutArgument: 'Name a model, or give --rates \'{"inputPer1M": "3"}\'; one of the two.',
  },
  export: { args: ["-"], tooLittle: "ingest", withoutArgument: NO_FILE },
  "export focus": { args: ["-", ...DAYS], tooLittle: "ingest", withoutArgument: NO_DAY },
  import: { args: ["FOLDER/prices.csv"], tooLittle: "read", withoutArgument: NO_FILE },
  "adjustments list": { args: [], tooLittle: "ingest" },
  "adjustments set": {
    args: ["openai", "--discount", "5"],
    tooLittle: "read",
    withoutArgument: "Missing required argument 'provider'.",
  },
  "adjustments end": { args: ["openai"], tooLittle: "read", withoutArgument: "Missing required argument 'provider'." },
  "catalog show": { args: [], tooLittle: "ingest" },
  "catalog refresh": { args: [], tooLittle: "read" },
  "catalog review": { args: [], tooLittle: "ingest" },
  "catalog accept": { args: ["some-key"], tooLittle: "ingest", withoutArgument: "Missing required argument 'keys'." },
  "catalog reject": { args: ["some-key"], tooLittle: "ingest", withoutArgument: "Missing required argument 'keys'." },
  check: { args: [], tooLittle: "ingest" },
  "cases import": { args: ["FOLDER/cases.csv"], tooLittle: "read", withoutArgument: NO_FILE },
  "default-priced": { args: [], tooLittle: "ingest" },
  discover: { args: [], tooLittle: "ingest" },
  findings: { args: [], tooLittle: "ingest" },
  "months list": { args: [], tooLittle: "ingest" },
  "months check": { args: [], tooLittle: "ingest" },
  "months close": { args: ["2026-01", "--note", "x"], tooLittle: "ingest", withoutArgument: NO_NOTE },
  reconcile: { args: ["FOLDER/costs.csv"], tooLittle: "read", withoutArgument: NO_FILE },
  recost: { args: [], tooLittle: "ingest" },
  verify: { args: [], tooLittle: "read" },
  "what-if": { args: [...DAYS, "--as", "a=b"], tooLittle: "read", withoutArgument: NO_DAY },
  "sync custom": { args: [], tooLittle: "ingest" },
  "sync providers": { args: [], tooLittle: "ingest" },
  "usage import": { args: ["FOLDER/usage.csv"], tooLittle: "read", withoutArgument: NO_FILE },
};
/** Asks no server. */
const OFFLINE = ["db url"];

/** What does something by itself, beside what stands under it. */
const leaves = (command: Command, path: readonly string[] = []): string[] => [
  ...(command.commands.length === 0 || command.registeredArguments.length > 0 ? [path.join(" ")] : []),
  ...command.commands.flatMap((sub) => leaves(sub, [...path, sub.name()])),
];

const argsOf = (name: string, more: readonly string[] = []) => [
  ...name.split(" "),
  ...(COMMANDS[name]?.args ?? []).map((arg) => arg.replace("FOLDER", server.folder)),
  ...more,
];

/** One sentence on stderr, nothing on stdout. */
async function refusal(args: readonly string[], env: Record<string, string>) {
  const { code, out, err } = await run(args, { env });
  expect({ args, out, lines: err.split("\n").length, isSentence: /^[A-Z"-].*[.)]\n$/.test(err) }).toEqual({
    args,
    out: "",
    lines: 2,
    isSentence: true,
  });
  return { code, err: err.trimEnd() };
}

it("the README names every exit code", async () => {
  const readme = await readFile(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
  for (const [code, meaning] of Object.values(EXIT_CODES)) expect(readme).toContain(`| ${code} | ${meaning} |`);
});

it("every command stands in the table", () => {
  expect(Object.keys(COMMANDS).concat(OFFLINE).sort()).toEqual(leaves(createProgram()).sort());
});

describe.each(Object.entries(COMMANDS))("ratecard %s", (name, { tooLittle, withoutArgument }) => {
  const here = () => ({ RATECARD_URL: server.url, RATECARD_KEY: server.key });

  it("says that nothing answers, or something else", async () => {
    const args = argsOf(name);
    const [nobody, page, other] = await Promise.all([
      refusal(args, { ...here(), RATECARD_URL: nowhere }),
      refusal(args, { ...here(), RATECARD_URL: addressOf(webPage) }),
      refusal(args, { ...here(), RATECARD_URL: addressOf(otherService) }),
    ]);
    expect(nobody).toEqual({
      code: 3,
      err: `Nothing answers on ${nowhere} (ECONNREFUSED). Start the server, or name it with --url or RATECARD_URL.`,
    });
    const notOurs = { code: 3, err: "What answers there is not a Ratecard server. Check --url or RATECARD_URL." };
    expect([page, other]).toEqual([notOurs, notOurs]);
  });

  it("says that the key is missing, unknown, or too weak", async () => {
    const args = argsOf(name);
    const [missing, unknown, weak] = await Promise.all([
      refusal(args, { RATECARD_URL: server.url }),
      refusal(args, { ...here(), RATECARD_KEY: "rk_nobody-knows-this-one" }),
      refusal(args, { ...here(), RATECARD_KEY: keys[tooLittle] }),
    ]);
    const stranger = {
      code: 4,
      err: "You are not signed in. Sign in, or send an API key as `Authorization: Bearer <key>`.",
    };
    expect([missing, unknown]).toEqual([stranger, stranger]);
    expect(weak).toEqual({
      code: 4,
      err: expect.stringMatching(/^This needs the right "[a-z:-]+"\. Ask someone with the role [a-z]+\.$/),
    });
  });

  it("says what is wrong with the call", async () => {
    const [address, user, key, option, argument] = await Promise.all([
      refusal(argsOf(name, ["--url", "localhost:3000"]), here()),
      refusal(argsOf(name, ["--url", "http://me:pw@localhost"]), here()),
      refusal(argsOf(name, ["--key", "two words"]), here()),
      refusal(argsOf(name, ["--frobnicate"]), here()),
      withoutArgument === undefined ? null : refusal(name.split(" "), here()),
    ]);
    expect(address).toEqual({
      code: 2,
      err: '--url: "localhost:3000" is no address. Write it with its scheme, as http://localhost:3000.',
    });
    expect(user).toEqual({
      code: 2,
      err: '--url: "http://me:pw@localhost" holds a user. Leave it out, and give an API key with --key.',
    });
    expect(key).toEqual({ code: 2, err: "--key: is empty or holds characters that no key has. Copy it again." });
    expect(option).toEqual({ code: 2, err: "Unknown option '--frobnicate'. See ratecard --help." });
    if (argument)
      expect({ ...argument, err: argument.err.startsWith(withoutArgument ?? "") }).toEqual({ code: 2, err: true });
  });

  it("shows the exit codes in its help", async () => {
    const { code, out } = await run([...name.split(" "), "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("  3    no Ratecard server answers there");
  });
});

const refused = <Code extends ProblemCode>(field: string, code: Code, ...details: ProblemDetails<Code>): string =>
  `${field}: ${describeProblem(code, ...details)}`;

describe("bad values", () => {
  const rates = (text: string) => ["cost", "--rates", text, "--prompt-tokens", "1"];
  it.each<[args: string[], code: number, sentence: string]>([
    [["explain", ""], 1, refused("model", "empty-name")],
    [["explain", " gpt-4o"], 1, refused("model", "outer-blank")],
    [["explain", "x".repeat(256)], 1, refused("model", "too-long", { most: 255 })],
    [["explain", "gpt-4o", "--at", "yesterday"], 1, refused("at", "not-an-instant")],
    [["explain", "gpt-4o", "--at", "2026-02-30T00:00:00Z"], 1, refused("at", "not-an-instant")],
    [["explain", "gpt-4o", "--prompt-tokens", "1.5"], 2, "must be a whole number of tokens, as 1000."],
    [["explain", "gpt-4o", "--prompt-tokens", "-1"], 2, "must be a whole number of tokens, as 1000."],
    [["explain", "gpt-4o", "--prompt-tokens", "1e3"], 2, "must be a whole number of tokens, as 1000."],
    [["explain", "gpt-4o", "--prompt-tokens", "9007199254740993"], 2, "must be a whole number of tokens, as 1000."],
    [["explain", "gpt-4o", "--prompt-tokens"], 2, "Option '--prompt-tokens <count>' argument missing."],
    [["explain", "gpt-4o", "gpt-4"], 2, "Too many arguments for 'explain'."],
    [["explain", "gpt-4o", "--dry-run"], 2, "Unknown option '--dry-run'."],
    [["cost", "gpt-4o", "--rates", "{}"], 2, "one of the two"],
    [rates("cheap"), 1, "body: is not valid JSON"],
    [rates('{"inputPer1M": -1}'), 1, refused("rates.inputPer1M", "negative")],
    [rates('{"inputPer1M": 1e400}'), 1, refused("rates.inputPer1M", "too-large")],
    [rates('{"inputPer1M": "NaN"}'), 1, refused("rates.inputPer1M", "not-a-number")],
    [rates('{"inputPer1M": "0x10"}'), 1, refused("rates.inputPer1M", "not-a-decimal-literal")],
    [rates('{"inptuPer1M": 1}'), 1, refused("rates.inptuPer1M", "unknown-field")],
    [["export", "prices.xls"], 2, "prices.xls: name a file that ends in .csv or .json, or - for stdout."],
    [["export", "/no/such/folder/prices.csv"], 2, "its folder does not exist. Make it first."],
    [
      ["export", "focus", "a.json", "--from", "2026-01-01", "--to", "2026-01-31"],
      2,
      "a.json: name a file that ends in .csv",
    ],
    [["export", "focus", "-", "--from", "2026-01-31", "--to", "2026-01-01"], 1, refused("to", "range-turned-round")],
    [["export", "focus", "-", "--from", "soon", "--to", "2026-01-01"], 1, refused("from", "not-a-day")],
    [["export", "focus", "-", "--from", "2026-01-01"], 2, "Required option '--to <day>' not specified."],
    [["import", "gone.csv"], 2, "gone.csv: there is no such file."],
    [["import", "FOLDER"], 2, "is a folder. Name a file in it."],
    [["import", "FOLDER/latin1.csv"], 2, "is not UTF-8 text. Save it as UTF-8."],
    [["usage", "import", "gone.ndjson"], 2, "gone.ndjson: there is no such file."],
    [["usage", "import", "FOLDER"], 2, "is a folder. Name a file in it."],
    [["usage", "import", "FOLDER/latin1.csv"], 2, "is not UTF-8 text. Save it as UTF-8."],
    [["usage", "import", "-"], 2, "-: holds no event."],
    [["export", "-", "--json", "--key", "short"], 4, "You are not signed in."],
    [["catalog", "accept", "nobody"], 2, 'No change of "nobody" is open. Open ones: none.'],
    [["catalog", "refresh"], 1, "There is no such file. Check the path in LITELLM_CATALOG_URL"],
    [["catalog", "refresh", "--dry-run"], 1, "There is no such file. Check the path in LITELLM_CATALOG_URL"],
    [["discover"], 1, "There is no active server. Connect one under Discovery."],
    [["discover", "nobody"], 2, 'There is no server "nobody". Known ones: none.'],
    [["db", "url", "--data-dir", "FOLDER"], 1, "holds no embedded database. Start the server once"],
    [["adjustments", "set", "openai"], 2, "Give at least one of --discount, --margin and --per-request."],
    [["adjustments", "set", "openai", "--discount", "-5"], 1, refused("discountPercent", "amount-not-positive")],
    [
      ["adjustments", "set", "openai", "--discount", "101"],
      1,
      refused("discountPercent", "amount-too-large", { most: 100n }),
    ],
    [["adjustments", "set", "openai", "--discount", "5%"], 1, refused("discountPercent", "not-an-amount")],
    [["adjustments", "set", "openai", "--discount", ""], 1, refused("discountPercent", "no-adjustment")],
    [
      ["adjustments", "set", "openai", "--margin", "1e999"],
      1,
      refused("marginPercent", "amount-too-large", { most: 1000n }),
    ],
    [["adjustments", "set", "openai", "--margin", "NaN", "--dry-run"], 1, refused("marginPercent", "not-an-amount")],
    [["adjustments", "set", "openai", "--per-request", "free"], 1, refused("fixedMarginUsd", "not-an-amount")],
    [["adjustments", "set", "", "--margin", "5"], 1, refused("provider", "empty-name")],
    [["adjustments", "set", "global", "--discount", "5"], 1, refused("discountPercent", "discount-for-all")],
    [
      ["adjustments", "set", "openai", "--margin", "5", "--from", "tomorrow"],
      1,
      refused("effectiveFrom", "not-an-instant"),
    ],
    [["adjustments", "set", "openai", "--discount"], 2, "Option '--discount <percent>' argument missing."],
    [["adjustments", "end", "openai"], 1, 'There is no adjustment "openai". Check how it is written'],
    [["adjustments", "end", "openai", "--dry-run"], 1, 'There is no adjustment "openai". Check how it is written'],
    [["adjustments", "list", "--dry-run"], 2, "Unknown option '--dry-run'."],
    [["usage"], 2, ""],
    [["paint"], 2, "Unknown command 'paint'."],
    [["explian", "x"], 2, "(Did you mean explain?)"],
  ])("ratecard %j: exit code %i, %s", async (args, code, sentence) => {
    await writeFile(join(server.folder, "latin1.csv"), Buffer.from("requestId,model\ncaf\xe9,x\n", "latin1"));
    const { out, ...ran } = await run(
      args.map((arg) => arg.replace("FOLDER", server.folder)),
      { env: { RATECARD_URL: server.url, RATECARD_KEY: server.key } },
    );
    expect({ code: ran.code, out }).toEqual({ code, out: "" });
    expect(ran.err).toContain(sentence);
    if (sentence !== "") expect(ran.err.trimEnd().split("\n")).toHaveLength(1);
  });
});
