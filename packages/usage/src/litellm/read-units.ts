/**
 * What was consumed that no token counts: images, seconds, characters, queries, pages, calls of tools.
 * Units   as each name says. What is not told is absent: the length of a text that was read aloud is told nowhere.
 * Source  `usage_object` where the provider counts it, else the answer: `data`, `duration`, `meta.billed_units`, `usage_info`,
 *         `output`.
 */
import type { LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import { type Fields, fieldsOf, numberOf, objectsOf, textOf } from "../read-loosely";
import { isImageCall, isRerank, isSearchCall, isTranscription, isVideoCall } from "./kind-of-call";
import { promptDetailsOf } from "./stated-counts";

type Units = NonNullable<UsageEvent["units"]>;

export function readUnits(payload: Fields<LitellmPayloadField>, usage: Fields): Units | undefined {
  const response = fieldsOf(payload.response) ?? {};
  const units: Units = {
    ...imagesOf(payload, response, usage),
    ...(isTranscription(payload.call_type) && {
      inputSeconds: firstNumber(usage.seconds, response.duration, usage.duration_seconds),
    }),
    ...(isVideoCall(payload.call_type) && secondsOfVideo(response, usage)),
    ...queriesOf(payload, response, usage),
    ...pagesOf(response),
    ...measuresOf(promptDetailsOf(usage) ?? {}),
    ...toolsOf(payload, response, usage),
  };
  const counted = Object.entries(units).filter(([, quantity]) => (quantity ?? 0) > 0);
  return counted.length === 0 ? undefined : Object.fromEntries(counted);
}

function imagesOf(
  { call_type, model_parameters }: Fields<LitellmPayloadField>,
  response: Fields,
  usage: Fields,
): Units {
  if (!isImageCall(call_type)) return {};
  const made = numberOf(usage.output_image_count) ?? (Array.isArray(response.data) ? response.data.length : undefined);
  if (made === undefined) return {};
  const pixels = pixelsOf(response.size) ?? pixelsOf(fieldsOf(model_parameters)?.size);
  return { outputImages: made, ...(pixels !== undefined && { outputPixels: made * pixels }) };
}

/** "1024x1792"; "auto" is none. */
function pixelsOf(size: unknown): number | undefined {
  const sides = typeof size === "string" ? /^(\d{1,5})x(\d{1,5})$/.exec(size) : null;
  return sides ? Number(sides[1]) * Number(sides[2]) : undefined;
}

function queriesOf(
  { call_type, model_parameters }: Fields<LitellmPayloadField>,
  response: Fields,
  usage: Fields,
): Units {
  const counted = numberOf(promptDetailsOf(usage)?.query_count);
  if (counted !== undefined) return { queries: counted };
  if (isSearchCall(call_type)) {
    const query = fieldsOf(model_parameters)?.query;
    return { queries: Array.isArray(query) ? query.length : 1 };
  }
  if (!isRerank(call_type)) return {};
  const billed = fieldsOf(usage.billed_units) ?? fieldsOf(fieldsOf(response.meta)?.billed_units);
  return { queries: numberOf(billed?.search_units) };
}

function pagesOf({ usage_info }: Fields): Units {
  const info = fieldsOf(usage_info);
  return info
    ? {
        pages: numberOf(info.pages_processed),
        annotationPages: numberOf(info.pages_processed_annotation),
        credits: numberOf(info.credits),
      }
    : {};
}

/** Embeddings of more than text. */
const measuresOf = (details: Fields): Units => ({
  inputCharacters: numberOf(details.character_count),
  inputImages: numberOf(details.image_count),
  inputVideoSeconds: numberOf(details.video_length_seconds),
  inputAudioSeconds: numberOf(details.audio_length_seconds),
});

function toolsOf(payload: Fields<LitellmPayloadField>, response: Fields, usage: Fields): Units {
  const calls = outputItems(response).filter(({ type }) => typeof type === "string" && type.endsWith("_call"));
  const containers = calls.filter(({ type }) => type === "code_interpreter_call").map((call) => call.container_id);
  return {
    ...readSearches(payload, usage, calls),
    fileSearchCalls: calls.filter(({ type }) => type === "file_search_call").length,
    // A session is a container, however often code ran in it.
    codeInterpreterSessions: new Set(containers).size,
  };
}

/** Of the Responses API. */
export const outputItems = ({ output }: Fields): readonly Fields[] => (Array.isArray(output) ? objectsOf(output) : []);

const firstNumber = (...values: readonly unknown[]): number | undefined =>
  values.map(numberOf).find((value) => value !== undefined);

type VideoUnits = NonNullable<UsageEvent["units"]>;

const BY_SHORTER_SIDE = new Map<number, keyof VideoUnits>([
  [480, "outputSeconds480p"],
  [720, "outputSeconds720p"],
  [768, "outputSeconds768p"],
  [1080, "outputSeconds1080p"],
  [1440, "outputSeconds2k"],
  [2160, "outputSeconds4k"],
]);

/**
 * The seconds of a video that was made, by its resolution where a price can depend on it.
 * Units   seconds; a size is "720x1280", its shorter side is the resolution.
 */
function secondsOfVideo(response: Fields, usage: Fields): VideoUnits {
  const seconds = numberOf(usage.duration_seconds) ?? secondsIn(response.seconds);
  if (seconds === undefined) return {};
  const sides = typeof response.size === "string" ? /^(\d{1,5})x(\d{1,5})$/.exec(response.size) : null;
  const shorter = sides ? Math.min(Number(sides[1]), Number(sides[2])) : undefined;
  return { [BY_SHORTER_SIDE.get(shorter ?? 0) ?? "outputSeconds"]: seconds };
}

/** OpenAI writes "8". */
const secondsIn = (value: unknown): number | undefined =>
  typeof value === "string" && /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : numberOf(value);

type SearchUnits = NonNullable<UsageEvent["units"]>;
type Payload = Fields<LitellmPayloadField>;

/**
 * Searches of the web and other tools that a provider ran for a request.
 * Units   searches by the size of the context they brought, medium where nobody tells it; Perplexity's own default is low.
 * Source  Claude, Gemini and xAI count searches in their usage, the Responses API lists calls, and OpenAI's search models
 *         search once a request. Perplexity charges a request once, its deep research each query.
 */
function readSearches(payload: Payload, usage: Fields, calls: readonly Fields[]): SearchUnits {
  const searches = countSearches(payload, usage, calls);
  const maps = numberOf(promptDetailsOf(usage)?.google_maps_grounding_requests) ?? 0;
  return {
    ...(searches > 0 && { [contextSize(payload, usage)]: searches }),
    ...(maps > 0 && { mapsQueries: maps }),
  };
}

function countSearches(payload: Payload, usage: Fields, calls: readonly Fields[]): number {
  const queries = numberOf(usage.num_search_queries);
  if (queries !== undefined) return isDeepResearch(usage) ? queries : Math.min(queries, 1);
  return (
    countedByProvider(payload, usage) ??
    (calls.filter(isWebSearch).length || (isSearchModel(payload) || isToolBilled(payload, calls) ? 1 : 0))
  );
}

function countedByProvider({ response }: Payload, usage: Fields): number | undefined {
  const toolUsage = fieldsOf(fieldsOf(response)?.tool_usage) ?? fieldsOf(usage.tool_usage);
  const counts = [
    fieldsOf(usage.server_tool_use)?.web_search_requests,
    promptDetailsOf(usage)?.web_search_requests,
    fieldsOf(usage.server_side_tool_usage_details)?.web_search_calls,
    fieldsOf(toolUsage?.web_search)?.num_requests,
  ];
  return counts.map(numberOf).find((count) => count !== undefined);
}

const isDeepResearch = (usage: Fields): boolean => (numberOf(usage.citation_tokens) ?? 0) > 0;

/** Opening a page and finding in it are steps of a search, and free. */
const isWebSearch = (call: Fields): boolean => {
  const action = fieldsOf(call.action)?.type;
  return call.type === "web_search_call" && (action === null || action === undefined || action === "search");
};

/** What it answered is not read, and it always searches. */
const isSearchModel = ({ model, model_group, status }: Payload): boolean =>
  status === "success" && [model, model_group].some((name) => typeof name === "string" && SEARCH_MODEL.test(name));
const SEARCH_MODEL = /gpt-\d[\w.]*(-mini)?-search-(preview|api)/;

/** Where LiteLLM charged a tool of an answer that lists none, the answer cites what was searched. */
const isToolBilled = ({ cost_breakdown, cache_hit }: Payload, calls: readonly Fields[]): boolean =>
  calls.length === 0 && cache_hit !== true && (numberOf(fieldsOf(cost_breakdown)?.tool_usage_cost) ?? 0) > 0;

const BY_SIZE: ReadonlyMap<string, "webSearchesLow" | "webSearchesMedium" | "webSearchesHigh"> = new Map([
  ["low", "webSearchesLow"],
  ["medium", "webSearchesMedium"],
  ["high", "webSearchesHigh"],
]);

function contextSize(payload: Payload, usage: Fields) {
  const parameters = fieldsOf(payload.model_parameters) ?? {};
  const options = [
    usage,
    fieldsOf(fieldsOf(payload.standard_built_in_tools_params)?.web_search_options),
    fieldsOf(parameters.web_search_options),
    ...(Array.isArray(parameters.tools) ? parameters.tools.map(fieldsOf) : []),
  ];
  const size = options.map((each) => textOf(each?.search_context_size)).find((each) => each !== undefined);
  const ownDefault = payload.custom_llm_provider === "perplexity" ? "webSearchesLow" : "webSearchesMedium";
  return BY_SIZE.get(size?.toLowerCase() ?? "") ?? ownDefault;
}
