/**
 * Pins prices at the start and whenever the file of PRICING_CONFIG changes.
 * Time    the file's time and size are looked at every two seconds, which also works where file watching does not.
 */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Services } from "#server/services/context";
import { pinPrices } from "./pin-prices";

const LOOK_MS = 2000;

export async function keepPricesPinned(services: Services): Promise<{ close: () => Promise<void> }> {
  const { PRICING_CONFIG: configured } = services.env;
  if (configured === undefined) return { close: async () => {} };
  const path = resolve(configured);
  let seen = await stateOf(path);
  await pinPrices(services, path);

  let running: Promise<void> | null = null;
  const look = async () => {
    const state = await stateOf(path);
    if (state === seen) return;
    seen = state;
    await pinPrices(services, path);
  };
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => services.log.error({ err: error }, "pinned prices could not be written"))
      .finally(() => {
        running = null;
      });
  }, LOOK_MS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

const stateOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => "not there",
  );
