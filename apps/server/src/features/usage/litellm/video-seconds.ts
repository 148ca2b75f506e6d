/**
 * The seconds of a video that was made, by its resolution where a price can depend on it.
 * Units   seconds; a size is "720x1280", its shorter side is the resolution.
 */
import type { UsageEvent } from "@ratecard/contract";
import { type Fields, numberOf } from "../read-loosely";

type Units = NonNullable<UsageEvent["units"]>;

const BY_SHORTER_SIDE = new Map<number, keyof Units>([
  [480, "outputSeconds480p"],
  [720, "outputSeconds720p"],
  [768, "outputSeconds768p"],
  [1080, "outputSeconds1080p"],
  [1440, "outputSeconds2k"],
  [2160, "outputSeconds4k"],
]);

export function secondsOfVideo(response: Fields, usage: Fields): Units {
  const seconds = numberOf(usage.duration_seconds) ?? secondsIn(response.seconds);
  if (seconds === undefined) return {};
  const sides = typeof response.size === "string" ? /^(\d{1,5})x(\d{1,5})$/.exec(response.size) : null;
  const shorter = sides ? Math.min(Number(sides[1]), Number(sides[2])) : undefined;
  return { [BY_SHORTER_SIDE.get(shorter ?? 0) ?? "outputSeconds"]: seconds };
}

/** OpenAI writes "8". */
const secondsIn = (value: unknown): number | undefined =>
  typeof value === "string" && /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : numberOf(value);
