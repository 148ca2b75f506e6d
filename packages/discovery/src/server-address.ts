/** Kinds of server a listing can be read from, where each one lists its models, and how its address is stored. */
export const SERVER_KINDS = ["litellm", "openai-compatible", "openrouter", "anthropic", "gemini", "ollama"] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];

/** Kinds that serve the models of one provider only, whose id they have at LiteLLM too. */
export const PROVIDER_OF_KIND: ReadonlyMap<string, string> = new Map(
  (["openrouter", "anthropic", "gemini", "ollama"] satisfies ServerKind[]).map((kind) => [kind, kind]),
);

/** Endings people paste along with the address; the listing's own path brings them back. */
const PASTED_ENDING: Record<ServerKind, RegExp> = {
  litellm: /\/v1(\/models)?$/,
  "openai-compatible": /\/models$/,
  openrouter: /\/api(\/v1(\/models)?)?$/,
  anthropic: /\/v1(\/models)?$/,
  gemini: /\/v1(beta)?(\/models)?$/,
  ollama: /\/(api(\/tags)?|v1)$/,
};

export type ListingCall = "models" | "modelInfo" | "modelGroupInfo";

/** The address of one listing call; `cursor` is the `next` of the page before. */
export function listingUrl(kind: ServerKind, baseUrl: string, call: ListingCall = "models", cursor?: string): string {
  const root = baseUrl.replace(/\/+$/, "").replace(PASTED_ENDING[kind], "");
  const page = cursor === undefined ? "" : encodeURIComponent(cursor);
  switch (kind) {
    case "litellm":
      return root + { models: "/v1/models", modelInfo: "/model/info", modelGroupInfo: "/model_group/info" }[call];
    case "openai-compatible":
      return /\/v\d[^/]*$|\/openai$/.test(root) ? `${root}/models` : `${root}/v1/models`;
    case "openrouter":
      return `${root}/api/v1/models`;
    case "anthropic":
      return `${root}/v1/models?limit=1000${page && `&after_id=${page}`}`;
    case "gemini":
      return `${root}/v1beta/models?pageSize=1000${page && `&pageToken=${page}`}`;
    case "ollama":
      return `${root}/api/tags`;
  }
}

/** Headers that carry a server's key; header names in lower case. */
export function keyHeaders(kind: ServerKind, apiKey: string | undefined): Record<string, string> {
  const version: Record<string, string> = kind === "anthropic" ? { "anthropic-version": "2023-06-01" } : {};
  if (apiKey === undefined) return version;
  if (kind === "anthropic") return { ...version, "x-api-key": apiKey };
  if (kind === "gemini") return { "x-goog-api-key": apiKey };
  return { authorization: `Bearer ${apiKey}` };
}

/** What can be wrong with an address: its code, and what a sentence about it has to know. */
export type AddressProblems = {
  "address-too-long": { most: number };
  "not-an-address": undefined;
  "other-scheme": { scheme: string };
  "address-with-login": undefined;
  "host-too-long": { most: number };
  "address-with-query": undefined;
};
export type AddressProblem = {
  [Code in keyof AddressProblems]: Readonly<{ code: Code; details: AddressProblems[Code] }>;
}[keyof AddressProblems];

/** A server's address as it is stored: scheme, host, port and path, without a slash at the end. */
export type BaseUrl =
  | Readonly<{ ok: true; url: string; origin: string }>
  | Readonly<{ ok: false; problem: AddressProblem }>;

const LONGEST = 2000;
/** Of a name in DNS. */
const LONGEST_HOST = 253;
/** `localhost:4000` parses as a URL whose scheme is `localhost:`. */
const HOST_AND_PORT = /^[^/:]+:\d+(\/|$)/;

export function normaliseBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return refuse({ code: "address-too-long", details: { most: LONGEST } });
  if (HOST_AND_PORT.test(trimmed) || !URL.canParse(trimmed)) {
    return refuse({ code: "not-an-address", details: undefined });
  }
  const url = new URL(trimmed);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return refuse({ code: "other-scheme", details: { scheme: url.protocol } });
  }
  if (url.username !== "" || url.password !== "") {
    return refuse({ code: "address-with-login", details: undefined });
  }
  if (url.hostname.length > LONGEST_HOST) {
    return refuse({ code: "host-too-long", details: { most: LONGEST_HOST } });
  }
  if (url.search !== "" || url.hash !== "") {
    return refuse({ code: "address-with-query", details: undefined });
  }
  return { ok: true, url: url.origin + url.pathname.replace(/\/+$/, ""), origin: url.origin };
}

const refuse = (problem: AddressProblem): BaseUrl => ({ ok: false, problem });
