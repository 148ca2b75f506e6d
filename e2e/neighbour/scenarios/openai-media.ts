/** OpenAI's other endpoints: embeddings, moderation, images, speech, transcription. Some count no tokens. */
import { ask, MARK, type Scenario } from "./scenario";

const FILE = "FILE";
const SOUND = new Uint8Array(64);

const embed = (input: unknown) => ask("/v1/embeddings", { model: "text-embedding-3-small", input });
const transcribe = (model: string, more: Readonly<Record<string, string>> = {}) => ({
  path: "/v1/audio/transcriptions",
  form: { model, prompt: MARK, file: FILE, ...more },
});

const vector = (index: number) => ({ object: "embedding", index, embedding: [0.1, 0.2] });
const IMAGE_USAGE = {
  total_tokens: 4220,
  input_tokens: 60,
  output_tokens: 4160,
  input_tokens_details: { text_tokens: 20, image_tokens: 40 },
};

export const openaiMedia: readonly Scenario[] = [
  {
    name: "embedding",
    calls: [embed([`Hello. ${MARK}`, "Again."])],
    answer: {
      json: {
        object: "list",
        model: "text-embedding-3-small",
        data: [vector(0), vector(1)],
        usage: { prompt_tokens: 1234, total_tokens: 1234 },
      },
    },
  },
  {
    name: "moderation",
    calls: [ask("/v1/moderations", { model: "omni-moderation-latest", input: `Hello. ${MARK}` })],
    answer: {
      json: {
        id: "modr-up",
        model: "omni-moderation-latest",
        results: [{ flagged: false, categories: {}, category_scores: {} }],
      },
    },
  },
  {
    name: "image-by-token",
    calls: [
      ask("/v1/images/generations", {
        model: "gpt-image-1",
        prompt: `A hat. ${MARK}`,
        size: "1024x1024",
        quality: "high",
      }),
    ],
    answer: {
      json: {
        created: 1_790_000_000,
        data: [{ b64_json: "iVBORw0KGgo=" }],
        usage: IMAGE_USAGE,
        quality: "high",
        size: "1024x1024",
      },
    },
  },
  {
    name: "image-by-token-details",
    calls: [
      ask("/v1/images/generations", {
        model: "gpt-image-1.5",
        prompt: `A hat. ${MARK}`,
        size: "1024x1024",
        quality: "high",
      }),
    ],
    answer: {
      json: {
        created: 1_790_000_000,
        data: [{ b64_json: "iVBORw0KGgo=" }],
        usage: { ...IMAGE_USAGE, output_tokens_details: { text_tokens: 100, image_tokens: 4060 } },
        quality: "high",
        size: "1024x1024",
      },
    },
  },
  {
    name: "image-edit",
    calls: [{ path: "/v1/images/edits", form: { model: "gpt-image-1", prompt: `A hat. ${MARK}`, image: FILE } }],
    answer: { json: { created: 1_790_000_000, data: [{ b64_json: "iVBORw0KGgo=" }], usage: IMAGE_USAGE } },
  },
  {
    name: "speech-by-character",
    calls: [
      ask("/v1/audio/speech", { model: "tts-1", input: `Hello there, this is read aloud. ${MARK}`, voice: "alloy" }),
    ],
    answer: { bytes: SOUND },
  },
  {
    name: "speech-by-token",
    calls: [
      ask("/v1/audio/speech", {
        model: "gpt-4o-mini-tts",
        input: `Hello there, this is read aloud. ${MARK}`,
        voice: "alloy",
      }),
    ],
    answer: { bytes: SOUND },
  },
  {
    name: "transcription-verbose",
    calls: [transcribe("whisper-1", { response_format: "verbose_json" })],
    answer: {
      json: {
        task: "transcribe",
        language: "english",
        duration: 60.5,
        text: "Hello.",
        segments: [],
        usage: { type: "duration", seconds: 61 },
      },
    },
  },
  {
    name: "transcription-json",
    calls: [transcribe("whisper-1")],
    answer: { json: { text: "Hello.", usage: { type: "duration", seconds: 61 } } },
  },
  {
    name: "transcription-by-token",
    calls: [transcribe("gpt-4o-transcribe")],
    answer: {
      json: {
        text: "Hello.",
        usage: {
          type: "tokens",
          total_tokens: 1050,
          input_tokens: 1000,
          output_tokens: 50,
          input_token_details: { text_tokens: 10, audio_tokens: 990 },
        },
      },
    },
  },
];
