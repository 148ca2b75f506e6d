import type { PriceRequest, ProviderOrigin } from "./resolution";

/**
 * Provider ids: LiteLLM's, reached by aliases or detected from a model's name.
 * Order   the first matching rule wins, in its order.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["google", "gemini"],
  ["google_ai_studio", "gemini"],
  ["google_genai", "gemini"],
  ["gcp_gemini", "gemini"],
  ["gcp_gen_ai", "gemini"],
  ["vertex_ai", "vertex_ai"],
  ["vertex", "vertex_ai"],
  ["vertexai", "vertex_ai"],
  ["google_vertex", "vertex_ai"],
  ["google_vertex_ai", "vertex_ai"],
  ["gcp_vertex_ai", "vertex_ai"],
  ["azure_openai", "azure"],
  ["azureopenai", "azure"],
  ["azure_ai_openai", "azure"],
  ["azure_ai_inference", "azure_ai"],
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
  ["moonshot_ai", "moonshot"],
  ["ibm_watsonx_ai", "watsonx"],
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

/**
 * Provider ids that may stand before the first slash of a name: `bedrock/...`, `hosted_vllm/...`.
 * Source  LiteLLM's providers (1.110) and the prefixes of its catalogue, as they are spelled there. Only who serves models:
 *         its protocols, proxies, agents and vector stores (`custom_openai`, `litellm_proxy`, ...) are left out.
 */
const listed = (ids: string): readonly string[] => ids.trim().split(/\s+/);

const SELLERS = listed(`
  ai21 aiml aleph_alpha amazon_nova anthropic anyscale assemblyai aws_polly azure azure_ai azure_text baseten bedrock
  bedrock_mantle black_forest_labs bytez cerebras chatgpt chutes clarifai cloudflare codestral cohere cohere_chat cometapi
  compactifai crusoe darkbloom dashscope databricks datarobot deepgram deepinfra deepseek edenai elevenlabs fal_ai
  featherless_ai fireworks_ai friendliai galadriel gemini gigachat github github_copilot gmi gradient_ai groq helicone heroku
  huggingface hyperbolic inception jina_ai lambda_ai lemonade libertai llamagate maritalk meta meta_llama minimax mistral
  modelscope moonshot morph nano-gpt nebius nlp_cloud novita nscale nvidia_nim nvidia_riva oci openai openrouter ovhcloud palm
  parallel_ai perplexity pinstripes poe predibase publicai qwencloud recraft reducto reka replicate runwayml sagemaker
  sagemaker_chat sambanova sap sarvam scaleway snowflake soniox stability synthetic tencent tensormesh
  text-completion-codestral text-completion-inception text-completion-openai together_ai topaz v0 vercel_ai_gateway
  vertex_ai vertex_ai_beta volcengine voyage wandb watsonx watsonx_text xai xiaomi_mimo zai`);

const SELF_HOSTED = listed(`
  docker_model_runner hosted_vllm infinity llamafile lm_studio ollama ollama_chat oobabooga petals triton vllm xinference`);

const SEARCHES = listed(`
  apiserpent dataforseo duckduckgo exa_ai firecrawl google_pse linkup searxng serper tavily tinyfish you_com`);

const PROVIDER_IDS: ReadonlySet<string> = new Set([...SELLERS, ...SELF_HOSTED, ...SEARCHES]);

/** Ids under which LiteLLM reports what is called by another id's prefix: `cohere/command-r` is served by `cohere_chat`. */
const CALLED_BY: readonly (readonly [id: RegExp, prefix: string])[] = [
  [/^azure_text$/, "azure"],
  [/^bedrock_converse$/, "bedrock"],
  [/^cohere_chat$/, "cohere"],
  [/^fireworks_ai-./, "fireworks_ai"],
  [/^ollama_chat$/, "ollama"],
  [/^sagemaker_chat$/, "sagemaker"],
  [/^text-completion-codestral$/, "codestral"],
  [/^text-completion-openai$/, "openai"],
  [/^vertex_ai(_beta$|-.)/, "vertex_ai"],
  [/^watsonx_text$/, "watsonx"],
];

/** The known provider id before the first slash of a name; letter case counts. */
function providerBeforeSlash(model: string): string | undefined {
  const slash = model.indexOf("/");
  const id = slash > 0 && slash < model.length - 1 ? model.slice(0, slash) : undefined;
  return id !== undefined && PROVIDER_IDS.has(id) ? id : undefined;
}

/** What a name of a provider may begin with: its own id and a slash, or the id it is called by. Nothing else is its own. */
export function ownPrefixes(provider: string): readonly string[] {
  const calledBy = CALLED_BY.find(([id]) => id.test(provider))?.[1];
  return calledBy === undefined ? [`${provider}/`] : [`${provider}/`, `${calledBy}/`];
}

export type KnownProvider = Readonly<{
  /** A LiteLLM id. */
  provider: string | undefined;
  providerFrom: ProviderOrigin | undefined;
}>;

type Told = Readonly<{ provider: string; providerFrom: ProviderOrigin }>;

/**
 * Who serves a request, and who told so. Order: the event, the price book's entry (`entryProvider`), the connected server, a known
 * id before the first slash of the name; else the name is guessed from, and the cost says so (`provider-guessed`).
 */
export function knownProvider(request: PriceRequest, entryProvider?: string): KnownProvider {
  return (
    withOrigin(request.provider, "event") ??
    withOrigin(entryProvider, "entry") ??
    withOrigin(request.serverProvider, "server") ??
    providerOfName(request.model) ?? { provider: undefined, providerFrom: undefined }
  );
}

/** What the name alone gives away. */
export function providerOfName(model: string): Told | undefined {
  const written = providerBeforeSlash(model);
  if (written !== undefined) return { provider: written, providerFrom: "prefix" };
  const detected = detectProvider(model);
  return detected === undefined ? undefined : { provider: detected, providerFrom: "detected" };
}

const withOrigin = (provider: string | undefined, providerFrom: ProviderOrigin): Told | undefined =>
  provider === undefined || provider.trim() === "" ? undefined : { provider: providerId(provider), providerFrom };
