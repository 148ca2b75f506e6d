/**
 * The configuration of the proxy: a dozen models, an alias, a wildcard, custom prices, and our server as its log.
 *
 * Units   LiteLLM's prices are USD per token, written as JSON numbers.
 */
export const MASTER_KEY = "sk-neighbour-0123456789abcdef";

export type Deployment = {
  model_name: string;
  litellm_params: Record<string, unknown>;
  model_info?: Record<string, unknown>;
};

/** Answers by itself: nothing is asked of a provider. */
const mock = (model_name: string, model: string, more: Record<string, unknown> = {}): Deployment => ({
  model_name,
  litellm_params: { model, api_key: "sk-unused", mock_response: `This is ${model_name}.`, ...more },
});

export function litellmConfig(callbackUrl: string, callbackKey: string, upstreamUrl: string) {
  const upstream = { model: "openai/gpt-4o", api_key: "sk-unused", api_base: `${upstreamUrl}/v1` };
  const models: Deployment[] = [
    mock("gpt-4o", "openai/gpt-4o"),
    mock("gpt-4o-mini", "openai/gpt-4o-mini"),
    mock("claude-sonnet-4.5", "anthropic/claude-sonnet-4-5-20250929"),
    mock("claude-haiku-4-5", "anthropic/claude-haiku-4-5-20251001"),
    mock("my-chatbot", "anthropic/claude-sonnet-4-5-20250929"),
    mock("gemini-2.5-flash", "gemini/gemini-2.5-flash"),
    mock("o3-mini", "openai/o3-mini"),
    {
      ...mock("azure-gpt", "azure/our-deployment", { api_base: "https://azure.invalid" }),
      model_info: { base_model: "azure/gpt-4o" },
    },
    mock("house-model", "openai/house-7b", { input_cost_per_token: 0.0000011, output_cost_per_token: 0.0000022 }),
    mock("free-model", "openai/house-free", { input_cost_per_token: 0, output_cost_per_token: 0 }),
    mock("mystery-model", "openai/nobody-knows-this-one"),
    mock("balanced", "openai/gpt-4o"),
    mock("balanced", "openai/gpt-4o-mini"),
    mock("mistral/*", "mistral/*"),
    { model_name: "with-cache", litellm_params: upstream },
    { model_name: "broken", litellm_params: { ...upstream, api_base: `${upstreamUrl}/broken` } },
  ];
  return {
    model_list: models,
    router_settings: { model_group_alias: { fast: "gpt-4o-mini" }, num_retries: 0 },
    litellm_settings: { callbacks: ["generic_api"], telemetry: false },
    callback_settings: {
      generic_api: {
        callback_type: "generic_api",
        endpoint: callbackUrl,
        headers: { Authorization: `Bearer ${callbackKey}` },
      },
    },
    general_settings: { master_key: MASTER_KEY },
  };
}
