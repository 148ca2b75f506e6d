/**
 * Where the windows of an entry stand on a line.
 * Units   start and width in percent of the line. Time: ISO 8601 in; the line runs from a little before the first date to a little
 *         after the last one, now included; an open end runs off the line.
 */
import type { PriceVersion } from "../price-row";

export type WindowBar = Readonly<{
  versionId: string;
  version: PriceVersion;
  standing: WindowStanding;
  startPercent: number;
  widthPercent: number;
}>;

export type WindowLine = Readonly<{ bars: readonly WindowBar[]; nowPercent: number; from: string; until: string }>;

const MARGIN = 0.12;
/** Around now, when nothing has a date. */
const UNDATED_SPAN_MS = 120 * 86_400_000;
const LEAST_SPAN_MS = 60_000;

export function windowLine(versions: readonly PriceVersion[], now: string): WindowLine {
  const believed = versions.filter(({ supersededAt }) => supersededAt === null);
  const dates = [now, ...believed.flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])].flatMap((date) =>
    date === null ? [] : [Date.parse(date)],
  );
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const span = dates.length === 1 ? UNDATED_SPAN_MS : Math.max(last - first, LEAST_SPAN_MS);
  const margin = span * MARGIN;
  const [from, until] = [first - margin, last + margin];
  const place = (at: number) => ((at - from) / (until - from)) * 100;
  const bars = believed.map((version) => {
    const start = version.validFrom === null ? 0 : place(Date.parse(version.validFrom));
    const end = version.validUntil === null ? 100 : place(Date.parse(version.validUntil));
    return {
      versionId: version.versionId,
      version,
      standing: standingOf(version, now),
      startPercent: start,
      widthPercent: end - start,
    };
  });
  return {
    bars: bars.sort((a, b) => a.startPercent - b.startPercent),
    nowPercent: place(Date.parse(now)),
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  };
}

type WindowStanding = "current" | "scheduled" | "past" | "superseded";
type Window = Pick<PriceVersion, "validFrom" | "validUntil" | "supersededAt">;

/** How a window stands at a moment. Time: ISO 8601 UTC texts of one form, which compare as they are. */
export function standingOf({ validFrom, validUntil, supersededAt }: Window, now: string): WindowStanding {
  if (supersededAt !== null) return "superseded";
  if (validFrom !== null && Date.parse(validFrom) > Date.parse(now)) return "scheduled";
  return validUntil !== null && Date.parse(validUntil) <= Date.parse(now) ? "past" : "current";
}

/** Which two versions are compared after one more was picked: a picked one goes, a third takes the place of the first. */
export const pickVersion = (picked: readonly string[], versionId: string): readonly string[] =>
  picked.includes(versionId) ? picked.filter((id) => id !== versionId) : [...picked.slice(-1), versionId];
