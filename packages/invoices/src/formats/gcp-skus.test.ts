/** SKUs of real reports and price lists. Sources: see gcp-skus.ts. */
import { expect, it } from "vitest";
import { partsOfSku } from "./gcp-skus";

it.each([
  ["Generate content output token count gemini 2.5 flash short input text", "output", "gemini 2.5 flash"],
  [
    "Generate content output token count gemini 2.5 flash lite short output text non-thinking",
    "output",
    "gemini 2.5 flash lite",
  ],
  ["Generate content output token count gemini 3.1 flash lite preview text", "output", "gemini 3.1 flash lite preview"],
  ["Generate content input token count Gemini 2.5 Pro short input text", "input", "Gemini 2.5 Pro"],
  ["Generate content input token count gemini 2.5 flash input audio", "audioInput", "gemini 2.5 flash"],
  ["Generate content input token count gemini 3.5 flash lite image", "imageInput", "gemini 3.5 flash lite"],
  ["Generate content input token count gemini 3.7 flash image flex caching", "cacheRead", "gemini 3.7 flash"],
  ["Generate content cached input token count gemini 2.5 flash input short text", "cacheRead", "gemini 2.5 flash"],
  ["Generate_content text cached input token count for gemini 3 pro short", "cacheRead", "gemini 3 pro"],
  ["Generate_content image output token count for Gemini 3 Pro Image", "imageOutput", "Gemini 3 Pro Image"],
  ["GenerateContent audio input token count for Gemini 2.0 Flash", "audioInput", "Gemini 2.0 Flash"],
  ["Generate_content_cached_input_token_count_gemini_3_pro_short_image", "cacheRead", "gemini 3 pro"],
  ["EmbedContent input token count for gemini-embedding-2 text", "input", "gemini-embedding-2"],
])("of the Gemini API, %s was input of a made-up name, and is %s of %s", (sku, kind, model) => {
  expect(partsOfSku("Gemini API", sku)).toEqual({ kind, model });
});

it.each([
  ["Gemini 2.5 Flash GA Text Input - Predictions", "input", "Gemini 2.5 Flash"],
  ["Gemini 3.7 Flash Global Text Output - Predictions", "output", "Gemini 3.7 Flash"],
  ["Gemini 2.5 Flash GA Text Output (Thinking On) - Predictions", "output", "Gemini 2.5 Flash"],
  ["Gemini 2.5 Flash GA Audio Input (Long) - Predictions", "audioInput", "Gemini 2.5 Flash"],
  [" Gemini 2.5 Flash GA Input Text Caching (Long)", "cacheRead", "Gemini 2.5 Flash"],
  ["Gemini 3 Flash Text Input Caching", "cacheRead", "Gemini 3 Flash"],
  ["Gemini 3.1 Flash Image GA Image Output - Predictions", "imageOutput", "Gemini 3.1 Flash Image"],
  ["Claude Sonnet 4.5 Output Tokens", "output", "Claude Sonnet 4.5"],
])("of Vertex AI, %s is %s of %s", (sku, kind, model) => {
  expect(partsOfSku("Vertex AI", sku)).toEqual({ kind, model });
});

it.each([
  "Vertex AI: Online/Batch Prediction E2 Instance Core running in Americas",
  "Gemini 3 Flash Text Input Caching Storage",
  "LLM Grounding with Google Search tool - Predictions",
  "Vertex AI: Provisioned Throughput 1 month",
])("%s bills no tokens; machines that run in a place were input", (sku) => {
  expect(partsOfSku("Vertex AI", sku)).toBeNull();
});
