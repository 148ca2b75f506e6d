/**
 * Searches of the web and other tools that a provider ran for a request.
 * Units   searches by the size of the context they brought, medium where nobody tells it; Perplexity's own default is low.
 * Source  Claude, Gemini and xAI count searches in their usage, the Responses API lists calls, and OpenAI's search models
 *         search once a request. Perplexity charges a request once, its deep research each query.
 */
import type { LitellmPayloadField, UsageEvent } from "@ratecard/contract";
import { type Fields, fieldsOf, numberOf, textOf } from "../read-loosely";
import { promptDetailsOf } from "./stated-counts";

type Units = NonNullable<UsageEvent["units"]>;
type Payload = Fields<LitellmPayloadField>;

export function readSearches(payload: Payload, usage: Fields, calls: readonly Fields[]): Units {
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
  const asked = fieldsOf(payload.model_parameters) ?? {};
  const options = [
    usage,
    fieldsOf(fieldsOf(payload.standard_built_in_tools_params)?.web_search_options),
    fieldsOf(asked.web_search_options),
    ...(Array.isArray(asked.tools) ? asked.tools.map(fieldsOf) : []),
  ];
  const size = options.map((each) => textOf(each?.search_context_size)).find((each) => each !== undefined);
  const ownDefault = payload.custom_llm_provider === "perplexity" ? "webSearchesLow" : "webSearchesMedium";
  return BY_SIZE.get(size?.toLowerCase() ?? "") ?? ownDefault;
}
