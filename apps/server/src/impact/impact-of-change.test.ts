import { parseRatePer1M, parseUsd, type RatePerToken } from "@ratecard/money";
import {
  byKind,
  type CatalogView,
  createPriceBook,
  DEFAULT_COST_SETTINGS,
  EMPTY_CATALOG,
  type PriceTerms,
  type PriceVersion,
  type UsageSums,
} from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { type Change, impactOfChange, namesToRead, type Traffic } from "./impact-of-change";

const rate = (text: string): RatePerToken => {
  const read = parseRatePer1M(text);
  if (!read.ok) throw new Error(text);
  return read.value;
};

const terms = (input: string, output: string): PriceTerms => ({ rates: { input: rate(input), output: rate(output) } });
const stepped: PriceTerms = { ...terms("1", "2"), thresholds: [{ aboveTokens: 1000, rates: { input: rate("9") } }] };

const version = (model: string, own: PriceTerms, versionId = model): PriceVersion => ({
  versionId,
  model,
  provider: "acme",
  isActive: true,
  validFrom: null,
  validUntil: null,
  terms: own,
});

const fiveMills = parseUsd("0.005");
const DEFAULT_ENTRY = version("default", fiveMills.ok ? { rates: {}, perRequest: fiveMills.value } : { rates: {} });

const prices = (entries: readonly PriceVersion[], catalog: CatalogView = EMPTY_CATALOG) => ({
  book: createPriceBook([DEFAULT_ENTRY, ...entries]),
  catalog,
});

const change = (
  before: readonly PriceVersion[],
  after: readonly PriceVersion[],
  views: readonly CatalogView[] = [],
): Change => ({
  before: prices(before, views[0]),
  after: prices(after, views[1]),
  settings: { ...DEFAULT_COST_SETTINGS, onUnpriced: "default" },
  at: Date.UTC(2026, 0, 15),
});

const ZERO_TOKENS: UsageSums["tokens"] = byKind(() => BigInt(0));

const NO_ROWS = { segments: [], special: [] };

/** Ten requests of 3,000 tokens in and 1,000 out altogether, two more without a count, and one that was free. */
const used = (model: string, fields: Partial<Traffic> = {}): Traffic => ({
  model,
  provider: undefined,
  requests: 13,
  sums: {
    countedRequests: BigInt(10),
    uncountedRequests: BigInt(2),
    tokens: { ...ZERO_TOKENS, input: BigInt(3000), output: BigInt(1000) },
  },
  ...fields,
});

