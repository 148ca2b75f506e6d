/** A file whose days have requests already: the command prints them and sends nothing, unless `--accept-overlap` is given. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { aUsageEvent } from "@ratecard/fixtures";
import type { AppRouter } from "@ratecard/server";
import { createTRPCClient, httpLink } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type Run } from "./testing/run-cli";
import { startServer, type TestServer } from "./testing/start-server";

let server: TestServer;
let run: Run;
beforeAll(async () => {
  const [started, cli] = await Promise.all([startServer(), buildCli()]);
  server = started;
  const env = { RATECARD_URL: server.url, RATECARD_KEY: server.key };
  run = (args, more) => cli(args, { ...more, env: { ...env, ...more?.env } });
}, 120_000);
afterAll(() => server.stop());

const lines = (...events: object[]) => events.map((event) => JSON.stringify(event)).join("\n");
const fileWith = async (name: string, text: string) => {
  const path = join(server.folder, name);
  await writeFile(path, text);
  return path;
};

describe("ratecard usage import over days that have requests already", () => {
  const on = (requestId: string, occurredAt: string) => aUsageEvent({ requestId, model: "nobody-prices", occurredAt });
  const DAY = "2025-06-01T10:00:00Z";
  const NEXT_DAY = "2025-06-02T10:00:00Z";

  it("sends nothing and says what is there, until somebody accepts it", async () => {
    await run(["usage", "import", "-"], { input: lines(on("over-1", DAY), on("over-2", DAY), on("over-3", NEXT_DAY)) });
    const file = await fileWith("over.ndjson", lines(on("over-4", DAY), on("over-5", "2025-06-03T10:00:00Z")));
    const { code, out, err } = await run(["usage", "import", file]);
    expect({ code, err }).toEqual({
      code: 5,
      err: "Left to decide: a day of this file has requests already, so nothing was sent. Leave them out, or give --accept-overlap to count the file as well.\n",
    });
    expect(out).toMatch(/^The ledger has 2 requests of [\d.]+ USD on 2025-06-01, a day of this file, already:\n/);
    expect(out).toMatch(/\nday +gateway +requests +USD\n2025-06-01 +\S.* +2 +[\d.]+\n/);
    expect(out).toContain("rows with one of their request ids are duplicates and add nothing.");
    expect((await run(["usage", "import", file, "--accept-overlap"])).out).toBe(
      "2 events sent: 2 accepted, 0 duplicate, 0 quarantined.\n",
    );
  });

  it("a dry run checks the rows and says the same, as JSON too", async () => {
    const input = lines(on("dry-1", DAY), on("dry-2", NEXT_DAY));
    const dry = await run(["usage", "import", "-", "--dry-run"], { input });
    expect(dry.code).toBe(5);
    expect(dry.err).not.toContain("nothing was sent");
    expect(dry.out).toMatch(
      /^The ledger has \d+ requests of [\d.]+ USD on 2 days of this file, 2025-06-01 to 2025-06-02, already:/,
    );
    expect(dry.out).toContain("\n2 events checked: 2 new, 0 duplicate, 0 bad. Nothing was written.\n");
    const json = await run(["usage", "import", "-", "--json"], { input });
    expect(json.code).toBe(5);
    expect(JSON.parse(json.out)).toMatchObject({ received: 0, overlap: { booked: { days: 2, from: "2025-06-01" } } });
    expect((await run(["usage", "import", "-", "--accept-overlap"], { input })).out).toContain("2 accepted");
  });

  it("a key that may only report is told the days, not what others spent", async () => {
    const headers = { authorization: `Bearer ${server.key}` };
    const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
    const { key } = await trpc.access.apiKeys.create.mutate({ name: "reporter", scopes: ["ingest"] });
    const input = lines(on("key-1", DAY));
    const { code, out } = await run(["usage", "import", "-"], { input, env: { RATECARD_KEY: key } });
    expect({ code, out }).toEqual({
      code: 5,
      out: "The ledger has requests on 2025-06-01, a day of this file, already. A key that has the scope read, too, is told which.\n",
    });
  });
});
