/** A server that goes away in the middle of long work is waited for. Here it is behind a relay that breaks off some of the calls. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenCli, openCli } from "./testing/open-cli";

let { server, run }: Partial<OpenCli> = {};
let broken = { calls: "", times: 0 };
const relay = createServer((client) => {
  const { hostname, port } = new URL(server?.url ?? "");
  const upstream = connect({ host: hostname, port: Number(port) });
  upstream.on("data", (part) => client.write(part)).on("error", () => client.destroy());
  client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
  client.on("data", (part) => {
    if (broken.times > 0 && part.toString().includes(broken.calls)) {
      broken.times -= 1;
      client.destroy();
    } else upstream.write(part);
  });
});

beforeAll(async () => {
  ({ server, run } = await openCli());
  await once(relay.listen(0, "127.0.0.1"), "listening");
}, 120_000);
afterAll(async () => {
  relay.close();
  await server?.stop();
});
beforeEach(() => {
  broken = { calls: "", times: 0 };
});

const ratecard = (args: readonly string[], input = "") =>
  run?.([...args, "--url", `http://127.0.0.1:${(relay.address() as AddressInfo).port}`], { input });
const events = (name: string) =>
  Array.from({ length: 2500 }, (_, nth) => JSON.stringify(aUsageEvent({ requestId: `${name}-${nth}` }))).join("\n");

describe("a server that goes away in the middle", () => {
  it("of an import gets the rest when it is back", async () => {
    broken = { calls: "patient-1000", times: 2 };
    const ran = await ratecard(["usage", "import", "--accept-overlap", "-"], events("patient"));
    expect(ran).toEqual({
      code: 0,
      out: "2500 events sent: 2500 accepted, 0 duplicate, 0 quarantined.\n",
      err: "",
    });
    expect(broken.times).toBe(0);
  });

  it("of an import is not waited for with --wait 0", async () => {
    broken = { calls: "hasty-1000", times: 1 };
    const ran = await ratecard(["usage", "import", "--accept-overlap", "--wait", "0", "-"], events("hasty"));
    expect(ran).toMatchObject({ code: 3, err: expect.stringContaining("--skip 1000 goes on behind them.") });
  });

  it("of a job is asked again how far it came", async () => {
    broken = { calls: "jobs.find", times: 2 };
    expect(await ratecard(["verify"])).toMatchObject({ code: 0, err: "" });
    expect(broken.times).toBe(0);
  });

  it("of a re-cost is asked again how far it came", async () => {
    broken = { calls: "recost.get", times: 2 };
    expect(await ratecard(["recost"])).toMatchObject({ code: 0, err: "" });
    expect(broken.times).toBe(0);
  });

  it("before anything was taken is not waited for: the address may be a wrong one", async () => {
    broken = { calls: "early-0", times: 1 };
    const ran = await ratecard(["usage", "import", "--accept-overlap", "-"], events("early"));
    expect(ran).toMatchObject({ code: 3, err: expect.not.stringContaining("--skip") });
  });

  it("is waited for in whole seconds", async () => {
    const err = '--wait: "soon" is no number of seconds. Write it as 60, or 0 not to wait.\n';
    expect(await ratecard(["verify", "--wait", "soon"])).toMatchObject({ code: 2, err });
  });
});
