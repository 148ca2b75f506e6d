import { describe, expect, it } from "vitest";
import { readUnits } from "./read-units";

type Read = readonly [name: string, payload: object, usage: object, units: object | undefined];

const web = (size?: string) => ({ web_search_options: size ? { search_context_size: size } : {} });
const call = (type: string, more: object = {}) => ({ type, ...more });

describe("media, pages and queries", () => {
  it.each<Read>([
    ["nothing but tokens", { call_type: "acompletion" }, { prompt_tokens: 5 }, undefined],
    [
      "images by the answer, with their size",
      { call_type: "aimage_generation", response: { data: [{}, {}], size: "1024x1792" } },
      {},
      { outputImages: 2, outputPixels: 2 * 1024 * 1792 },
    ],
    [
      "images as LiteLLM counts them",
      { call_type: "image_edit", response: { data: [{}], size: "auto" } },
      { output_image_count: 3 },
      { outputImages: 3 },
    ],
    ["embeddings have data as well", { call_type: "aembedding", response: { data: [{}, {}] } }, {}, undefined],
    [
      "the seconds a provider billed come before the length of the recording",
      { call_type: "atranscription", response: { duration: 60.5 } },
      { type: "duration", seconds: 61 },
      { inputSeconds: 61 },
    ],
    ["a recording's length", { call_type: "transcription", response: { duration: 60 } }, {}, { inputSeconds: 60 }],
    [
      "a video by its resolution",
      { call_type: "avideo_generation", response: { size: "720x1280", seconds: "8" } },
      {},
      { outputSeconds720p: 8 },
    ],
    [
      "a video of any size",
      { call_type: "acreate_video", response: {} },
      { duration_seconds: 4 },
      { outputSeconds: 4 },
    ],
    ["a look at a video makes none", { call_type: "avideo_retrieve", response: { seconds: "8" } }, {}, undefined],
    [
      "a rerank by the answer",
      { call_type: "arerank", response: { meta: { billed_units: { search_units: 3 } } } },
      {},
      { queries: 3 },
    ],
    ["a rerank by its usage", { call_type: "rerank" }, { billed_units: { search_units: 1 } }, { queries: 1 }],
    [
      "a search of several queries",
      { call_type: "asearch", model_parameters: { query: ["a", "b"] } },
      {},
      { queries: 2 },
    ],
    ["a search", { call_type: "avector_store_search" }, {}, { queries: 1 }],
    [
      "pages",
      {
        call_type: "aocr",
        response: { usage_info: { pages_processed: 3, pages_processed_annotation: 1, credits: null } },
      },
      {},
      { pages: 3, annotationPages: 1 },
    ],
    [
      "embeddings of pictures, sound and film",
      {},
      {
        prompt_tokens_details: {
          image_count: 2,
          video_length_seconds: 4.5,
          audio_length_seconds: 3,
          character_count: 9,
        },
      },
      { inputImages: 2, inputVideoSeconds: 4.5, inputAudioSeconds: 3, inputCharacters: 9 },
    ],
  ])("%s", (_, payload, usage, units) => expect(readUnits({ ...payload }, { ...usage })).toEqual(units));
});

describe("tools", () => {
  it.each<Read>([
    ["Claude counts", {}, { server_tool_use: { web_search_requests: 3 } }, { webSearchesMedium: 3 }],
    [
      "Gemini counts, maps apart",
      {},
      { prompt_tokens_details: { web_search_requests: 2, google_maps_grounding_requests: 1 } },
      { webSearchesMedium: 2, mapsQueries: 1 },
    ],
    ["xAI counts", {}, { server_side_tool_usage_details: { web_search_calls: 4 } }, { webSearchesMedium: 4 }],
    [
      "Bedrock counts, whatever the answer lists",
      { response: { output: [call("web_search_call")], tool_usage: { web_search: { num_requests: 2 } } } },
      {},
      { webSearchesMedium: 2 },
    ],
    [
      "the Responses API lists calls; opening a page is none",
      {
        response: {
          output: [
            call("web_search_call", { action: { type: "search" } }),
            call("web_search_call"),
            call("web_search_call", { action: { type: "open_page" } }),
            call("message"),
          ],
        },
        standard_built_in_tools_params: web("high"),
      },
      {},
      { webSearchesHigh: 2 },
    ],
    [
      "files and containers",
      {
        response: {
          output: [
            call("file_search_call"),
            call("code_interpreter_call", { container_id: "c" }),
            call("code_interpreter_call", { container_id: "c" }),
          ],
        },
        cost_breakdown: { tool_usage_cost: 0.0025 },
      },
      {},
      { fileSearchCalls: 1, codeInterpreterSessions: 1 },
    ],
    [
      "a search model searches once",
      { status: "success", model_group: "gpt-4o-mini-search-preview", model_parameters: web("low") },
      {},
      { webSearchesLow: 1 },
    ],
    ["one that failed did not", { status: "failure", model_group: "gpt-4o-search-preview" }, {}, undefined],
    [
      "a tool that LiteLLM charged and nothing counts",
      { status: "success", model_group: "my-search", cost_breakdown: { tool_usage_cost: 0.01 } },
      {},
      { webSearchesMedium: 1 },
    ],
    ["options of a search that was not made", { model_parameters: web("high") }, {}, undefined],
    [
      "Perplexity charges a request, by its size",
      { custom_llm_provider: "perplexity" },
      { num_search_queries: 2, search_context_size: "high" },
      { webSearchesHigh: 1 },
    ],
    [
      "its deep research each query",
      { custom_llm_provider: "perplexity" },
      { num_search_queries: 18, citation_tokens: 9 },
      { webSearchesLow: 18 },
    ],
    [
      "the size among the tools",
      { model_parameters: { tools: [{ type: "web_search", search_context_size: "low" }] } },
      { server_tool_use: { web_search_requests: 1 } },
      { webSearchesLow: 1 },
    ],
  ])("%s", (_, payload, usage, units) => expect(readUnits({ ...payload }, { ...usage })).toEqual(units));
});
