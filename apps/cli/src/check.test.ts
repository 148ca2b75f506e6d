import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let server: OpenCli["server"];
let run: OpenCli["run"];

beforeAll(async () => {
  ({ server, run } = await openCli());
  await run(["import", "-"], { input: "model,provider,inputPer1M,outputPer1M\nchat,acme,3,15\n" });
}, 120_000);
afterAll(() => server.stop());

it("keeps cases from a file, fails with a code of its own, and keeps prices from being published unasked", async () => {
  const input =
    "label,set,model,expectedUsd,promptTokens,completionTokens\nFine,Chats,chat,0.0105,1000,500\nWrong,Chats,chat,1,1000,\n";
  expect(await run(["cases", "import", "-"], { input })).toMatchObject({ code: 0 });
  const checked = await run(["check", "--set", "Chats"]);
  expect(checked.code).toBe(6);
  expect(checked.out).toContain("2 golden cases checked, 1 fail.\n  Chats  Wrong  must cost 1, would cost 0.003");
  expect(JSON.parse((await run(["check", "--json"])).out)).toMatchObject({ checked: 2, failing: 1 });
  expect(await run(["check", "--set", "Others"])).toMatchObject({ code: 0 });

  const prices = { input: "model,provider,inputPer1M,outputPer1M\nchat,acme,4,15\n" };
  const refused = await run(["import", "-"], prices);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain("golden cases would fail: Fine (must cost 0.0105, would cost 0.0115)");
  expect(await run(["import", "-", "--accept-failing-cases"], prices)).toMatchObject({ code: 0 });
  expect((await run(["check"])).out).toContain("2 fail.");
});
