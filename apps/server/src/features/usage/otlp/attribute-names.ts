/**
 * Where the emitters keep what a call is told by: for each thing its names, the surest first.
 * Source  OpenTelemetry's GenAI conventions, and spans of OpenLLMetry 0.62, Anthropic's SDK 2.14, Pydantic AI 2.68,
 *         Vercel's AI SDK 6.0 and 7.0, OpenInference 0.1.66, 2.6, 3.1 and (for Node) 4.2, LiteLLM 1.110, Langfuse 5.0, LangSmith 0.15,
 *         Logfire 5.4, Strands 1.62, Mastra 1.71, OpenLIT 1.45, Google's ADK 2.13, Microsoft's Agent Framework 1.23 and Semantic
 *         Kernel 1.45; their older names where they had others.
 */

/** LiteLLM's request model is the one it routed to; the group is the name its user sent. */
export const ASKED_MODEL = ["litellm.model_group", "gen_ai.request.model", "ai.model.id", "llm.request.model_name"];
/** JSON of what was sent, with the name among it. */
export const LLM_PARAMETERS = "llm.invocation_parameters";
export const ASKED_IN_PARAMETERS = [LLM_PARAMETERS, "embedding.invocation_parameters"];
export const ANSWERED_MODEL = [
  "gen_ai.response.model",
  "ai.response.model",
  "llm.response.model_name",
  "langfuse.observation.model.name",
  "llm.model_name",
  "embedding.model_name",
  "reranker.model_name",
];
/** Langfuse's, in quotes: what LangChain asked for, and of whom. */
export const LANGFUSE_ASKED_MODEL = "langfuse.observation.metadata.ls_model_name";
export const LANGFUSE_PROVIDER = "langfuse.observation.metadata.ls_provider";

/** Who serves comes before whose form of request it is. */
export const PROVIDER = ["gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system", "ai.model.provider"];
export const LITELLM_MODEL = "litellm.provider.model";
export const RESPONSE_ID = ["gen_ai.response.id", "ai.response.id"];
export const OPERATION = "gen_ai.operation.name";
export const VERCEL_OPERATION = "ai.operationId";
export const OPENINFERENCE_KIND = "openinference.span.kind";
export const LANGFUSE_KIND = "langfuse.observation.type";
/** `log` where a streamed answer ended, which took `duration` seconds. */
export const LOGFIRE_KIND = "logfire.span_type";
export const LOGFIRE_DURATION = "duration";
export const IS_STREAM = ["llm.is_streaming"];
export const CACHE_HIT = "litellm.cache_hit";
export const HTTP_STATUS = "http.response.status_code";
export const ERROR_TYPE = "error.type";
export const FINISH_REASONS = "gen_ai.response.finish_reasons";
export const COST = ["operation.cost", "gen_ai.cost.total_cost", "llm.cost.total"];
export const TIER = [
  "openai.response.service_tier",
  "gen_ai.openai.response.service_tier",
  "gen_ai.response.service_tier",
  "anthropic.response.service_tier",
];
/** A Python literal. */
export const LITELLM_USAGE = "metadata.usage_object";
/** JSON. */
export const VERCEL_PROVIDER_DATA = "ai.response.providerMetadata";
/** JSON of the answer, read of the one emitter that tells the answer's id nowhere else: the others' conversations go by. */
export const OPENINFERENCE_OUTPUT = "output.value";
export const OPENINFERENCE_OF_OPENAI = "openinference.instrumentation.openai";
export const OPENINFERENCE_OF_AGENTS = "openinference.instrumentation.openai_agents";
/** JSON of all that was counted: Logfire's as the provider told it, LangSmith's in LangChain's names, Langfuse's in names of its own. */
export const LOGFIRE_USAGE = "gen_ai.usage.raw";
export const LANGSMITH_USAGE = "langsmith.metadata.usage_metadata";
export const LANGFUSE_USAGE = "langfuse.observation.usage_details";

