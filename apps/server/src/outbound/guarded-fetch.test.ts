import { randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch";

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const call = (url: string, more: Partial<Parameters<typeof guardedFetch>[0]> = {}) =>
  guardedFetch({ url, maxBytes: 1000, deadlineMs: 2000, allowPrivate: true, ...more });

describe("guardedFetch", () => {
  it("answers status, headers and text, compressed bodies included", async () => {
    const url = await serve((request, response) => {
      response
        .writeHead(200, { etag: '"1"', "content-encoding": "gzip" })
        .end(gzipSync(`hello ${String(request.headers["x-asks"])}`));
    });
    const answer = await call(url, { headers: { "x-asks": "me" } });
    expect(answer).toMatchObject({ ok: true, status: 200, text: "hello me", headers: { etag: '"1"' } });
  });

  it("posts a body and leaves 304 and 500 to its caller", async () => {
    const url = await serve((request, response) => response.writeHead(request.method === "POST" ? 304 : 500).end());
    expect(await call(url, { method: "POST", body: "{}" })).toMatchObject({ ok: true, status: 304 });
    expect(await call(url)).toMatchObject({ ok: true, status: 500 });
  });

  it("counts decoded bytes: a compressed bomb is cut off", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(1_000_000)));
    });
    expect(await call(url)).toMatchObject({ ok: false, cause: "too-large" });
  });

  it("ends at the deadline, in the middle of a body too", async () => {
    const silent = await serve(() => undefined);
    expect(await call(silent, { deadlineMs: 80 })).toMatchObject({ ok: false, cause: "timeout" });
    const dripping = await serve((_request, response) => void response.writeHead(200).write("a"));
    expect(await call(dripping, { deadlineMs: 80 })).toMatchObject({ ok: false, cause: "timeout" });
  });

  it("ends when its caller gives up", async () => {
    const silent = await serve(() => giveUp.abort());
    const giveUp = new AbortController();
    expect(await call(silent, { signal: giveUp.signal })).toMatchObject({ ok: false, cause: "aborted" });
  });

  it("follows no redirect and names its target", async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    const answer = await call(url);
    expect(answer).toMatchObject({ ok: false, cause: "redirected" });
    expect(answer.ok ? "" : answer.advice).toContain("169.254.169.254");
  });

  it("refuses loopback by address and by name when private networks are not allowed, before a request is sent", async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.end("secret");
    });
    const byName = url.replace("127.0.0.1", "localhost");
    expect(await call(url, { allowPrivate: false })).toMatchObject({ ok: false, cause: "private-address" });
    expect(await call(byName, { allowPrivate: false })).toMatchObject({ ok: false, cause: "private-address" });
    expect(await call(byName)).toMatchObject({ ok: true, text: "secret" });
    expect(requests).toBe(1);
  });

  it("never reaches the metadata service, whatever the setting", async () => {
    expect(await call("http://169.254.169.254/latest/meta-data")).toMatchObject({
      ok: false,
      cause: "private-address",
    });
    expect(await call("http://[::ffff:169.254.169.254]/")).toMatchObject({ ok: false, cause: "private-address" });
  });

  it.each(["ftp://example.com/x", "file:///etc/passwd", "nonsense", "https://me:secret@example.com/"])(
    "refuses the URL %s",
    async (url) => {
      expect(await call(url)).toMatchObject({ ok: false, cause: "invalid-url" });
    },
  );

  it("tells nothing listening, no such name, no TLS, no HTTP and no text apart", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/broken") request.socket.end("nonsense\r\n\r\n");
      else response.end(Buffer.from([0xff, 0xfe, 0x80]));
    });
    expect(await call("http://127.0.0.1:1")).toMatchObject({ cause: "invalid-url" });
    expect(await call("http://127.0.0.1:2")).toMatchObject({ cause: "refused" });
    expect(await call("http://nowhere.invalid")).toMatchObject({ cause: "dns" });
    expect(await call(url.replace("http:", "https:"))).toMatchObject({ cause: "tls" });
    expect(await call(`${url}/broken`)).toMatchObject({ cause: "broken" });
    expect(await call(url)).toMatchObject({ cause: "not-text" });
  });

  it("survives a sender that closes right behind a large answer (nodejs/undici#5360)", async () => {
    // Unpacking is slower than sending: the reader falls behind.
    const text = randomBytes(192 * 1024).toString("base64");
    const body = gzipSync(text);
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const hasty = createSocketServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(Buffer.concat([Buffer.from(head), body])));
    });
    await new Promise<void>((listening) => hasty.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(hasty.address() as AddressInfo).port}`;
    for (let round = 0; round < 20; round += 1) {
      const answer = await call(url, { maxBytes: 1_000_000 });
      expect(answer.ok ? answer.text.length : answer).toBe(text.length);
    }
    expect(await call(url, { maxBytes: 1000 })).toMatchObject({ ok: false, cause: "too-large" });
    hasty.close();
  });

  it("says that a header cannot be sent", async () => {
    expect(await call("http://127.0.0.1:2", { headers: { authorization: "Bearer a\nb" } })).toMatchObject({
      cause: "invalid-header",
    });
  });
});
