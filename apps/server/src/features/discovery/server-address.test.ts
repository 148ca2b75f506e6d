import { expect, it } from "vitest";
import type { ActingContext } from "#server/services/context";
import { outboundLimits } from "./server-address";

const ORIGIN = "http://127.0.0.1:41234";

it("reaches our own sample gateway whatever the setting says, and no other private address", () => {
  const ctx = {
    env: { ALLOW_PRIVATE_NETWORKS: false },
    sampleGateway: { origin: () => ORIGIN },
  } as Pick<ActingContext, "env" | "sampleGateway">;
  expect(outboundLimits(ctx, `${ORIGIN}/litellm`).allowPrivate).toBe(true);
  expect(outboundLimits(ctx, "http://127.0.0.1:41235/litellm").allowPrivate).toBe(false);
  expect(outboundLimits(ctx, "http://127.0.0.1.example.com:41234").allowPrivate).toBe(false);
});
