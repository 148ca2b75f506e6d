import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import type { Listing } from "./listed-model";
import { readLitellm } from "./testing/read-listing";

const names = (...ids: string[]) =>
  JSON.stringify({ data: ids.map((id) => ({ id, object: "model", created: 1677610602, owned_by: "openai" })) });
const info = (...data: object[]) => JSON.stringify({ data });
const models = (listing: Listing) => {
  if (listing.outcome !== "listed") throw new Error(listing.reason);
  return listing.models.map(({ name, provider, servedModel, mode, suggestedTerms }) => ({
    name,
    provider,
    servedModel,
    mode,
    terms: suggestedTerms && termsToJson(suggestedTerms),
  }));
};

describe("a listing of LiteLLM", () => {
  it("takes the name from /v1/models and its base model from /model/info, never owned_by", () => {
    const listing = readLitellm({
      models: names("my-chatbot", "plain"),
      modelInfo: info({
        model_name: "my-chatbot",
        litellm_params: { model: "anthropic/claude-sonnet-4-5" },
        model_info: { id: "1", mode: "chat", input_cost_per_token: 3e-6, output_cost_per_token: 1.5e-5 },
      }),
    });
    expect(models(listing)).toEqual([
      { name: "plain" },
      {
        name: "my-chatbot",
        provider: "anthropic",
        servedModel: "claude-sonnet-4-5",
        mode: "chat",
        terms: { inputPer1M: "3", outputPer1M: "15" },
      },
    ]);
  });

  it("keeps every deployment of one name, and reads the base model of an Azure deployment", () => {
    const listing = readLitellm({
      models: names("fast"),
      modelInfo: info(
        { model_name: "fast", litellm_params: { model: "openai/gpt-4o-mini" }, model_info: { id: "1" } },
        {
          model_name: "fast",
          litellm_params: { model: "azure/our-deployment" },
          model_info: { id: "2", base_model: "azure/gpt-4o" },
        },
      ),
    });
    expect(models(listing)).toMatchObject([
      { provider: "openai", servedModel: "gpt-4o-mini" },
      { provider: "azure", servedModel: "gpt-4o" },
    ]);
  });

  it("reads prices that YAML made text of, and what litellm_params says beats model_info", () => {
    const listing = readLitellm({
      models: names("house"),
      modelInfo: info({
        model_name: "house",
        litellm_params: { model: "openai/house", input_cost_per_token: "2e-06" },
        model_info: { id: "1", input_cost_per_token: 0, output_cost_per_token: "4e-06" },
      }),
    });
    expect(models(listing)[0]?.terms).toEqual({ inputPer1M: "2", outputPer1M: "4" });
  });

  it("takes zeros for no price, unless somebody set them", () => {
    const zeros = { input_cost_per_token: 0, output_cost_per_token: 0 };
    const listing = readLitellm({
      models: names("unknown", "free"),
      modelInfo: info(
        { model_name: "unknown", litellm_params: { model: "openai/u" }, model_info: { id: "1", ...zeros } },
        {
          model_name: "free",
          litellm_params: { model: "openai/f" },
          model_info: { id: "2", ...zeros, pricing_overrides: ["input_cost_per_token", "output_cost_per_token"] },
        },
      ),
    });
    expect(models(listing).map(({ terms }) => terms)).toEqual([undefined, { inputPer1M: "0", outputPer1M: "0" }]);
  });

  it("leaves out wildcard routes and the names they expand to that nobody can call", () => {
    const listing = readLitellm({
      models: names("mistral/*", "mistral/codestral"),
      modelInfo: info(
        { model_name: "mistral/codestral", litellm_params: { model: "mistral/codestral" }, model_info: { id: "w" } },
        { model_name: "mistral/other", litellm_params: { model: "mistral/other" }, model_info: { id: "w" } },
        { model_name: "hidden", litellm_params: { model: "openai/gpt-4o" }, model_info: { id: "1" } },
      ),
    });
    expect(models(listing).map(({ name }) => name)).toEqual(["mistral/codestral", "hidden"]);
    expect(listing).toMatchObject({ leftOut: [{ count: 1 }, { count: 1 }] });
  });

  it("counts of each wildcard route the names that are listed", () => {
    const listing = readLitellm({
      models: names("mistral/*", "mistral/codestral", "plain"),
      modelInfo: info(
        { model_name: "openai/*", litellm_params: { model: "openai/*" }, model_info: { id: "w" } },
        { model_name: "mistral/*", litellm_params: { model: "mistral/*" }, model_info: { id: "m" } },
        { model_name: "*", litellm_params: { model: "*" }, model_info: { id: "all" } },
      ),
    });
    expect(listing).toMatchObject({
      wildcardRoutes: [
        { route: "*", listedCount: 2 },
        { route: "mistral/*", listedCount: 1 },
        { route: "openai/*", listedCount: 0 },
      ],
    });
    expect(models(listing).map(({ name }) => name)).toEqual(["mistral/codestral", "plain"]);
  });

  it("asks /model_group/info for the provider where the key may not read /model/info", () => {
    const listing = readLitellm({
      models: names("a", "b"),
      modelGroupInfo: info(
        { model_group: "a", providers: ["google"], mode: "embedding", input_cost_per_token: 1e-7 },
        { model_group: "b", providers: ["openai", "azure"], input_cost_per_token: 0, output_cost_per_token: 0 },
      ),
    });
    expect(models(listing)).toEqual([
      { name: "a", provider: "gemini", mode: "embedding", terms: { inputPer1M: "0.1" } },
      { name: "b" },
    ]);
  });

  it.each([
    ["<html>Sign in</html>", "not-json"],
    ["", "not-json"],
    ["{}", "wrong-shape"],
    ["[]", "wrong-shape"],
    ['{"data": 3}', "wrong-shape"],
    ['{"data": [1, null, {"object": "model"}]}', "wrong-shape"],
    [`{"data": ${"[".repeat(100_000)}`, "wrong-shape"],
    [`{"data": [{"id": "a"}, {"id": "b"`, "not-json"],
    [`{"data": [{"id": "a"},]}`, "not-json"],
    [`{"data": [{"id": "a"}}`, "not-json"],
  ])("refuses %#: an answer that is no listing", (text, problem) => {
    expect(readLitellm({ models: text })).toMatchObject({ outcome: "refused", problem });
  });

  it("survives a lying /model/info, and says so where it is no listing", () => {
    expect(readLitellm({ models: names("a"), modelInfo: "<html>" })).toMatchObject({
      infoRefusal: expect.stringContaining("not JSON"),
    });
    for (const modelInfo of ["<html>", "{}", '{"data":[{"model_name":"a"},7,{"model_name":3}]}']) {
      expect(models(readLitellm({ models: names("a"), modelInfo }))).toMatchObject([{ name: "a" }]);
    }
  });

  it("keeps no keys in what it stores", () => {
    const listing = readLitellm({
      models: names("a"),
      modelInfo: info({
        model_name: "a",
        litellm_params: { model: "openai/a", api_key: "sk-secret" },
        model_info: { id: "1", api_key: "sk-secret" },
      }),
    });
    expect(JSON.stringify(listing)).not.toContain("sk-secret");
  });
});
