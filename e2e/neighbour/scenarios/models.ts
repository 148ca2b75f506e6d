/** The proxy's models: what clients send, what it is routed to. Each sent name has a price in LiteLLM's own list, or one set here. */
import type { Deployment } from "../litellm-config";

const KEY = "sk-unused";

/** sent name: what LiteLLM calls it. */
const OPENAI = [
  "gpt-4o",
  "gpt-4o-mini",
  "gpt-5",
  "gpt-5-mini",
  "gpt-5.4",
  "gpt-audio",
  "gpt-4o-search-preview",
  "text-embedding-3-small",
  "omni-moderation-latest",
  "gpt-image-1",
  "gpt-image-1.5",
  "tts-1",
  "gpt-4o-mini-tts",
  "whisper-1",
  "gpt-4o-transcribe",
  "gpt-3.5-turbo-instruct",
  "sora-2",
];
const ANTHROPIC = ["claude-sonnet-4-5", "claude-opus-4-6", "claude-opus-5", "claude-haiku-4-5-20251001"];
const GEMINI = ["gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.5-flash-image", "gemini-embedding-001"];
/** Sent with the provider's own id in front, as a wildcard route of the proxy does. */
const OTHERS = [
  "xai/grok-4.3",
  "perplexity/sonar-pro",
  "perplexity/sonar-deep-research",
  "dashscope/qwen3-max",
  "deepseek/deepseek-chat",
  "cohere/embed-v4.0",
  "cohere/rerank-v3.5",
  "mistral/mistral-ocr-latest",
  "recraft/recraftv3",
];

export function scenarioModels(upstream: string): Deployment[] {
  const v1 = `${upstream}/v1`;
  const one = (
    model_name: string,
    model: string,
    api_base: string,
    more: Record<string, unknown> = {},
  ): Deployment => ({
    model_name,
    litellm_params: { model, api_key: KEY, api_base, ...more },
  });
  return [
    ...OPENAI.map((name) => one(name, `openai/${name}`, v1)),
    ...ANTHROPIC.map((name) => one(name, `anthropic/${name}`, upstream)),
    ...GEMINI.map((name) => one(name, `gemini/${name}`, upstream)),
    ...OTHERS.map((name) => one(name, name, baseOf(name, upstream))),
    {
      ...one("azure-gpt", "azure/our-deployment", upstream, { api_version: "2025-01-01-preview" }),
      model_info: { base_model: "azure/gpt-4o" },
    },
    one("amazon.nova-lite-v1:0", "bedrock/converse/amazon.nova-lite-v1:0", upstream, {
      aws_access_key_id: "unused",
      aws_secret_access_key: "unused",
      aws_region_name: "us-east-1",
      aws_bedrock_runtime_endpoint: upstream,
    }),
    one("house-model", "openai/house-7b", v1, { input_cost_per_token: 0.0000011, output_cost_per_token: 0.0000022 }),
    one("half-priced", "openai/gpt-4o-2024-08-06", v1, { input_cost_per_token: 0.0000011 }),
    one("by-the-second", "openai/house-by-second", v1, { input_cost_per_second: 0.01 }),
    one("mystery-model", "openai/nobody-knows-this-one", v1),
    one("retried", "openai/gpt-4o", v1, { num_retries: 2 }),
    one("falls-back", "openai/gpt-4o-mini", `${upstream}/broken/v1`),
    one("falls-twice", "openai/gpt-5-mini", `${upstream}/broken/v1`),
    one("cached", "openai/gpt-4o", v1),
  ];
}

function baseOf(name: string, upstream: string): string {
  if (name.startsWith("cohere/rerank")) return upstream;
  if (name.startsWith("cohere/embed")) return `${upstream}/v2/embed`;
  if (name.startsWith("perplexity/")) return upstream;
  return `${upstream}/v1`;
}
