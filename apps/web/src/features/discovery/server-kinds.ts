/** What each kind of server is called, where it usually stands and what its key is. */
import type { ServerKind } from "@ratecard/contract";

type KindWords = Readonly<{ label: string; address: string; key: string }>;

export const SERVER_KIND_WORDS: Record<ServerKind, KindWords> = {
  litellm: {
    label: "LiteLLM proxy",
    address: "http://localhost:4000",
    key: "The master key, or one that may list models and read /model/info.",
  },
  "openai-compatible": {
    label: "OpenAI-compatible (OpenAI, vLLM, …)",
    address: "https://api.openai.com/v1",
    key: "Sent as a bearer token. Leave it empty where none is needed.",
  },
  openrouter: {
    label: "OpenRouter",
    address: "https://openrouter.ai/api/v1",
    key: "Not needed: its list of models is public.",
  },
  anthropic: { label: "Anthropic", address: "https://api.anthropic.com", key: "Sent as x-api-key." },
  gemini: {
    label: "Google Gemini",
    address: "https://generativelanguage.googleapis.com",
    key: "Sent as x-goog-api-key.",
  },
  ollama: { label: "Ollama", address: "http://localhost:11434", key: "Leave it empty where none is needed." },
};
