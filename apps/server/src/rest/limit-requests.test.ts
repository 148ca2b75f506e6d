import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { answerErrors } from "#server/errors/answer-errors";
import { limitRequests } from "./limit-requests";

const MOST = 2;

async function appUnder(pressure?: Parameters<typeof limitRequests>[1]) {
  const app = Fastify();
  answerErrors(app);
  await app.register(async (scope) => {
    await limitRequests(scope, pressure);
    scope.get("/limited", { config: { rateLimit: { max: MOST } } }, async () => "in");
    scope.get("/free", async () => "in");
  });
  return app;
}

describe("limits", () => {
  it("answer 429 with Retry-After above the limit of an address, per address", async () => {
    const app = await appUnder();
    const get = (url: string, remoteAddress = "10.0.0.1") => app.inject({ url, remoteAddress });
    for (let count = 0; count < MOST; count += 1) expect((await get("/limited")).statusCode).toBe(200);
    const refused = await get("/limited");
    expect([refused.statusCode, refused.json().error.code]).toEqual([429, "TOO_BUSY"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.json().error.message).toContain("nothing was lost or written");
    expect((await get("/limited", "10.0.0.2")).statusCode).toBe(200);
    expect((await get("/free")).statusCode).toBe(200);
    await app.close();
  });

  it("answer 503 with Retry-After while the server itself is under pressure", async () => {
    const app = await appUnder({ maxHeapUsedBytes: 1, sampleInterval: 20 });
    await app.ready();
    await expect.poll(async () => (await app.inject("/free")).statusCode).toBe(503);
    const refused = await app.inject("/free");
    expect(refused.json().error.code).toBe("UNAVAILABLE");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    await app.close();
  });
});
