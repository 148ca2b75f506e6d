/** The catalogue was not confirmed for too many days: fetched anew, or found to be the newest there is. */
import { type AlertKindRule, linkTo, type Reading } from "./alert-kind";
import { instantOf } from "./instant-rows";

const DAY_MS = 86_400_000;

type Confirmed = Readonly<{ confirmedAt: string | null; isBundled: boolean }>;

/** Of the bundled catalogue the day it was made counts. */
const CONFIRMED = `SELECT origin = 'bundled' AS "isBundled",
    ${instantOf("CASE WHEN origin = 'bundled' THEN fetched_at ELSE greatest(fetched_at, (SELECT last_success_at FROM catalog_state)) END")}
      AS "confirmedAt"
  FROM catalog_snapshots ORDER BY in_force_from DESC LIMIT 1`;

export const catalogStale: AlertKindRule<"catalog-stale", Confirmed> = {
  load: async ({ pool }: Reading) =>
    (await pool.query<Confirmed>(CONFIRMED)).rows[0] ?? { confirmedAt: null, isBundled: false },
  decide: ({ confirmedAt, isBundled }, { days }, { now }) => {
    if (confirmedAt === null) return [];
    const age = Math.floor((now.getTime() - Date.parse(confirmedAt)) / DAY_MS);
    if (age < days) return [];
    const day = confirmedAt.slice(0, 10);
    return [
      {
        subject: "",
        period: confirmedAt,
        title: `The catalogue is ${age} days old`,
        detail: isBundled
          ? `The bundled list of ${day} is in force: none was ever fetched.`
          : `It was last confirmed on ${day}. The limit is ${days} days.`,
        value: String(age),
        limit: String(days),
        unit: "days",
        link: linkTo("/admin/settings", { tab: "catalogue" }),
      },
    ];
  },
  noHistory: "refreshes-not-kept",
};
