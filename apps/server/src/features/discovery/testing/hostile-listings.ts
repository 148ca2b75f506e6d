/** Answers of servers that are broken, careless or mean, each with what has to come of it; one server on loopback gives them all. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { ServerKind } from "@ratecard/contract";

type Respond = (response: ServerResponse, request: IncomingMessage) => void;
type Body = string | Buffer | Respond;

export type HostileListing = Readonly<{
  title: string;
  kind: ServerKind;
  /** By the end of the path; what is not there is 404. */
  bodies: Readonly<Record<string, Body>>;
  /** The code of the failure, or how many models are read all the same. */
  expected: string | number;
  /** It ends at the deadline only. */
  isSlow: boolean;
}>;

const at = (
  kind: ServerKind,
  expected: string | number,
  title: string,
  bodies: Record<string, Body>,
): HostileListing => ({
  title,
  kind,
  bodies,
  expected,
  isSlow: expected === "timeout",
});
const plain = (expected: string | number, title: string, body: Body) =>
  at("openai-compatible", expected, title, { "/v1/models": body });
const priced = (title: string, pricing: unknown) =>
  at("openrouter", 1, `prices of OpenRouter: ${title}`, { "/api/v1/models": data({ id: "v/m", pricing }) });
const litellm = (title: string, info: Body, expected: string | number = 1) =>
  at("litellm", expected, `LiteLLM: ${title}`, { "/v1/models": data({ id: "a" }), "/model/info": info });

const data = (...entries: unknown[]): string => JSON.stringify({ data: entries });
const list = (inside: string): string => `{"data":[${inside}]}`;
const many = (count: number): string =>
  list(Array.from({ length: count }, (_, index) => `{"id":"m${index}"}`).join(","));

/** Sends as fast as it is taken, until the other side has enough. */
const endless =
  (start: string, again: string, status = 200): Respond =>
  (response) => {
    const chunk = again.repeat(Math.ceil(65_536 / again.length));
    const send = (): void => {
      while (!response.destroyed) if (!response.write(chunk)) return void response.once("drain", send);
    };
    response.on("error", () => undefined);
    response.writeHead(status).write(start);
    send();
  };
const encoded =
  (encoding: string, body: Buffer): Respond =>
  (response) =>
    void response.writeHead(200, { "content-encoding": encoding }).end(body);
const head =
  (status: number, headers: Record<string, string> = {}, body = ""): Respond =>
  (response) =>
    void response.writeHead(status, headers).end(body);
/** Bytes on the wire, as no HTTP library would send them. */
const wire =
  (text: string): Respond =>
  (response) =>
    void response.socket?.end(text);
const deployed = (model_info: object, litellm_params: object = { model: "openai/a" }) => ({
  model_name: "a",
  litellm_params,
  model_info,
});
const blanks = (): Buffer => Buffer.alloc(40 * 1024 * 1024, " ");
let pages = 0;

