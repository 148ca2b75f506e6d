/** The queue of guesses from the first request to the price: evidence, proposal, decision, and what is left to re-cost. */
import { addDays, type QueueReason } from "@ratecard/contract";
import { add, formatUsd, ZERO } from "@ratecard/money";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findGroup } from "#server/features/default-priced/find-group";
import { heedGroups, ignoreGroups } from "#server/features/default-priced/ignore-groups";
import { findIgnored } from "#server/features/default-priced/ignored-rows";
import { countGroups, listGroups } from "#server/features/default-priced/list-groups";
import {
  approveProposal,
  declineProposal,
  listProposals,
  withdrawProposal,
} from "#server/features/default-priced/decide-proposal";
import { proposePrice } from "#server/features/default-priced/propose-price";
import { usd } from "#server/features/default-priced/weigh-group";
import { listNotifications } from "#server/features/notifications/list-notifications";
import { checkEvent } from "#server/features/usage/check-event";
import { takeUsage } from "#server/features/usage/take-usage";
import { readZone } from "#server/ledger/ledger-days";
import { changeSource } from "#server/start/change-sources";
import { proposalNews as news } from "#server/start/proposal-news";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

let test: TestContext;
const send = (...events: readonly (Record<string, unknown> & { model: string })[]) =>
  takeUsage(
    test.services,
    "gateway",
    events.map((event, nth) =>
      checkEvent(
        { requestId: `${event.model}-${nth}-${Math.random()}`, occurredAt: new Date().toISOString(), ...event },
        Date.now(),
      ),
    ),
  );
const names = async (reason: QueueReason = "default") =>
  (await listGroups(test.ctx, { reason })).groups.map(({ model }) => model);
const TOKENS = { promptTokens: 1_000_000, completionTokens: 1_000_000 };

beforeAll(async () => {
  test = await createTestContext();
  await createPrice(test.ctx, {
    model: "house-large",
    input: { provider: "house", inputPer1M: "3", outputPer1M: "15" },
  });
  await createPrice(test.ctx, {
    model: "house-small",
    input: { provider: "house", inputPer1M: "1", outputPer1M: "2" },
  });
  await createPrice(test.ctx, {
    model: "house-stand-in",
    input: { provider: "house", perRequest: "0.005", isPlaceholder: true },
  });
  await send(
    { model: "HOUSE-LARGE", provider: "house", ...TOKENS },
    { model: "team-bot", provider: "house", servedModel: "house-small", ...TOKENS },
    { model: "team-bot", provider: "house", servedModel: "house-small", ...TOKENS },
    { model: "nobody-knows", promptTokens: 9_000_000, completionTokens: 0 },
    { model: "gateway-knows", reportedCostUsd: "1.5", ...TOKENS },
    { model: "gateway-knows", ...TOKENS },
    { model: "house-stand-in", provider: "house", ...TOKENS },
    { model: "house-large", provider: "house", reportedCostUsd: "1", ...TOKENS },
  );
});
afterAll(() => test.close());

