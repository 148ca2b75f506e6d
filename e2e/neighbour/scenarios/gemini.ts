/** Gemini's generateContent: thoughts beside the candidates, modalities in lists, the cache inside the prompt. */
import { type Answer, ask, chat, MARK, nextId, QUESTION, type Scenario } from "./scenario";

type Fields = Readonly<Record<string, unknown>>;

const content = (
  usageMetadata: Fields,
  model: string,
  more: Fields = {},
  parts: readonly Fields[] = [{ text: "Hello there." }],
) => ({
  candidates: [{ content: { parts, role: "model" }, finishReason: "STOP", index: 0, ...more }],
  usageMetadata,
  modelVersion: model,
  responseId: nextId("gemini-up"),
});
const generated = (
  usage: Fields,
  model = "gemini-2.5-flash",
  more: Fields = {},
  parts?: readonly Fields[],
): Answer => ({
  json: content(usage, model, more, parts),
});

const text = (tokenCount: number) => ({ modality: "TEXT", tokenCount });
const audio = (tokenCount: number) => ({ modality: "AUDIO", tokenCount });
const image = (tokenCount: number) => ({ modality: "IMAGE", tokenCount });

const PLAIN = {
  promptTokenCount: 1000,
  candidatesTokenCount: 500,
  totalTokenCount: 1500,
  promptTokensDetails: [text(1000)],
};
const THOUGHTS = { ...PLAIN, totalTokenCount: 1800, thoughtsTokenCount: 300 };
const CACHED = { ...THOUGHTS, cachedContentTokenCount: 600, cacheTokensDetails: [text(600)] };
const AUDIO = { ...PLAIN, promptTokensDetails: [text(300), audio(700)] };
const CACHED_AUDIO = { ...AUDIO, cachedContentTokenCount: 500, cacheTokensDetails: [text(100), audio(400)] };
const CACHED_AUDIO_UNTOLD = { ...AUDIO, cachedContentTokenCount: 500 };
const IMAGE_IN = {
  ...PLAIN,
  promptTokensDetails: [text(200), image(800)],
  cachedContentTokenCount: 900,
  cacheTokensDetails: [text(150), image(750)],
};
const IMAGE_OUT = {
  promptTokenCount: 20,
  candidatesTokenCount: 1310,
  totalTokenCount: 1330,
  promptTokensDetails: [text(20)],
  candidatesTokensDetails: [text(20), image(1290)],
};
const IMAGE_OUT_UNTOLD = {
  promptTokenCount: 20,
  candidatesTokenCount: 1290,
  totalTokenCount: 1310,
  promptTokensDetails: [text(20)],
};
const LONG = {
  promptTokenCount: 250_000,
  candidatesTokenCount: 1000,
  totalTokenCount: 251_000,
  promptTokensDetails: [text(250_000)],
  cachedContentTokenCount: 100_000,
  cacheTokensDetails: [text(100_000)],
};
const TOOL_PROMPT = {
  ...PLAIN,
  toolUsePromptTokenCount: 200,
  toolUsePromptTokensDetails: [text(200)],
  totalTokenCount: 1700,
};

const GROUNDED = {
  groundingMetadata: {
    webSearchQueries: ["hello", "hello again"],
    searchEntryPoint: { renderedContent: "<div></div>" },
    groundingChunks: [{ web: { uri: "https://example.com", title: "E" } }],
  },
};
const PICTURE = [{ inlineData: { mimeType: "image/png", data: "iVBORw0KGgo=" } }];

export const gemini: readonly Scenario[] = [
  { name: "gemini-thoughts", calls: [chat("gemini-2.5-flash")], answer: generated(THOUGHTS) },
  { name: "gemini-cached", calls: [chat("gemini-2.5-flash")], answer: generated(CACHED) },
  { name: "gemini-audio", calls: [chat("gemini-2.5-flash")], answer: generated(AUDIO) },
  { name: "gemini-cached-audio", calls: [chat("gemini-2.5-flash")], answer: generated(CACHED_AUDIO) },
  { name: "gemini-cached-audio-untold", calls: [chat("gemini-2.5-flash")], answer: generated(CACHED_AUDIO_UNTOLD) },
  { name: "gemini-cached-image", calls: [chat("gemini-2.5-flash")], answer: generated(IMAGE_IN) },
  { name: "gemini-long-context", calls: [chat("gemini-2.5-pro")], answer: generated(LONG, "gemini-2.5-pro") },
  { name: "gemini-tool-prompt", calls: [chat("gemini-2.5-flash")], answer: generated(TOOL_PROMPT) },
  {
    name: "gemini-priority",
    calls: [chat("gemini-2.5-flash", { service_tier: "priority" })],
    answer: generated({ ...CACHED, trafficType: "ON_DEMAND_PRIORITY", serviceTier: "priority" }),
  },
  {
    name: "gemini-flex",
    calls: [chat("gemini-2.5-flash", { service_tier: "flex" })],
    answer: generated({ ...CACHED, trafficType: "ON_DEMAND_FLEX", serviceTier: "flex" }),
  },
  {
    name: "gemini-grounded",
    calls: [chat("gemini-2.5-flash", { tools: [{ googleSearch: {} }] })],
    answer: generated(PLAIN, "gemini-2.5-flash", GROUNDED),
  },
  {
    name: "gemini-image-chat",
    calls: [chat("gemini-2.5-flash-image", { modalities: ["image", "text"] })],
    answer: generated(IMAGE_OUT, "gemini-2.5-flash-image", {}, PICTURE),
  },
  {
    name: "gemini-image-untold",
    calls: [chat("gemini-2.5-flash-image", { modalities: ["image", "text"] })],
    answer: generated(IMAGE_OUT_UNTOLD, "gemini-2.5-flash-image", {}, PICTURE),
  },
  {
    name: "gemini-image-generation",
    calls: [ask("/v1/images/generations", { model: "gemini-2.5-flash-image", prompt: `A hat. ${MARK}` })],
    answer: generated(IMAGE_OUT, "gemini-2.5-flash-image", {}, PICTURE),
  },
  {
    name: "gemini-stream",
    calls: [chat("gemini-2.5-flash", { stream: true, stream_options: { include_usage: true } })],
    answer: { events: [content(THOUGHTS, "gemini-2.5-flash")] },
  },
  {
    name: "gemini-native",
    calls: [
      ask("/v1beta/models/gemini-2.5-flash:generateContent", {
        contents: [{ role: "user", parts: [{ text: `Hello. ${MARK}` }] }],
      }),
    ],
    answer: generated(CACHED),
  },
  {
    name: "gemini-responses",
    calls: [ask("/v1/responses", { model: "gemini-2.5-flash", input: QUESTION })],
    answer: generated(CACHED),
  },
];
