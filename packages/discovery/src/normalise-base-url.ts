/**
 * A server's address as it is stored: scheme, host, port and path, without a slash at the end.
 * Errors  a refusal is an answer: the sentence names the problem and the remedy.
 */
export type BaseUrl = Readonly<{ ok: true; url: string; origin: string }> | Readonly<{ ok: false; problem: string }>;

const LONGEST = 2000;
/** Of a name in DNS. */
const LONGEST_HOST = 253;
/** `localhost:4000` parses as a URL whose scheme is `localhost:`. */
const HOST_AND_PORT = /^[^/:]+:\d+(\/|$)/;

export function normaliseBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return refuse(`is longer than ${LONGEST} characters.`);
  if (HOST_AND_PORT.test(trimmed) || !URL.canParse(trimmed)) {
    return refuse("is no address. Write it with its scheme, as https://gateway.example.com or http://localhost:4000.");
  }
  const url = new URL(trimmed);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return refuse(`starts with ${url.protocol} and only https: and http: servers are called.`);
  }
  if (url.username !== "" || url.password !== "") {
    return refuse("holds a user name or password, which would end up in logs. Leave them out and use the key field.");
  }
  if (url.hostname.length > LONGEST_HOST) {
    return refuse(`has a host of more than ${LONGEST_HOST} characters, which no name can have. Check it.`);
  }
  if (url.search !== "" || url.hash !== "") {
    return refuse("holds a query or fragment. Enter the address up to the path only.");
  }
  return { ok: true, url: url.origin + url.pathname.replace(/\/+$/, ""), origin: url.origin };
}

const refuse = (problem: string): BaseUrl => ({ ok: false, problem });
