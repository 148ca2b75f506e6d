import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];
beforeAll(async () => {
  ({ server, run } = await openCli());
  await run(["import", "-"], { input: "model,provider,inputPer1M,outputPer1M\nHouse-Large,house,3,15\n" });
  const event = { provider: "house", promptTokens: 1_000_000, completionTokens: 1_000_000 };
  const events = ["house-LARGE", "zzz-unknown"].map((model) => ({ ...event, requestId: model, model }));
  await run(["usage", "import", "-"], { input: events.map((each) => JSON.stringify(each)).join("\n") });
}, 120_000);
afterAll(() => server.stop());

describe("ratecard default-priced", () => {
  it("lists the largest probable loss first, with what speaks for it, and the unknown last", async () => {
    expect(await run(["default-priced"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^house-LARGE \(house\): 1 request for 0\.005 USD, exposure 17\.995 USD\n {2}House-Large: only letter case.*\nzzz-unknown.*exposure unknown\n {2}nothing known is near\n2 names from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.\n$/,
      ),
    });
    const placeholders = await run(["default-priced", "--reason", "placeholder", "--json"]);
    expect(JSON.parse(placeholders.out)).toMatchObject({ reason: "placeholder", groups: [] });
  });

  it("names the reasons when one is none", async () => {
    expect(await run(["default-priced", "--reason", "guess"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("usage-not-priced"),
    });
  });
});