export const HOSTILE_LISTINGS: readonly HostileListing[] = [
  plain("not-json", "empty", ""),
  plain("not-json", "blanks alone", " \n\t "),
  plain("not-json", "204", head(204)),
  plain("not-json", "HTML", "<!doctype html><title>Sign in</title>"),
  plain("not-json", "HTML called JSON", head(200, { "content-type": "application/json" }, "<html></html>")),
  plain(1, "JSON called a picture", head(200, { "content-type": "image/png" }, data({ id: "a" }))),
  plain("not-json", "XML", '<?xml version="1.0"?><models/>'),
  plain("not-json", "a word", "OK"),
  plain("not-json", "a text", '"models"'),
  plain("not-json", "a number", "7"),
  plain("not-json", "null", "null"),
  plain("not-json", "JSONP", `callback(${data({ id: "a" })})`),
  plain("not-json", "a guard before it", `)]}',\n${data({ id: "a" })}`),
  plain("not-json", "one document a line", '{"id":"a"}\n{"id":"b"}'),
  plain("not-json", "two listings", data({ id: "a" }) + data({ id: "b" })),
  plain("not-json", "two lists under one key", '{"data":[{"id":"a"}],"data":[{"id":"b"}]}'),
  plain("not-json", "NUL bytes", "\0".repeat(1000)),
  plain("not-text", "UTF-16", Buffer.from(`\uFEFF${data({ id: "a" })}`, "utf16le")),
  plain("not-text", "Latin-1", Buffer.from(data({ id: "caf\u00e9" }), "latin1")),
  plain("not-text", "half a letter at its end", Buffer.concat([Buffer.from(data({ id: "a" })), Buffer.from([0xe2])])),
  plain(1, "a byte order mark", `\uFEFF${data({ id: "a" })}`),
  plain("wrong-shape", "an empty object", "{}"),
  plain("wrong-shape", "an error with status 200", '{"error":{"message":"quota"}}'),
  plain("wrong-shape", "another key", '{"models":[{"id":"a"}]}'),
  plain("wrong-shape", "null for the list", '{"data":null}'),
  plain("wrong-shape", "an object for the list", '{"data":{"id":"a"}}'),
  plain("wrong-shape", "the list one deeper", '{"data":{"data":[{"id":"a"}]}}'),
  plain(0, "no models", list("")),
  plain("not-json", "cut off in the list", '{"data":[{"id":"a"},{"id":"b"}'),
  plain("not-json", "cut off in a text", '{"data":[{"id":"a'),
  plain("not-json", "cut off after the list", '{"data":[{"id":"a"}],"object":"li'),
  plain("not-json", "a comma too many", list('{"id":"a"},')),
  plain("not-json", "a bracket of the wrong kind", '{"data":[{"id":"a"]}'),
  plain("not-json", "NaN", list('{"id":"a","n":NaN}')),
  plain("not-json", "-Infinity", list('{"id":"a","n":-Infinity}')),
  plain("not-json", "two ids in one entry", list('{"id":"a","id":"b"}')),
  plain(1, "numbers beyond every type", list(`{"id":"a","n":1e999999,"m":${"9".repeat(10_000)},"z":-0}`)),
  plain("wrong-shape", "numbers without end", endless('{"data":[1', ",1")),
  plain("wrong-shape", "models without end", endless('{"data":[{"id":"a"}', ',{"id":"b","n":[1,2,3]}')),
  plain("wrong-shape", "one name without end", endless('{"data":[{"id":"', "x")),
  plain("wrong-shape", "one key without end", endless('{"', "k")),
  plain("wrong-shape", "fields beside the list without end", endless('{"data":[],"n":1', ',"n":1')),
  plain("wrong-shape", "one list in a list without end", endless('{"data":[', "[")),
  plain("wrong-shape", "blanks without end", endless('{"data":[', " ")),
  plain(
    "too-large",
    "few models, each as long as it may be, without end",
    endless('{"data":[{"id":"a"}', `,{"id":"b","x":"${"y".repeat(120_000)}"}`),
  ),
  plain("not-json", "noise without end", endless("", "x")),
  plain("wrong-shape", "nested 100,000 deep, and closed", list("[".repeat(100_000) + "]".repeat(100_000))),
  plain("wrong-shape", "a million models", endlessOnce(1_000_000)),
  plain(20_000, "as many models as are taken", many(20_000)),
  plain("wrong-shape", "one model more", many(20_001)),
  plain(1, "ten thousand times the same", list(Array.from({ length: 10_000 }, () => '{"id":"a"}').join(","))),
  plain("wrong-shape", "a name of a million letters", data({ id: "x".repeat(1_000_000) })),
  plain(1, "a name too long beside a good one", data({ id: "x".repeat(256) }, { id: "a" })),
  plain(
    "wrong-shape",
    "numbers, lists and objects for names",
    data({ id: 7 }, { id: ["a"] }, { id: { id: "a" } }, { id: true }),
  ),
  plain("wrong-shape", "no names", data({ id: null }, {}, { name: "a" })),
  plain("wrong-shape", "blank and padded names", data({ id: "" }, { id: "  " }, { id: " a " })),
  plain("wrong-shape", "names of control characters", list('{"id":"a\\u0000b"},{"id":"\\u001b[31m"},{"id":"\\ud800"}')),
  plain("wrong-shape", "entries that are no objects", list('null,7,"a",[{"id":"a"}],true')),
  plain("wrong-shape", "a name that hides in __proto__", list('{"__proto__":{"id":"a"}}')),
  plain(3, "names of an object's own", data({ id: "__proto__" }, { id: "constructor" }, { id: "toString" })),
  plain(1, "markup and SQL for a name", data({ id: "<img src=x onerror=alert(1)>'; DROP TABLE jobs;--" })),
  priced("negative", { prompt: "-5", completion: "-0.1" }),
  priced("beyond every number", { prompt: "1e308", completion: "9".repeat(400) }),
  priced("below every number", { prompt: "1e-400", completion: "0.".padEnd(5000, "0") }),
  priced("NaN and words", { prompt: "NaN", completion: "free" }),
  priced("objects", { prompt: { a: 1 }, completion: [1], overrides: "x", __proto__: null }),
  priced("a text", "cheap"),
  litellm("deployments without end", endless('{"data":[{"model_name":"a"}', ',{"model_name":"a"}')),
  litellm("nested deployments", list(`{"model_name":"a","model_info":${"[".repeat(5000)}${"]".repeat(5000)}}`)),
  litellm("HTML for deployments", "<html>"),
  litellm("negative prices", data(deployed({ pricing_overrides: ["input_cost_per_token"], input_cost_per_token: -1 }))),
  litellm("prices beyond every number", data(deployed({}, { model: "x/a", input_cost_per_token: "1e500" }))),
  litellm(
    "wrong types all over",
    data({ model_name: "a", model_info: [], litellm_params: "x" }, deployed({ id: {} }), 7),
  ),
  litellm(
    "ten thousand fields",
    list(`{"model_name":"a","model_info":{${Array.from({ length: 10_000 }, (_, n) => `"cost_${n}":${n}`).join(",")}}}`),
  ),
  at("anthropic", "wrong-shape", "pages that repeat", {
    "/v1/models": JSON.stringify({ data: [{ id: "a" }], has_more: true, last_id: "a" }),
  }),
  at("anthropic", "wrong-shape", "pages without end", {
    "/v1/models": (response) =>
      void response.end(JSON.stringify({ data: [{ id: "a" }], has_more: true, last_id: `p${(pages += 1)}` })),
  }),
  at("anthropic", "wrong-shape", "a cursor of a million letters", {
    "/v1/models": JSON.stringify({ data: [{ id: "a" }], has_more: true, last_id: "x".repeat(1_000_000) }),
  }),
  at("gemini", 1, "a cursor that is an object", {
    "/v1beta/models": JSON.stringify({ models: [{ name: "models/a" }], nextPageToken: { a: 1 } }),
  }),
  at("ollama", "wrong-shape", "tags that are texts", { "/api/tags": '{"models":["llama3"]}' }),
  plain("wrong-shape", "a gzip bomb of blanks", encoded("gzip", gzipSync(blanks()))),
  plain("wrong-shape", "a gzip bomb of models", encoded("gzip", gzipSync(many(300_000)))),
  plain("wrong-shape", "a bomb in a bomb", encoded("gzip, gzip", gzipSync(gzipSync(blanks())))),
  plain(
    "wrong-shape",
    "a Brotli bomb",
    encoded("br", brotliCompressSync(blanks(), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
  ),
  plain("broken", "gzip that is none", encoded("gzip", Buffer.from("no gzip"))),
  plain("not-json", "gzip cut off", encoded("gzip", gzipSync(many(1000)).subarray(0, 200))),
  plain("redirected", "a way to the metadata service", head(302, { location: "http://169.254.169.254/latest" })),
  plain("redirected", "a way to nowhere", head(301)),
  plain(
    "redirected",
    "a way of ten thousand letters",
    head(308, { location: `https://x.example/${"y".repeat(10_000)}` }),
  ),
  plain("unauthorized", "401 without end", endless("", "x", 401)),
  plain("not-found", "404 without end", endless("", "x", 404)),
  plain("http-error", "418", head(418, {}, "teapot")),
  plain("broken", "headers without end", (response) => {
    const header = `X-Long: ${"y".repeat(60_000)}\r\n`;
    response.socket?.end(`HTTP/1.1 200 OK\r\n${header}${header}\r\n`);
  }),
  plain("broken", "no HTTP", wire("220 smtp.example ESMTP\r\n")),
  plain("broken", "less than it says", wire('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"data":[')),
  plain("broken", "chunks of no length", wire("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}")),
  plain("broken", "nothing at all", wire("")),
  plain("timeout", "silence", () => undefined),
  plain("timeout", "silence after the head", (response) => response.writeHead(200).flushHeaders()),
  plain("timeout", "a letter now and then", (response) => {
    response.writeHead(200).write('{"data":[');
    const drip = setInterval(() => response.write(" "), 20);
    response.once("close", () => clearInterval(drip));
  }),
];

function endlessOnce(count: number): Respond {
  return (response) => {
    response.on("error", () => undefined);
    response.writeHead(200).write('{"data":[{"id":"first"}');
    let sent = 0;
    const send = (): void => {
      while (!response.destroyed && sent < count) {
        sent += 1000;
        const chunk = Array.from({ length: 1000 }, (_, index) => `,{"id":"m${sent + index}"}`).join("");
        if (!response.write(chunk)) return void response.once("drain", send);
      }
      response.end("]}");
    };
    send();
  };
}

/** `baseUrl(index)` is where the listing of that place in the table is. */
export async function serveHostileListings() {
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const [, index = "", path = ""] = /^\/(\d+)(\/[^?]*)/.exec(request.url ?? "") ?? [];
    const body = HOSTILE_LISTINGS[Number(index)]?.bodies[path];
    request.socket.on("error", () => undefined);
    if (typeof body === "function") body(response, request);
    else response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: (index: number) => `http://127.0.0.1:${port}/${index}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
