import { describe, expect, it } from "vitest";
import { nameParts, nearestNames } from "./nearest-names";

const CATALOGUE = [
  "gpt-4o",
  "gpt-4o-2024-05-13",
  "gpt-4o-2024-08-06",
  "azure/gpt-4o-2024-08-06",
  "claude-sonnet-4-20250514",
  "vertex_ai/claude-sonnet-4@20250514",
  "us.anthropic.claude-sonnet-4-20250514-v1:0",
  "deepseek/deepseek-r1",
  "openrouter/deepseek/deepseek-r1",
  "qwen/qwen3-coder:free",
  "mistral/open-mistral-7b",
  "gemini-2.5-pro",
  "my-chatbot",
  "latest",
];

const near = (model: string, provider?: string) =>
  nearestNames(model, CATALOGUE, { provider }).map(({ name, difference }) => `${name} ${difference}`);

describe("names that are near, the nearest first", () => {
  it.each([
    ["GPT-4O", undefined, ["gpt-4o case", "gpt-4o-2024-05-13 version", "gpt-4o-2024-08-06 version"]],
    ["Gemini-25-Pro", undefined, ["gemini-2.5-pro case"]],
    [
      "deepseek/deepseek-r1:nitro",
      "openrouter",
      ["openrouter/deepseek/deepseek-r1 variant", "deepseek/deepseek-r1 variant"],
    ],
    ["qwen/qwen3-coder", "openrouter", ["qwen/qwen3-coder:free variant"]],
    [
      "gpt-4o-2024-08-06.ft-a1b2",
      "azure",
      ["azure/gpt-4o-2024-08-06 fine-tune", "gpt-4o-2024-08-06 fine-tune", "gpt-4o fine-tune"],
    ],
    ["ft:open-mistral-7b:daf5:20240430:c1", "mistral", ["mistral/open-mistral-7b fine-tune"]],
    [
      "claude-sonnet-4-20990101",
      "anthropic",
      [
        "claude-sonnet-4-20250514 version",
        "us.anthropic.claude-sonnet-4-20250514-v1:0 version",
        "vertex_ai/claude-sonnet-4@20250514 version",
      ],
    ],
    [
      "openai/gpt-4o-2024-08-06",
      "azure",
      ["azure/gpt-4o-2024-08-06 prefix", "gpt-4o-2024-08-06 prefix", "gpt-4o version"],
    ],
    ["my-chatbto", undefined, ["my-chatbot typo"]],
    ["my-other-bot", undefined, []],
    ["-latest", undefined, ["latest typo"]],
    ["", undefined, []],
  ])("%s by %s: %j", (model, provider, names) => expect(near(model, provider)).toEqual(names));

  it("do not depend on the order they are known in", () =>
    expect(nearestNames("GPT-4O", CATALOGUE.toReversed())).toEqual(nearestNames("GPT-4O", CATALOGUE)));
});

it.each([
  ["gemini-2.5-pro-preview-05-06", "gemini-25-pro-preview", "-05-06"],
  ["gemini-2.0-flash-001", "gemini-20-flash", "-001"],
  ["claude-3@20240229", "claude-3", "@20240229"],
  ["gpt-4-0613", "gpt-4", "-0613"],
  ["anthropic.claude-v2:1", "claude", "-v2:1"],
  ["chatgpt-4o-latest", "chatgpt-4o", "-latest"],
  ["claude-3-5-sonnet", "claude-3-5-sonnet", ""],
  ["llama3:8b", "llama3:8b", ""],
  ["gpt-4.1", "gpt-41", ""],
])("%s is %s of version %j", (name, core, version) => expect(nameParts(name)).toMatchObject({ core, version }));
