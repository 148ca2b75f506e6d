const MINUTES = (timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone });

/** An instant as "2026-03-01 14:00" of a zone. */
export const minuteIn = (zone: string, at: string): string => MINUTES(zone).format(Date.parse(at)).replace(", ", " ");

/** The day that an instant is of in a zone, as `2026-01-31`. A zone that this browser does not know is taken as UTC. */
export function todayIn(zone: string, now: Date): string {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}
