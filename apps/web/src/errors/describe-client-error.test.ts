import { TRPCClientError } from "@trpc/client";
import { describe, expect, it } from "vitest";
import { describeClientError, domainErrorOf } from "./describe-client-error";

const fromServer = (message: string, data: unknown) =>
  TRPCClientError.from({ error: { message, code: -32_600, data } } as never);

describe("describeClientError", () => {
  it("keeps the server's sentence, code and details", () => {
    const domain = { code: "NOT_FOUND", message: 'There is no server "x".', details: { what: "server", name: "x" } };
    const error = fromServer(domain.message, { domain, requestId: "r-1" });
    expect(describeClientError(error)).toEqual({
      title: "Not found",
      message: domain.message,
      domain,
      requestId: "r-1",
    });
    expect(domainErrorOf(error)).toEqual(domain);
  });

  it("shows the request id of what nobody foresaw", () => {
    const error = fromServer("Something went wrong on the server.", { domain: null, requestId: "r-2" });
    expect(describeClientError(error)).toMatchObject({ title: "Something went wrong", domain: null, requestId: "r-2" });
  });

  it("tells a lost connection from an answer", () => {
    expect(describeClientError(TRPCClientError.from(new TypeError("Failed to fetch")))).toMatchObject({
      title: "No connection",
      requestId: null,
    });
  });

  it("takes whatever else was thrown", () => {
    expect(describeClientError(new Error("local")).message).toBe("local");
    expect(describeClientError("text").message).toBe("The page ran into an unknown problem.");
  });
});
