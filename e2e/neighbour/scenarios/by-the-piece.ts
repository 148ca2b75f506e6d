/** Endpoints of other providers whose answers count search units, pages, images and seconds rather than tokens. */
import { ask, MARK, type Scenario } from "./scenario";

const rerank = (model: string) =>
  ask("/v1/rerank", { model, query: `Hello? ${MARK}`, documents: ["one", "two", "three"], top_n: 2 });

export const byThePiece: readonly Scenario[] = [
  {
    name: "cohere-rerank",
    calls: [rerank("cohere/rerank-v3.5")],
    answer: {
      json: {
        id: "rerank-up",
        results: [
          { index: 0, relevance_score: 0.9 },
          { index: 1, relevance_score: 0.5 },
        ],
        meta: { api_version: { version: "2" }, billed_units: { search_units: 3 } },
      },
    },
  },
  {
    name: "cohere-embedding",
    calls: [ask("/v1/embeddings", { model: "cohere/embed-v4.0", input: [`Hello. ${MARK}`] })],
    answer: {
      json: {
        id: "embed-up",
        embeddings: { float: [[0.1, 0.2]] },
        texts: ["Hello."],
        meta: { api_version: { version: "2" }, billed_units: { input_tokens: 12 } },
        response_type: "embeddings_by_type",
      },
    },
  },
  {
    name: "mistral-ocr",
    calls: [
      ask("/v1/ocr", {
        model: "mistral/mistral-ocr-latest",
        document: { type: "document_url", document_url: `https://example.com/${MARK}.pdf` },
      }),
    ],
    answer: {
      json: {
        pages: [0, 1, 2].map((index) => ({ index, markdown: "Hello.", images: [], dimensions: null })),
        model: "mistral-ocr-2505",
        usage_info: { pages_processed: 3, doc_size_bytes: 3000 },
      },
    },
  },
  {
    name: "recraft-image",
    calls: [ask("/v1/images/generations", { model: "recraft/recraftv3", prompt: `A hat. ${MARK}`, n: 2 })],
    answer: {
      json: {
        created: 1_790_000_000,
        credits: 80,
        data: [{ url: "https://example.com/1.png" }, { url: "https://example.com/2.png" }],
      },
    },
  },
  {
    name: "video-by-second",
    calls: [ask("/v1/videos", { model: "sora-2", prompt: `A hat. ${MARK}`, seconds: "8", size: "720x1280" })],
    answer: {
      json: {
        id: "video_up",
        object: "video",
        created_at: 1_790_000_000,
        status: "queued",
        model: "sora-2",
        progress: 0,
        seconds: "8",
        size: "720x1280",
      },
    },
  },
];
