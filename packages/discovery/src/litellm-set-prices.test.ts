import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import { readLitellm } from "./testing/read-listing";

/** What LiteLLM's price map says of the model, as `/model/info` shows it beside what somebody set. */
const LIST = {
  litellm_provider: "openai",
  mode: "chat",
  input_cost_per_token: 2.5e-6,
  output_cost_per_token: 1e-5,
  cache_read_input_token_cost: 1.25e-6,
  input_cost_per_token_priority: 4.25e-6,
  output_cost_per_token_batches: 5e-6,
  input_cost_per_audio_token: null,
};

const deployment = (params: object, info: object = {}, name = "contract-4o") => ({
  model_name: name,
  litellm_params: { model: "openai/gpt-4o", ...params },
  model_info: { id: "d1", ...LIST, ...info },
});

function listed(...deployments: object[]) {
  const models = JSON.stringify({ data: [{ id: "contract-4o" }] });
  const listing = readLitellm({ models, modelInfo: JSON.stringify({ data: deployments }) });
  if (listing.outcome !== "listed") throw new Error(listing.reason);
  return listing.models.map(({ suggestedTerms, isPriceSet, priceNotes }) => ({
    rates: suggestedTerms && termsToJson({ rates: suggestedTerms.rates }),
    isPriceSet,
    priceNotes,
  }));
}

const readOne = (...deployments: object[]) => {
  const [model, ...others] = listed(...deployments);
  if (!model || others.length > 0) throw new Error("expected one model");
  return model;
};

describe("a price somebody set", () => {
  it("is what litellm_params hold, with the cache and tier rates that LiteLLM's bill takes over from the model", () => {
    const set = { input_cost_per_token: 9.9e-6, output_cost_per_token: 1e-5 };
    expect(readOne(deployment(set))).toEqual({
      rates: { inputPer1M: "9.9", outputPer1M: "10", cacheReadPer1M: "1.25" },
      isPriceSet: true,
    });
  });

  it("is what pricing_overrides names of model_info", () => {
    const pricing_overrides = ["input_cost_per_token", "output_cost_per_token"];
    const info = { pricing_overrides, input_cost_per_token: 7e-6, output_cost_per_token: "8e-06" };
    expect(readOne(deployment({}, info))).toMatchObject({
      rates: { inputPer1M: "7", outputPer1M: "8" },
      isPriceSet: true,
    });
  });

  it("is not LiteLLM's own map, which it repeats", () => {
    expect(readOne(deployment({ input_cost_per_token: null }, { pricing_overrides: [] }))).toEqual({
      rates: { inputPer1M: "2.5", outputPer1M: "10", cacheReadPer1M: "1.25" },
    });
  });

  it("is text before there was a list of overrides: the map has numbers", () => {
    const info = { input_cost_per_token: "7e-06", output_cost_per_token: "8e-06" };
    expect(readOne(deployment({}, info))).toMatchObject({
      rates: { inputPer1M: "7", outputPer1M: "8" },
      isPriceSet: true,
    });
  });

  it("leaves the other rate at 0 where only one is set, and says what LiteLLM shows for it", () => {
    expect(readOne(deployment({ input_cost_per_token: "9.9e-06" }))).toEqual({
      rates: { inputPer1M: "9.9", outputPer1M: "0", cacheReadPer1M: "1.25" },
      isPriceSet: true,
      priceNotes: [{ kind: "one-rate-set", side: "output", shown: "0.00001" }],
    });
    expect(readOne(deployment({ cache_read_input_token_cost: 1e-6 })).priceNotes).toMatchObject([
      { side: "input", shown: "0.0000025" },
      { side: "output", shown: "0.00001" },
    ]);
  });

  it("has one side only where the model has: an embedding", () => {
    const info = { mode: "embedding", output_cost_per_token: 0 };
    expect(readOne(deployment({ input_cost_per_token: 1e-7 }, info))).toMatchObject({ rates: { inputPer1M: "0.1" } });
    expect(readOne(deployment({ input_cost_per_token: 1e-7 }, info)).priceNotes).toBeUndefined();
  });

  it.each([-9.9e-6, "-1", "cheap"])("is none when it is %s: nothing is made of the rest", (given) => {
    expect(readOne(deployment({ input_cost_per_token: given, output_cost_per_token: 1e-5 }))).toMatchObject({
      rates: undefined,
      isPriceSet: true,
      priceNotes: [{ kind: "not-a-price", field: "input_cost_per_token" }],
    });
  });

  it("keeps deployments of one name apart that have other prices", () => {
    const set = (input: number) => deployment({ input_cost_per_token: input, output_cost_per_token: 1e-5 });
    expect(listed(set(1e-6), set(2e-6), set(2e-6), deployment({})).map(({ rates }) => rates?.inputPer1M)).toEqual([
      "1",
      "2",
      "2.5",
    ]);
  });
});
