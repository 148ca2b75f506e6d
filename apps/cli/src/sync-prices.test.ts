import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "@ratecard/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

const listed = (input: number, output: number, provider: string) => ({
  input_cost_per_token: input,
  output_cost_per_token: output,
  litellm_provider: provider,
  mode: "chat",
});
const CATALOG = {
  "gpt-4o": listed(2.5e-6, 1e-5, "openai"),
  "m-large": listed(2.5e-6, 1e-5, "openai"),
  "azure/m-large": listed(2.75e-6, 1.1e-5, "azure"),
  "gpt-far": listed(1e-6, 1e-6, "openai"),
};
const PRICES = [
  "model,provider,perRequest,inputPer1M,outputPer1M,isCustom",
  "gpt-4o,openai,0.0125,5,15,false",
  "gpt-far,openai,1.5,1000,1000,false",
  "house-model,openai,1,1,1,false",
  "own-bot,openai,0.5,1,1,true",
].join("\n");

let server: OpenCli["server"];
let run: OpenCli["run"];
beforeAll(async () => {
  ({ server, run } = await openCli());
  await writeFile(join(server.folder, "catalog.json"), JSON.stringify(CATALOG));
  await run(["catalog", "refresh"]);
  await run(["import", "-", "--accept-held", "all"], { input: PRICES });

  const headers = { authorization: `Bearer ${server.key}` };
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] });
  const connect = async (name: string) =>
    (await trpc.discovery.servers.create.mutate({ name, kind: "litellm", baseUrl: `http://localhost/${name}` })).id;
  const [openai, azure] = [await connect("openai"), await connect("azure")];
  const map = (customName: string, serverId: string, actualModel: string, provider: string) =>
    trpc.discovery.customNames.create.mutate({ customName, serverId, actualModel, provider });
  await map("bot=1", openai, "m-large", "openai");
  await map("bot=1", azure, "m-large", "azure");
  await map("own-bot", openai, "gpt-4o", "openai");
  await map("plain", openai, "gpt-4o", "openai");
  await map("lost", openai, "nobody-knows", "openai");
}, 120_000);
afterAll(() => server.stop());

describe("ratecard sync providers", () => {
  it("shows without writing, writes, leaves far moves, and finds nothing to do", async () => {
    const dry = await run(["sync", "providers", "--dry-run"]);
    expect(dry).toMatchObject({ code: 5, err: expect.stringContaining("1 held") });
    expect(dry.out).toMatch(/^NAME +WHAT +FROM +30 DAYS +BEFORE -> AFTER/);
    expect(dry.out).toMatch(/gpt-4o +changed +gpt-4o +input 5 -> 2\.5 \(-50 %\), output 15 -> 10 \(-33\.33 %\)/);
    expect(dry.out).toMatch(/gpt-far +held .*input moves 10 times or more/);
    expect(dry.out).toMatch(/house-model +refused .*catalogue does not know/);
    expect(dry.out).toContain("1 to write (nothing was written), 1 left to decide, 3 left alone");

    const done = await run(["sync", "providers", "--json"]);
    expect(done.code).toBe(5);
    expect(JSON.parse(done.out)).toMatchObject({
      dryRun: false,
      batchId: expect.any(String),
      written: ["gpt-4o"],
      undecided: ["gpt-far"],
    });
    expect(await run(["sync", "providers", "--accept-held", "gpt-far"])).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringContaining("1 written, 0 left to decide"),
    });
    const again = await run(["sync", "providers", "--json"]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ batchId: null, written: [], undecided: [] });
  });

  it("tells wrong calls from failures", async () => {
    expect(await run(["sync", "providers", "--accept-held", "typo"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no row "typo"'),
    });
    expect(await run(["sync", "providers", "--from", "tomorrow"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("ISO 8601"),
    });
    expect(await run(["sync", "everything"])).toMatchObject({ code: 2 });
    expect((await run(["sync", "custom", "--help"])).out).toContain("5 something is left to decide");
  });
});

describe("ratecard sync custom", () => {
  it("prices what is clear, and asks which of several prices a name takes", async () => {
    const first = await run(["sync", "custom"]);
    expect(first).toMatchObject({ code: 5, err: expect.stringContaining("1 with several base models") });
    expect(first.out).toMatch(
      /bot=1 +to choose +.*choose: azure\/m-large \(2\.75 \/ 11\) or openai\/m-large \(2\.5 \/ 10\)/,
    );
    expect(first.out).toMatch(/plain +new +gpt-4o/);
    expect(first.out).toMatch(/lost +refused +nobody-knows .*base model has no price/);
    expect(first.out).toMatch(/own-bot +held .*somebody set this price by hand/);

    expect(await run(["sync", "custom", "--choose", "bot=1=gpt-5"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("bot=1=azure/m-large, bot=1=openai/m-large"),
    });
    const chosen = await run(["sync", "custom", "--choose", "bot=1=azure/m-large", "--json"]);
    expect(chosen).toMatchObject({ code: 5, err: expect.stringContaining("1 held") });
    expect(JSON.parse(chosen.out)).toMatchObject({ written: ["bot=1"], undecided: ["own-bot"] });
    const own = await run(["sync", "custom", "--accept-held", "own-bot", "--json"]);
    expect(own).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(own.out)).toMatchObject({ written: ["own-bot"], undecided: [] });
  });
});