export const COUNTS = {
  prompt: [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
    "ai.usage.input_tokens",
  ],
  completion: [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "ai.usage.output_tokens",
  ],
  total: ["gen_ai.usage.total_tokens", "llm.usage.total_tokens", "llm.token_count.total", "ai.usage.totalTokens"],
  cacheRead: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
    "ai.usage.inputTokenDetails.cacheReadTokens",
    "ai.usage.cachedInputTokens",
  ],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
  ],
  cacheWrite5m: [
    "anthropic.usage.cache_creation.ephemeral_5m_input_tokens",
    "gen_ai.usage.details.ephemeral_5m_input_tokens",
  ],
  cacheWrite1h: [
    "anthropic.usage.cache_creation.ephemeral_1h_input_tokens",
    "gen_ai.usage.details.ephemeral_1h_input_tokens",
  ],
  textInput: ["gen_ai.usage.text.input_tokens"],
  audioInput: [
    "gen_ai.usage.audio.input_tokens",
    "llm.token_count.prompt_details.audio",
    "gen_ai.usage.details.input_audio_tokens",
    "gen_ai.usage.input_token_details.audio_tokens",
    "ai.usage.input_token_details.audio_tokens",
  ],
  imageInput: ["gen_ai.usage.image.input_tokens"],
  cachedText: ["gen_ai.usage.text.cache_read.input_tokens"],
  cachedAudio: ["gen_ai.usage.audio.cache_read.input_tokens"],
  cachedImage: ["gen_ai.usage.image.cache_read.input_tokens"],
  audioOutput: [
    "gen_ai.usage.audio.output_tokens",
    "llm.token_count.completion_details.audio",
    "gen_ai.usage.details.output_audio_tokens",
  ],
  imageOutput: ["gen_ai.usage.image.output_tokens"],
  reasoning: [
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
    "ai.usage.outputTokenDetails.reasoningTokens",
    "ai.usage.reasoningTokens",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Of a transcription by Vercel's AI SDK: how long the recording was. */
export const SECONDS = ["gen_ai.usage.seconds", "ai.usage.seconds"];
/** Of Anthropic, beside the counts above. */
export const COMPACTION = {
  prompt: "anthropic.usage.compaction.input_tokens",
  completion: "anthropic.usage.compaction.output_tokens",
} as const;

/** LiteLLM's key comes before the words an application has for its users. */
export const USER = [
  "user.id",
  "enduser.id",
  "gen_ai.user",
  "llm.user",
  "metadata.user_api_key_end_user_id",
  "metadata.user_api_key_user_id",
  "ai.telemetry.metadata.userId",
  "ai.telemetry.metadata.user_id",
  "traceloop.association.properties.user_id",
  "langfuse.user.id",
];
export const TEAM = [
  "metadata.user_api_key_team_alias",
  "metadata.user_api_key_team_id",
  "team.id",
  "ai.telemetry.metadata.team",
  "traceloop.association.properties.team",
];
export const KEY_ALIAS = ["metadata.user_api_key_alias"];
export const TAGS = ["tag.tags", "langfuse.trace.tags"];
export const SERVICE = "service.name";
/** JSON that an application wrote about a call. */
export const APPLICATION_DATA = "metadata";

const READ: ReadonlySet<string> = new Set([
  ...[ASKED_MODEL, ASKED_IN_PARAMETERS, ANSWERED_MODEL, PROVIDER, RESPONSE_ID, IS_STREAM, COST, TIER, SECONDS].flat(),
  ...[...Object.values(COUNTS), ...Object.values(COMPACTION)].flat(),
  ...[USER, TEAM, KEY_ALIAS, TAGS].flat(),
  LITELLM_MODEL,
  OPERATION,
  VERCEL_OPERATION,
  OPENINFERENCE_KIND,
  LANGFUSE_ASKED_MODEL,
  LANGFUSE_PROVIDER,
  LANGFUSE_KIND,
  LOGFIRE_KIND,
  LOGFIRE_DURATION,
  CACHE_HIT,
  HTTP_STATUS,
  ERROR_TYPE,
  FINISH_REASONS,
  LITELLM_USAGE,
  LOGFIRE_USAGE,
  LANGSMITH_USAGE,
  LANGFUSE_USAGE,
  VERCEL_PROVIDER_DATA,
  SERVICE,
  APPLICATION_DATA,
]);

/** Everything else goes by. `scope`: what wrote the span. */
export const isRead = (name: string, scope: string): boolean =>
  READ.has(name) || (name === OPENINFERENCE_OUTPUT && scope === OPENINFERENCE_OF_OPENAI);
