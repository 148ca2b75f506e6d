/** Whatever a server answers ends in a sentence or in models, and nothing is stored by halves. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchListing } from "./fetch-listing";
import { listServers } from "./find-servers";
import type { ServerView } from "./rows";
import { HOSTILE_LISTINGS, serveHostileListings } from "./testing/hostile-listings";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";

const SENTENCE = /^(The listing of )?127\.0\.0\.1:\d+ .{15,400}\.$/su;
const BEFORE = "known before";

let test: DiscoveryTest;
let hostile: Awaited<ReturnType<typeof serveHostileListings>>;
const found = new Map<string, ServerView>();

beforeAll(async () => {
  [test, hostile] = await Promise.all([openDiscoveryTest(), serveHostileListings()]);
  const { prisma } = test.database;
  const servers = await prisma.litellmServer.createManyAndReturn({
    data: HOSTILE_LISTINGS.flatMap(({ title, kind, isSlow }, index) =>
      isSlow ? [] : [{ name: title, kind, baseUrl: hostile.baseUrl(index), supportedModels: [BEFORE] }],
    ),
  });
  await prisma.discoveredModel.createMany({ data: servers.map(({ id }) => ({ serverId: id, name: BEFORE })) });
  await test.discover(...servers.map(({ id }) => id));
  for (const server of await listServers(test.ctx)) found.set(server.name, server);
});
afterAll(async () => {
  await hostile.close();
  await test.close();
});

describe("a listing that is", () => {
  it.each(HOSTILE_LISTINGS.filter(({ isSlow }) => !isSlow))("$title ends in $expected", async ({ title, expected }) => {
    const server = found.get(title);
    const names = await test.database.prisma.discoveredModel.findMany({ where: { serverId: server?.id ?? "" } });
    if (typeof expected === "number") {
      expect(server).toMatchObject({ health: "ok", modelCount: expected });
      expect(new Set(names.map(({ name }) => name)).size).toBe(expected);
    } else {
      expect(server).toMatchObject({ health: "failed", healthCode: expected, modelCount: 1 });
      expect(server?.healthMessage).toMatch(SENTENCE);
      expect(names.map(({ name }) => name)).toEqual([BEFORE]);
    }
  });

  it.each(HOSTILE_LISTINGS.map((listing, index) => ({ ...listing, index })).filter(({ isSlow }) => isSlow))(
    "$title ends at the deadline",
    async ({ kind, index }) => {
      const address = { kind, baseUrl: hostile.baseUrl(index), apiKey: undefined };
      const answer = await fetchListing(address, { allowPrivate: true, deadlineMs: 150 });
      expect(answer).toMatchObject({ ok: false, code: "timeout", message: expect.stringMatching(SENTENCE) });
    },
  );
});
