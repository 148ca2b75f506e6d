import { describe, expect, it } from "vitest";
import { keyHeaders, listingUrl, normaliseBaseUrl, SERVER_KINDS } from "./server-address";

describe("normaliseBaseUrl", () => {
  it.each([
    ["http://localhost:4000/", "http://localhost:4000"],
    [" HTTPS://Gateway.Example.com:443/llm/// ", "https://gateway.example.com/llm"],
    ["http://[::1]:4000", "http://[::1]:4000"],
  ])("%s is stored as %s", (given, url) => {
    expect(normaliseBaseUrl(given)).toMatchObject({ ok: true, url });
  });

  it.each([
    ["localhost:4000", "not-an-address"],
    ["gateway.example.com", "not-an-address"],
    ["", "not-an-address"],
    ["ftp://example.com", "other-scheme"],
    ["javascript:alert(1)", "other-scheme"],
    ["file:///etc/passwd", "other-scheme"],
    ["https://me:secret@example.com", "address-with-login"],
    ["https://example.com/?key=1", "address-with-query"],
    [`https://example.com/${"x".repeat(3000)}`, "address-too-long"],
  ])("%s is refused as %s", (given, code) => {
    const answer = normaliseBaseUrl(given);
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});

const ADDRESSES = [
  ["litellm", "http://a:4000/v1", "http://a:4000/v1/models"],
  ["openai-compatible", "https://a", "https://a/v1/models"],
  ["openai-compatible", "https://a/openai/v1", "https://a/openai/v1/models"],
  ["openai-compatible", "https://a/api/paas/v4", "https://a/api/paas/v4/models"],
  ["openrouter", "https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1/models"],
  ["anthropic", "https://api.anthropic.com", "https://api.anthropic.com/v1/models?limit=1000"],
  ["gemini", "https://g/v1beta", "https://g/v1beta/models?pageSize=1000"],
  ["ollama", "http://localhost:11434/api", "http://localhost:11434/api/tags"],
] as const;

describe("listingUrl", () => {
  it.each(ADDRESSES)("%s at %s lists at %s", (kind, base, url) => {
    expect(listingUrl(kind, base)).toBe(url);
  });

  it("is tried for every kind", () => {
    expect(new Set(ADDRESSES.map(([kind]) => kind))).toEqual(new Set(SERVER_KINDS));
  });

  it("pages with the cursor escaped", () => {
    expect(listingUrl("anthropic", "https://a", "models", "a&b")).toMatch(/after_id=a%26b$/);
    expect(listingUrl("gemini", "https://a", "models", "x y")).toMatch(/pageToken=x%20y$/);
  });

  it("reads the other two answers of LiteLLM at its root", () => {
    expect(listingUrl("litellm", "http://a/v1", "modelInfo")).toBe("http://a/model/info");
    expect(listingUrl("litellm", "http://a", "modelGroupInfo")).toBe("http://a/model_group/info");
  });
});

it("sends each kind its key in its own header, and never in the address", () => {
  expect(keyHeaders("litellm", "k")).toEqual({ authorization: "Bearer k" });
  expect(keyHeaders("anthropic", "k")).toEqual({ "x-api-key": "k", "anthropic-version": "2023-06-01" });
  expect(keyHeaders("gemini", "k")).toEqual({ "x-goog-api-key": "k" });
  expect(keyHeaders("ollama", undefined)).toEqual({});
});
