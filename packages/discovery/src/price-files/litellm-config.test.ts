import { termsToJson } from "@ratecard/pricing";
import { expect, it } from "vitest";
import { onePricePerName } from "./one-price-per-name";
import { looksLikeConfig, readForeignYaml } from "./price-file-formats";

const SECRET = "sk-not-to-be-seen";

const read = (yaml: string) => {
  const answer = readForeignYaml(yaml);
  if (!("file" in answer) || !answer.file) throw new Error("not recognised");
  const { file } = answer;
  const prices = onePricePerName(file.prices, []).map((price) =>
    "terms" in price
      ? { model: price.model, provider: price.provider, ...termsToJson(price.terms) }
      : { model: price.model, problems: price.problems.map(({ field, code }) => `${field}: ${code}`) },
  );
  return { ...file, prices };
};

const deployment = (name: string, params: string, info = "") => `
  - model_name: ${name}
    litellm_params:
      model: azure/gpt-4o
      api_key: ${SECRET}
${params.replaceAll(/^(?=.)/gm, "      ")}
    model_info:
      id: "1"
${info.replaceAll(/^(?=.)/gm, "      ")}`;
const BOTH = "input_cost_per_token: 0.0000025\noutput_cost_per_token: 1e-05";

it("takes the prices of params and info with all their digits, and no word else", () => {
  const yaml = `general_settings: {master_key: ${SECRET}}\nmodel_list:${deployment("house", BOTH, "cache_read_input_token_cost: 0.000000250001\ncost_tracking_key: secret")}`;
  const { title, prices, leftOut } = read(yaml);
  expect(title).toBe("LiteLLM config");
  expect(prices).toEqual([
    { model: "house", provider: "azure", inputPer1M: "2.5", outputPer1M: "10", cacheReadPer1M: "0.250001" },
  ]);
  expect(leftOut).toEqual([]);
});

it("knows anchors and merges, as PyYAML does", () => {
  const yaml = `x: &price\n  input_cost_per_token: 0.000001\n  output_cost_per_token: 0\nmodel_list:\n  - model_name: a\n    litellm_params:\n      <<: *price\n      model: openai/x\n`;
  expect(read(yaml).prices).toEqual([{ model: "a", provider: "openai", inputPer1M: "1", outputPer1M: "0" }]);
});

it("leaves out what has no price, and patterns, by name", () => {
  const { prices, leftOut } = read(
    `model_list:${deployment("plain", "input_cost_per_token: null")}${deployment("openai/*", BOTH)}`,
  );
  expect(prices).toEqual([]);
  expect(leftOut).toEqual([
    { model: "plain", reason: "has no price" },
    { model: "openai/*", reason: expect.stringContaining("pattern") },
  ]);
});

it.each([
  [deployment("a", BOTH) + deployment("a", BOTH.replace("25", "35")), "model: prices-differ"],
  [deployment("a", BOTH) + deployment("a", ""), "model_name: half-priced"],
  [deployment("a", "input_cost_per_token: 0.000001"), "output_cost_per_token: other-side-missing"],
  [
    deployment("a", `${BOTH}\ncache_read_input_token_cost: os.environ/${SECRET}`),
    "cache_read_input_token_cost: no-amount",
  ],
  [deployment('" "', BOTH), "model_name: no-model-name"],
  ["\n  - just text", "model_name: no-model-name"],
])("a deployment is never guessed at: %j is %s", (list, problem) => {
  const { prices } = read(`model_list:${list}`);
  expect(prices).toHaveLength(1);
  expect(prices[0]).toMatchObject({ problems: [problem] });
});

it("deployments of one name at one price are one price", () =>
  expect(read(`model_list:${deployment("a", BOTH)}${deployment("a", BOTH)}`).prices).toHaveLength(1));

it.each([
  ["unclosed", `model_list:\n  - api_key: "${SECRET}`],
  ["tabs", `model_list:\n\t- api_key: ${SECRET}`],
  ["a key twice", `model_list: []\n${SECRET}: 1\n${SECRET}: 2`],
  ["an alias of nothing", `model_list: *${SECRET}`],
  ["several documents", `model_list: []\n---\n${SECRET}: 1`],
  [
    "a bomb",
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nmodel_list: [*d,*d,*d]`,
  ],
  ["deep nesting", `model_list: ${"[".repeat(20_000)}`],
])("YAML with %s is refused without repeating it", (_name, yaml) => {
  const answer = readForeignYaml(yaml);
  expect(answer).toMatchObject({ problem: { code: expect.stringMatching(/^(not-yaml|yaml-too-deep)$/) } });
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});

it("answers hold no secret of the file", () => {
  const yaml = `model_list:${deployment("a", `${BOTH}\nmy_pricing_token: ${SECRET}`)}${deployment("b", `input_cost_per_token: ${SECRET}`)}${deployment("c", "")}`;
  expect(JSON.stringify(read(yaml))).not.toContain(SECRET);
});

it.each([
  ["model_list:\n- model_name: a", true],
  ["general_settings: {}\nmodel_list: []", true],
  ["model,provider\nmodel_list,x", false],
])("%j is taken for a config: %s", (text, isConfig) => expect(looksLikeConfig(text)).toBe(isConfig));
