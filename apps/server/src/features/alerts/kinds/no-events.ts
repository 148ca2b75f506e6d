/** Nothing was reported for too long, by one gateway or by any. A gateway that never reported is not waited for. */
import { type AlertKindRule, linkTo, type Reading } from "./alert-kind";
import { instantOf } from "./instant-rows";

const MINUTE_MS = 60_000;

type LastArrival = Readonly<{ lastAt: string | null }>;

export const noEvents: AlertKindRule<"no-events", LastArrival> = {
  load: async ({ pool }: Reading, { gateway }) => {
    const { rows } = await pool.query<LastArrival>(
      `SELECT ${instantOf("max(last_at)")} AS "lastAt" FROM intake_counts WHERE $1 = '' OR gateway = $1`,
      [gateway],
    );
    return rows[0] ?? { lastAt: null };
  },
  decide: ({ lastAt }, { minutes, gateway }, { now }) => {
    if (lastAt === null) return [];
    const silentMinutes = Math.floor((now.getTime() - Date.parse(lastAt)) / MINUTE_MS);
    if (silentMinutes < minutes) return [];
    const from = gateway === "" ? "any gateway" : `gateway ${gateway}`;
    return [
      {
        subject: gateway,
        period: lastAt,
        title: `No usage from ${from} since ${lastAt.slice(0, 16).replace("T", " ")} UTC`,
        detail: `Usage is expected at least every ${minutes} minutes.`,
        value: String(silentMinutes),
        limit: String(minutes),
        unit: "minutes",
        link: linkTo("/admin/analytics", {}),
      },
    ];
  },
  noHistory: "arrivals-not-kept",
};
