import { createSampleWorld, SAMPLE_GATEWAY } from "@ratecard/fixtures";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSampleGateway } from "#server/services/sample-gateway";
import { sampleWorldParts } from "#server/start/sample-world-parts";
import { loadSampleWorld } from "./load-sample-world";
import { resumeSampleGateway } from "./resume-sample-gateway";
import { findSampleWorld, removeSampleWorld, type SampleWorldParts } from "./sample-world";
import { openSampleTest, type SampleTest, sums } from "./testing/open-sample-test";

describe("a load that does not reach its end", () => {
  let test: SampleTest;
  beforeEach(async () => {
    test = await openSampleTest();
  });
  afterEach(() => test.close());

  /** Does something with the third batch instead of booking it. */
  const atThirdBatch = (happens: () => Promise<void>): SampleWorldParts => {
    let batches = 0;
    return {
      ...sampleWorldParts,
      ingestEvents: async (services, batch) => {
        batches += 1;
        if (batches === 3) await happens();
        return sampleWorldParts.ingestEvents(services, batch);
      },
    };
  };
  const cutOff = () =>
    atThirdBatch(async () => {
      throw new Error("power cut");
    });
  const nothingIsLeft = async () => {
    expect(await findSampleWorld(test.services, sampleWorldParts)).toMatchObject({ state: "absent" });
    expect(await sums(test)).toMatchObject({ ledger: { requests: 0 }, rollup: { requests: 0 } });
    expect(await test.rows("SELECT model_name FROM model_pricing")).toEqual([{ model_name: "default" }]);
  };

  it("is cancelled: takes back what it wrote", async () => {
    const parts = atThirdBatch(async () => {
      const job = await test.ctx.jobs.latest("sample-world");
      await test.ctx.jobs.cancel(job?.id ?? "");
    });
    await loadSampleWorld(test.ctx, parts);
    expect(await test.untilIdle()).toMatchObject({ state: "cancelled" });
    await nothingIsLeft();
  });

  it("is cut off: shows as partial and can be removed", async () => {
    await loadSampleWorld(test.ctx, cutOff());
    expect(await test.untilIdle()).toMatchObject({ state: "failed" });
    const view = await findSampleWorld(test.services, sampleWorldParts);
    expect(view).toMatchObject({ state: "partial", contents: { servers: 2, requests: 4000 } });
    await removeSampleWorld(test.ctx, sampleWorldParts);
    await test.untilIdle();
    await nothingIsLeft();
  });

  it("is cut off: can be loaded again, and everything is there once", async () => {
    await loadSampleWorld(test.ctx, cutOff());
    await test.untilIdle();
    await loadSampleWorld(test.ctx, sampleWorldParts);
    expect(await test.untilIdle()).toMatchObject({ state: "done" });
    const { contents } = await findSampleWorld(test.services, sampleWorldParts);
    const expected = createSampleWorld({ now: test.ctx.clock().getTime() }).requestCount;
    expect(Math.abs(contents.requests - expected)).toBeLessThan(10);
    const { ledger, rollup } = await sums(test);
    expect(ledger).toEqual(rollup);
  }, 60_000);

  it("meets a real server of the same name: says so and writes nothing", async () => {
    const [server] = createSampleWorld({ now: 0 }).servers;
    await test.services.db.prisma.litellmServer.create({
      data: { name: server?.name ?? "", baseUrl: "https://gateway.example.com" },
    });
    await loadSampleWorld(test.ctx, sampleWorldParts);
    expect(await test.untilIdle()).toMatchObject({
      state: "failed",
      errorMessage: expect.stringContaining("exists already"),
    });
    await nothingIsLeft();
    expect(test.services.sampleGateway.origin()).toBeNull();
  });

  it("is a second load at the same time: refused while the first runs", async () => {
    await loadSampleWorld(test.ctx, cutOff());
    await expect(removeSampleWorld(test.ctx, sampleWorldParts)).rejects.toMatchObject({ code: "JOB_RUNNING" });
    await test.untilIdle();
  });

  it("restarts its gateway where it was, and elsewhere when the port is taken", async () => {
    await loadSampleWorld(test.ctx, cutOff());
    await test.untilIdle();
    const baseUrls = async () =>
      (await test.rows<{ url: string }>("SELECT base_url AS url FROM litellm_servers ORDER BY name")).map(
        ({ url }) => url,
      );
    const before = await baseUrls();

    await resumeSampleGateway(test.services);
    expect(await baseUrls()).toEqual(before);
    await test.services.sampleGateway.stop();
    await resumeSampleGateway(test.services);
    expect(await baseUrls()).toEqual(before);
    expect(before[0]).toContain(test.services.sampleGateway.origin());

    await test.services.sampleGateway.stop();
    const intruder = createSampleGateway();
    const [port] = before.map((url) => Number.parseInt(new URL(url).port, 10));
    await test.database.pool.query("UPDATE litellm_servers SET base_url = replace(base_url, '/litellm', '/elsewhere')");
    await intruder.start("another key", port);
    await resumeSampleGateway(test.services);
    await intruder.stop();
    expect(test.services.sampleGateway.origin()).not.toBeNull();
    expect((await baseUrls())[0]).toContain(test.services.sampleGateway.origin());
    expect(await baseUrls()).not.toEqual(before);
  });

  it("books nothing under a name an API key could have", () => {
    expect(SAMPLE_GATEWAY).not.toBe(SAMPLE_GATEWAY.trim());
  });
});
