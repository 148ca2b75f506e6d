import Fastify, { type FastifyRequest } from "fastify";
import { describe, expect, it } from "vitest";
import { DomainError } from "#server/errors/domain-error";
import { defineRoute } from "#server/rest/define-route";
import { registerRoutes } from "#server/rest/register-routes";
import type { Context } from "#server/services/context";
import { answerExport, answerRefusal, JSON_TYPE, PROTOBUF_TYPE } from "./answer-export";
import { fieldsOfMessage, messagesIn, textIn } from "./protobuf-fields";

const requestOf = (type: string) => ({ headers: { "content-type": type } }) as FastifyRequest;

describe("an export of which some was not taken", () => {
  const rejected = { count: 300, reasons: ["a.", "b.", "c.", "d."] };

  it("says so in JSON, with the first reasons", () => {
    const { type, body } = answerExport(requestOf("application/json; charset=utf-8"), rejected);
    expect([type, JSON.parse(body.toString())]).toEqual([
      JSON_TYPE,
      { partialSuccess: { rejectedSpans: "300", errorMessage: "a. b. c." } },
    ]);
  });

  it("and in protobuf", () => {
    const { type, body } = answerExport(requestOf(PROTOBUF_TYPE), rejected);
    const [partialSuccess = new Uint8Array()] = messagesIn(body, 1);
    expect([type, fieldsOfMessage(partialSuccess)[0]]).toEqual([PROTOBUF_TYPE, { number: 1, integer: 300n }]);
    expect(textIn(messagesIn(partialSuccess, 2)[0])).toBe("a. b. c.");
  });
});

it.each<["TOO_BUSY" | "UNAVAILABLE", status: number, code: number]>([
  ["TOO_BUSY", 429, 8],
  ["UNAVAILABLE", 503, 14],
])("%s says when to come again, as the protocol has it", async (why, status, code) => {
  const app = Fastify();
  const actor = { kind: "program", id: "k", label: "k", name: "k", scopes: ["ingest"] };
  const route = defineRoute({
    method: "POST",
    path: "/v1/traces",
    permission: "usage:ingest",
    summary: "full",
    isStreamed: true,
    answerRefusal,
    handle: async () => {
      throw new DomainError(why, { retryAfterSeconds: 7 });
    },
  });
  await registerRoutes(app, [route], async () => ({ actor }) as unknown as Context);
  const answer = await app.inject({
    method: "POST",
    url: "/v1/traces",
    headers: { "content-type": JSON_TYPE },
    payload: "{}",
  });
  expect(answer).toMatchObject({ statusCode: status, headers: { "retry-after": "7" } });
  expect(answer.json()).toEqual({ code, message: expect.stringContaining("Try again in 7 s") });
  await app.close();
});
