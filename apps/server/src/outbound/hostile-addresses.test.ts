/** Addresses somebody may enter to reach what is none of Ratecard's business: each ends in a sentence, and nothing is sent to it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { foundProblem } from "@ratecard/contract";
import { normaliseBaseUrl } from "@ratecard/discovery";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch";

const seen: string[] = [];
const secret = createServer((request, response) => {
  seen.push(request.url ?? "");
  response.end("secret");
});
let port = 0;
beforeAll(async () => {
  // On all addresses of the machine, so that nothing but the rule keeps a call from it.
  await new Promise<void>((listening) => secret.listen(0, "0.0.0.0", listening));
  port = (secret.address() as AddressInfo).port;
});
afterAll(() => void secret.close());

const SENTENCE = /^.{20,420}\.$/su;

/** As the form and then the call judge it. */
async function causeOf(text: string, allowPrivate: boolean): Promise<string> {
  const address = normaliseBaseUrl(text);
  if (!address.ok) {
    expect(foundProblem("baseUrl", address.problem).problem).toMatch(SENTENCE);
    return "refused at once";
  }
  const answer = await guardedFetch({ url: address.url, maxBytes: 1000, deadlineMs: 2000, allowPrivate });
  if (answer.ok) return "answered";
  expect(answer.advice).toMatch(SENTENCE);
  return answer.cause;
}

describe("never called, whatever the settings", () => {
  it.each([
    "http://169.254.169.254",
    "http://169.254.169.254/latest/meta-data/iam",
    "https://169.254.169.254",
    "http://169.254.170.2/v2/credentials",
    "http://2852039166",
    "http://0xa9fea9fe",
    "http://0xA9.0xFE.0xA9.0xFE",
    "http://0251.0376.0251.0376",
    "http://169.254.43518",
    "http://[::ffff:169.254.169.254]",
    "http://[::ffff:a9fe:a9fe]",
    "http://[0:0:0:0:0:ffff:a9fe:a9fe]",
    "http://[::169.254.169.254]",
    "http://[64:ff9b::a9fe:a9fe]",
    "http://[64:ff9b:1::a9fe:a9fe]",
    "http://[2002:a9fe:a9fe::1]",
    "http://[fd00:ec2::254]",
    "http://[fd20:ce::254]",
    "http://100.100.100.200",
    "http://192.0.0.192",
    "http://168.63.129.16",
    "http://[fe80::1]",
    "http://224.0.0.1",
    "http://[ff02::1]",
    "http://255.255.255.255",
    "http://\uff11\uff16\uff19.254.169.254",
    "http://169\u3002254\u3002169\u3002254",
    "http://\u2460\u2465\u2468.254.169.254",
  ])("%s", async (address) => {
    expect(await causeOf(address, true)).toBe("private-address");
    expect(await causeOf(address, false)).toBe("private-address");
  });
});

describe("called only where private networks are allowed", () => {
  it.each([
    "http://127.0.0.1",
    "http://127.1",
    "http://127.255.255.254",
    "http://0",
    "http://0.0.0.0",
    "http://2130706433",
    "http://0x7f.1",
    "http://017700000001",
    "http://localhost",
    "http://LOCALHOST",
    "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
    "http://[::1]",
    "http://[::]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:0a00:0001]",
    "http://[::127.0.0.1]",
    "http://[64:ff9b::7f00:1]",
    "http://[2002:7f00:1::]",
    "http://[fc00::1]",
    "http://[fec0::1]",
    "http://10.0.0.1",
    "http://172.31.255.254",
    "http://192.168.1.1",
    "http://100.64.0.1",
    "http://198.18.0.1",
    "http://192.0.2.1",
    "http://240.0.0.1",
    "http://[2001:db8::1]",
    "http://[100::1]",
  ])("%s", async (address) => {
    expect(await causeOf(`${address}:${port}`, false)).toBe("private-address");
  });
});

describe("no address of a server", () => {
  it.each([
    "",
    " ",
    "localhost:4000",
    "gateway.example.com",
    "//gateway.example.com",
    "/v1/models",
    "ftp://gateway.example.com",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "javascript:alert(1)",
    "data:application/json,{}",
    "blob:https://gateway.example.com/1",
    "ws://gateway.example.com",
    "unix:///var/run/docker.sock",
    "dict://127.0.0.1:11211",
    "http://",
    "http://:80",
    "http://[::1",
    "http://[fe80::1%25eth0]",
    "http://256.256.256.256",
    "http://1.2.3.4.5",
    "http://gateway.example.com:99999",
    "http://gateway.example.com:port",
    "http://user:secret@gateway.example.com",
    "http://user@gateway.example.com",
    "http://169.254.169.254@gateway.example.com",
    "http://gateway.example.com\\@169.254.169.254?x",
    "https://gateway.example.com/?key=sk-1",
    "https://gateway.example.com/#x",
    "http://a b.example.com",
    "http://exa%00mple.com",
    "http://xn--\u00fc.example.com",
    `https://gateway.example.com/${"x".repeat(2000)}`,
    `http://${"x.".repeat(200)}invalid`,
  ])("%j", async (address) => {
    expect(await causeOf(address, true)).toBe("refused at once");
  });

  it.each([
    ["http://gateway.invalid", "dns"],
    [`http://${"x".repeat(64)}.invalid`, "dns"],
    ["http://\u0131nvalid.invalid", "dns"],
    ["http://xn--p1ai.invalid", "dns"],
    ["http://127.0.0.1:22", "invalid-url"],
    ["http://127.0.0.1:25", "invalid-url"],
    ["http://127.0.0.1:6000", "invalid-url"],
    ["http://127.0.0.1:0", "refused"],
    ["http://127.0.0.1:2", "refused"],
    ["https://127.0.0.1:2", "refused"],
  ])("%s: %s", async (address, cause) => {
    expect(await causeOf(address, true)).toBe(cause);
  });
});

it("nothing of it was ever sent", () => {
  expect(seen).toEqual([]);
});