describe("the queue", () => {
  it("ranks by what was probably lost, the unknown last and never as 0", async () => {
    const { groups } = await listGroups(test.ctx, { reason: "default" });
    expect(
      groups.map(({ model, exposure, evidence }) => [model, exposure?.probableUsd ?? null, evidence?.kind]),
    ).toEqual([
      ["HOUSE-LARGE", "17.995", "case"],
      ["team-bot", "5.99", "served-model"],
      ["gateway-knows", "2.99", "reported"],
      ["nobody-knows", null, undefined],
    ]);
  });

  it("has a tab for each reason", async () => {
    expect(await names("placeholder")).toEqual(["house-stand-in"]);
    expect(await names("differs-from-reported")).toContain("house-large");
    const { reasons } = await countGroups(test.ctx, {});
    expect(Object.fromEntries(reasons.map(({ reason, groups }) => [reason, groups]))).toMatchObject({
      default: 4,
      placeholder: 1,
      unpriced: 0,
    });
  });

  it("tells of one group what speaks for each price, and why each rung missed", async () => {
    const group = await findGroup(test.ctx, { model: "team-bot", provider: "house", reason: "default" });
    expect(group.candidates[0]).toMatchObject({ evidence: "served-model", name: "house-small", costUsd: "6" });
    expect(group.served).toMatchObject([{ servedModel: "house-small", requests: "2" }]);
    expect(group.days).toHaveLength(30);
    expect(group.days.filter(({ requests }) => requests > 0)).toEqual([
      {
        day: group.firstDay,
        requests: 2,
        reports: 0,
        bookedUsd: group.bookedUsd,
        exposureUsd: group.exposure?.probableUsd,
      },
    ]);
    expect(group.explanation.rungs.map(({ standing }) => standing)).toEqual([
      "missed",
      "missed",
      "missed",
      "missed",
      "won",
    ]);
    await expect(findGroup(test.ctx, { model: "never-sent", reason: "default" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("weighs pictures by the piece where a candidate charges them so, day by day too", async () => {
    await createPrice(test.ctx, {
      model: "house-pictures",
      input: { provider: "house", perUnit: { outputImages: "0.04" } },
    });
    const pictures = (outputImages: number) => ({
      model: "House-Pictures",
      provider: "house",
      units: { outputImages },
    });
    await send(pictures(2), pictures(5), {
      ...pictures(3),
      occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
    });
    const { groups } = await listGroups(test.ctx, { reason: "default" });
    expect(groups.find(({ model }) => model === "House-Pictures")).toMatchObject({
      evidence: { kind: "case", name: "house-pictures" },
      exposure: { probableUsd: "0.385" },
    });
    const group = await findGroup(test.ctx, { model: "House-Pictures", provider: "house", reason: "default" });
    expect(group).toMatchObject({ units: { outputImages: 10 }, candidates: [{ costUsd: "0.4" }] });
    await send({ model: "HOUSE-PICTURES", provider: "house" });
    const uncounted = (await listGroups(test.ctx, { reason: "default" })).groups.find(
      ({ model }) => model === "HOUSE-PICTURES",
    );
    expect(uncounted).toMatchObject({
      exposure: null,
      evidence: { name: "house-pictures", reason: expect.stringContaining("charges by what was not counted") },
    });
    expect(group.days.slice(-2).map(({ exposureUsd }) => exposureUsd)).toEqual(["0.115", "0.27"]);
  });

  it("leaves out what is ignored with a reason, until that is taken back", async () => {
    const groups = [{ model: "nobody-knows", provider: null }];
    await ignoreGroups(test.as("support"), { groups, reason: "A test of ours" });
    expect(await names()).not.toContain("nobody-knows");
    expect(await findIgnored(test.services.db.pool)).toMatchObject([
      { model: "nobody-knows", reason: "A test of ours" },
    ]);
    expect(await heedGroups(test.as("support"), { groups })).toEqual({ count: 1 });
    expect(await names()).toContain("nobody-knows");
    const { rows } = await test.services.db.pool.query("SELECT action FROM audit_log ORDER BY seq DESC LIMIT 2");
    expect(rows.map(({ action }) => action)).toEqual(["default-priced.heed", "default-priced.ignore"]);
  });
});

describe("a proposed price", () => {
  const parts = { sourceOf: changeSource, news };
  const proposed = {
    model: "team-bot",
    provider: "house",
    terms: { inputPer1M: "1", outputPer1M: "2" },
    copiedFrom: "house-small",
    evidence: "house-small: the model that served it",
  };

  it("is news for those who decide, and one at a time", async () => {
    const { id } = await proposePrice(test.as("support"), proposed, parts);
    expect((await listNotifications(test.as("finance"))).newest).toMatchObject([
      { link: "/admin/default-priced?tab=proposals" },
    ]);
    expect((await listNotifications(test.as("support"))).count).toBe(0);
    await expect(proposePrice(test.as("support"), proposed, parts)).rejects.toMatchObject({ code: "PROPOSAL_OPEN" });
    await declineProposal(test.as("finance"), { id, reason: "Ask the house first" }, news);
    await expect(declineProposal(test.as("finance"), { id, reason: "Again" }, news)).rejects.toMatchObject({
      code: "PROPOSAL_DECIDED",
    });
    expect(await listProposals(test.as("finance"))).toMatchObject([
      { state: "declined", decisionReason: "Ask the house first", proposedBy: "support@example.com" },
    ]);
    expect((await listNotifications(test.as("support"))).newest).toMatchObject([
      {
        title: "finance@example.com declined the price of team-bot that support@example.com proposed",
        detail: "Ask the house first",
      },
    ]);
    const { newest } = await listNotifications(test.as("finance"));
    expect(newest.filter(({ title }) => title.includes("proposes"))).toEqual([]);
  });

  it("that two people decide at once has one decision, and the other is told whose", async () => {
    const { id } = await proposePrice(test.as("support"), { ...proposed, model: "gateway-knows" }, parts);
    const decisions = await Promise.allSettled([
      declineProposal(test.as("finance"), { id, reason: "No" }, news),
      declineProposal(test.as("admin"), { id, reason: "No" }, news),
    ]);
    const refused = decisions.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused).toMatchObject([
      { code: "PROPOSAL_DECIDED", details: { model: "gateway-knows", state: "declined", by: expect.any(String) } },
    ]);
  });

  it("is taken back by its author alone, who does not approve it either", async () => {
    const ofFinance = { ...proposed, model: "nobody-knows" };
    const { id } = await proposePrice(test.as("finance"), ofFinance, parts);
    const seenBy = async (role: "support" | "finance" | "admin") =>
      (await listProposals(test.as(role))).find((each) => each.id === id);
    expect(await seenBy("support")).toMatchObject({ isOwn: false, mayApprove: false });
    expect(await seenBy("finance")).toMatchObject({ isOwn: true, mayApprove: false });
    expect(await seenBy("admin")).toMatchObject({ isOwn: false, mayApprove: true });
    await expect(approveProposal(test.as("finance"), { id }, parts)).rejects.toMatchObject({ code: "OWN_PROPOSAL" });
    await expect(withdrawProposal(test.as("support"), { id }, news)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await withdrawProposal(test.as("finance"), { id }, news);
    expect(await seenBy("support")).toMatchObject({ state: "withdrawn", decidedBy: "finance@example.com" });
    await expect(approveProposal(test.as("admin"), { id }, parts)).rejects.toMatchObject({ code: "PROPOSAL_DECIDED" });
    const { rows } = await test.services.db.pool.query("SELECT action FROM audit_log ORDER BY seq DESC LIMIT 2");
    expect(rows.map(({ action }) => action)).toEqual(["price-proposal.withdraw", "price-proposal.create"]);
  });

  it("that is approved is a price in a batch, and the group says that only its past is left", async () => {
    const { id } = await proposePrice(test.as("support"), proposed, parts);
    const { batchId } = await approveProposal(test.as("finance"), { id }, parts);
    expect((await listProposals(test.as("finance"))).find((each) => each.id === id)).toMatchObject({
      state: "approved",
      batchId,
    });
    await expect(approveProposal(test.as("finance"), { id }, parts)).rejects.toMatchObject({
      code: "PROPOSAL_DECIDED",
    });
    const { groups } = await listGroups(test.ctx, { reason: "default" });
    expect(groups.find(({ model }) => model === "team-bot")).toMatchObject({
      isPricedNow: true,
      exposure: { probableUsd: "5.99" },
      evidence: { kind: "name" },
    });
    await send({ model: "team-bot", provider: "house", ...TOKENS });
    const again = await findGroup(test.ctx, { model: "team-bot", provider: "house", reason: "default" });
    expect(again.requests).toBe(2);
  });

  it.each<[Readonly<{ model?: string; terms?: Record<string, string | null> }>, string]>([
    [{ terms: { inputPer1M: "-1" } }, "inputPer1M"],
    [{ terms: { inputPer1M: null } }, "perRequest"],
    [{ terms: { requestFee: "1" } }, "perRequest"],
    [{ model: "default" }, ""],
  ])("that nobody could approve is refused to its author: %j", async (wrong, field) => {
    const proposal = { ...proposed, model: "other-bot", ...wrong };
    await expect(proposePrice(test.as("support"), proposal, parts)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ field }] },
    });
  });
});

it.each([
  ["default", { servedModel: "house-small" }, "trend-bot"],
  ["default", { reportedCostUsd: "1.5" }, "trend-reported"],
  ["differs-from-reported", { reportedCostUsd: "1" }, "house-small"],
] as const)(
  "the days of a group of %s (%j) add up to it, and its trend to its requests",
  async (reason, facts, model) => {
    const DAY_MS = 86_400_000;
    const provider = "house";
    const before = (days: number) => ({ occurredAt: new Date(Date.now() - days * DAY_MS).toISOString() });
    const event = { model, provider, ...facts, ...TOKENS };
    await send(...[0, 0, 3, 3, 3, 40, 62].map((days) => ({ ...event, ...before(days) })));
    const { today } = await readZone(test.services.db.pool, new Date());
    for (const length of [30, 90]) {
      const range = { from: addDays(today, 1 - length), to: today };
      const group = await findGroup(test.ctx, { model, provider, reason, ...range });
      expect(group.days.map(({ day }) => day)).toEqual(
        Array.from({ length }, (_, index) => addDays(range.from, index)),
      );
      const sum = (texts: readonly (string | null)[]) =>
        texts.reduce((total, text) => add(total, usd(text ?? "unknown")), ZERO);
      expect(formatUsd(sum(group.days.map(({ bookedUsd }) => bookedUsd)))).toBe(group.bookedUsd);
      expect(formatUsd(sum(group.days.map(({ exposureUsd }) => exposureUsd)))).toBe(group.exposure?.probableUsd);
      expect(group.days.at(-4)?.requests).toBe(3);
      const listed = (await listGroups(test.ctx, { reason, ...range })).groups.find((each) => each.model === model);
      expect(listed?.trend).toHaveLength(30);
      expect(listed?.trend.reduce((total, requests) => total + requests, 0)).toBe(length === 90 ? 7 : 5);
      expect(listed?.trend.at(length === 90 ? -2 : -4)).toBe(3);
    }
  },
);

it("a reported cost of a sum of requests is that of each of them", async () => {
  await send({ model: "in-sums", reportedCostUsd: "2", sumOfRequests: 10, ...TOKENS }, { model: "in-sums", ...TOKENS });
  const { groups } = await listGroups(test.ctx, { reason: "default" });
  const group = groups.find(({ model }) => model === "in-sums");
  expect(group).toMatchObject({ requests: 11, bookedUsd: "0.055", exposure: { probableUsd: "2.145" } });
});