describe("the impact of a change", () => {
  it("is told from sums where both prices are linear: tokens, the typical request, the price per request", () => {
    const edit = change([], [version("bot", terms("1", "2"))]);
    expect(namesToRead(edit, [used("bot")])).toEqual([]);
    expect(impactOfChange(edit, [used("bot")], NO_ROWS)).toEqual({
      requests: 12,
      // 12 x 0.005
      beforeUsd: "0.06",
      // 3,000 x $1/M + 1,000 x $2/M + 2 x (1,000 x $1/M + 500 x $2/M)
      afterUsd: "0.009",
      unpricedBefore: 0,
      reports: 0,
      unpricedReportsBefore: 0,
      unpricedReportsAfter: 0,
      unpricedAfter: 0,
      models: [
        {
          model: "bot",
          requests: 12,
          beforeUsd: "0.06",
          afterUsd: "0.009",
          unpricedBefore: 0,
          reports: 0,
          unpricedReportsBefore: 0,
          unpricedReportsAfter: 0,
          unpricedAfter: 0,
          sourceBefore: "default",
          sourceAfter: "local-exact",
        },
      ],
    });
  });

  it("counts what has no cost instead of summing it as 0, from sums and one by one", () => {
    const nothing = change([version("bot", terms("1", "2"))], []);
    const edit = { ...nothing, settings: { ...nothing.settings, onUnpriced: "error" as const } };
    expect(impactOfChange(edit, [used("bot")], NO_ROWS)).toMatchObject({ unpricedBefore: 0, unpricedAfter: 12 });
    const usage = { promptTokens: 2000, completionTokens: 0, serviceTier: "flex" };
    const odd = [{ model: "bot", provider: undefined, usage, requests: 3 }];
    expect(impactOfChange(edit, [], { segments: [], special: odd })).toMatchObject({
      unpricedBefore: 0,
      reports: 0,
      unpricedReportsBefore: 0,
      unpricedReportsAfter: 0,
      unpricedAfter: 3,
    });
  });

  it("leaves out names whose price stays", () => {
    const same = version("bot", terms("1", "2"));
    const answer = impactOfChange(change([same], [same, version("other", terms("1", "1"))]), [used("bot")], NO_ROWS);
    expect(answer).toEqual({
      requests: 0,
      beforeUsd: "0",
      afterUsd: "0",
      unpricedBefore: 0,
      reports: 0,
      unpricedReportsBefore: 0,
      unpricedReportsAfter: 0,
      unpricedAfter: 0,
      models: [],
    });
  });

  it("asks for the rows of names whose price, old or new, looks at each request, and of traffic out of the ordinary", () => {
    const edit = change([version("a", stepped)], [version("b", stepped), version("c", terms("1", "1"))]);
    const traffic = [used("a"), used("b"), used("c"), used("c", { provider: "acme", sums: null }), used("d")];
    expect(namesToRead(edit, traffic)).toEqual([
      { model: "a", provider: undefined, cuts: [1000], isSpecial: false, isOneByOne: false },
      { model: "b", provider: undefined, cuts: [1000], isSpecial: false, isOneByOne: false },
      { model: "c", provider: "acme", cuts: [], isSpecial: true, isOneByOne: false },
    ]);
  });

  it("adds what was read from rows to what was summed", () => {
    const edit = change([], [version("b*", stepped)]);
    const usage = { promptTokens: 2000, completionTokens: 0, serviceTier: "flex" };
    const special = [{ model: "b1", provider: undefined, usage, requests: 3 }];
    const segment = (promptTokens: number, count: number) => ({
      countedRequests: BigInt(count),
      uncountedRequests: BigInt(0),
      promptTokens,
      tokens: { ...ZERO_TOKENS, input: BigInt(promptTokens * count) },
    });
    const segments = [segment(1000, 1), segment(1001, 2)].map((sums) => ({ model: "b1", provider: undefined, sums }));
    expect(impactOfChange(edit, [used("b1"), used("x")], { segments, special })).toMatchObject({
      requests: 6,
      beforeUsd: "0.03",
      // 3 x 2,000 x $9/M + 1,000 x $1/M + 2 x 1,001 x $9/M
      afterUsd: "0.073018",
    });
  });

  it("is summed under the name it is asked for", () => {
    const edit = change([], [version("b*", terms("1", "2"))]);
    const traffic = [used("b1"), used("b2", { provider: "acme" })];
    const { models } = impactOfChange(edit, traffic, NO_ROWS, (_sent, _before, after) =>
      "version" in after ? after.version.model : "",
    );
    expect(models).toMatchObject([{ model: "b*", requests: 24, beforeUsd: "0.12", afterUsd: "0.018" }]);
  });

  it("of another snapshot of the catalogue is of the prices that differ in it", () => {
    const view = (snapshotId: string, own: Readonly<Record<string, PriceTerms>>): CatalogView => ({
      ...EMPTY_CATALOG,
      lookup: (key) => {
        const found = own[key];
        return (
          found && {
            key,
            terms: found,
            litellmProvider: "acme",
            mode: "chat",
            snapshotId,
            postdatesEvent: false,
            unpriced: false,
            isHeld: false,
            isTombstone: false,
          }
        );
      },
    });
    const before = view("1", { same: terms("1", "2"), moved: terms("1", "2"), gone: terms("1", "2") });
    const after = view("2", { same: terms("1", "2"), moved: terms("2", "2") });
    const traffic = ["same", "moved", "gone"].map((model) => used(model));
    const { models } = impactOfChange(change([], [], [before, after]), traffic, NO_ROWS);
    expect(models.map(({ model, beforeUsd, afterUsd }) => [model, beforeUsd, afterUsd])).toEqual([
      ["gone", "0.009", "0.06"],
      ["moved", "0.009", "0.014"],
    ]);
  });
});
