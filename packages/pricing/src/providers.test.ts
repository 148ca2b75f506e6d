import { expect, it } from "vitest";
import { detectProvider, providerFamily, providerId } from "./providers";

it.each([
  ["gemini-2.5-pro", "gemini"],
  ["models/Gemini-Pro", "gemini"],
  ["gpt-4o", "openai"],
  ["chatgpt-4o-latest", "openai"],
  ["o1", "openai"],
  ["o3-mini", "openai"],
  ["openai/o4-mini", "openai"],
  ["foo3", undefined],
  ["turbo1", undefined],
  ["claude-sonnet-4.5", "anthropic"],
  ["mistral-large", "mistral"],
  ["codestral-latest", "mistral"],
  ["magistral-small", "mistral"],
  ["deepseek-r1-distill-llama-70b", "deepseek"],
  ["llama-3.1-8b", "groq"],
  ["groq-compound", "groq"],
  ["my-chatbot", undefined],
  ["constructor", undefined],
])("%s is detected as %s", (model, provider) => expect(detectProvider(model)).toBe(provider));

it.each([
  ["google", "gemini"],
  ["Google", "gemini"],
  ["gemini", "gemini"],
  ["vertex-ai", "vertex_ai"],
  ["vertex_ai", "vertex_ai"],
  ["Azure OpenAI", "azure"],
  ["x-ai", "xai"],
  ["mistralai", "mistral"],
  ["together", "together_ai"],
  ["amazon-bedrock", "bedrock"],
  [" OpenAI ", "openai"],
  ["vertex_ai-language-models", "vertex_ai-language-models"],
  ["text-completion-openai", "text-completion-openai"],
  ["my-own", "my-own"],
  ["__proto__", "__proto__"],
])("%s is provider %s", (name, id) => expect(providerId(name)).toBe(id));

it.each([
  ["vertex_ai-anthropic_models", "google"],
  ["gemini", "google"],
  ["bedrock_converse", "bedrock"],
  ["azure_ai", "azure"],
  ["openai", "openai"],
])("%s belongs to %s", (id, family) => expect(providerFamily(id)).toBe(family));
