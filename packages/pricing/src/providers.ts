/**
 * Provider ids: LiteLLM's, reached by aliases or detected from a model's name.
 *
 * Source  pricing.md section 3; the first matching rule wins, in its order.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["google", "gemini"],
  ["google_ai_studio", "gemini"],
  ["google_genai", "gemini"],
  ["gcp_gemini", "gemini"],
  ["vertex_ai", "vertex_ai"],
  ["vertex", "vertex_ai"],
  ["vertexai", "vertex_ai"],
  ["google_vertex", "vertex_ai"],
  ["google_vertex_ai", "vertex_ai"],
  ["gcp_vertex_ai", "vertex_ai"],
  ["azure_openai", "azure"],
  ["azureopenai", "azure"],
  ["aws", "bedrock"],
  ["aws_bedrock", "bedrock"],
  ["amazon_bedrock", "bedrock"],
  ["mistralai", "mistral"],
  ["mistral_ai", "mistral"],
  ["x_ai", "xai"],
  ["grok", "xai"],
  ["together_ai", "together_ai"],
  ["together", "together_ai"],
  ["togetherai", "together_ai"],
  ["fireworks_ai", "fireworks_ai"],
  ["fireworks", "fireworks_ai"],
  ["azure_ai", "azure_ai"],
  ["github_copilot", "github_copilot"],
  ["moonshotai", "moonshot"],
  ["perplexity_ai", "perplexity"],
  ["open_router", "openrouter"],
  ["hugging_face", "huggingface"],
]);

const DETECTION: readonly (readonly [RegExp, string])[] = [
  [/gemini/i, "gemini"],
  [/gpt|(?:^|[^a-z0-9])o\d/i, "openai"],
  [/claude/i, "anthropic"],
  [/mistral|codestral|magistral/i, "mistral"],
  [/deepseek/i, "deepseek"],
  [/llama|groq/i, "groq"],
];

const FAMILY_PREFIXES: readonly (readonly [string, string])[] = [
  ["vertex_ai", "google"],
  ["gemini", "google"],
  ["bedrock", "bedrock"],
  ["azure", "azure"],
  ["text-completion-openai", "openai"],
  ["text-completion-codestral", "mistral"],
  ["codestral", "mistral"],
  ["cohere", "cohere"],
  ["fireworks_ai", "fireworks_ai"],
  ["aleph_alpha", "aleph_alpha"],
  ["ai21", "ai21"],
];

/** LiteLLM's id for what people call a provider ("Google" is "gemini"). */
export function providerId(name: string): string {
  const id = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, "_");
  return ALIASES.get(id) ?? name.trim().toLowerCase();
}

/** undefined when no rule matches the name. */
export function detectProvider(model: string): string | undefined {
  return DETECTION.find(([pattern]) => pattern.test(model))?.[1];
}

/** Ids of one family price alike: every `vertex_ai-*` and `gemini` is "google". */
export function providerFamily(id: string): string {
  return FAMILY_PREFIXES.find(([prefix]) => id.startsWith(prefix))?.[1] ?? id;
}
