/** More events than usual are kept aside. Time: hours of UTC, or days of the ledger. */
import { dayOf, isOfDays } from "#server/ledger/ledger-days";
import { type AlertKindRule, linkTo, type Reading } from "./alert-kind";
import { instantOf } from "./instant-rows";

type KeptAside = Readonly<{ period: string; events: string; reason: string }>;

const PERIODS = {
  hour: instantOf("date_trunc('hour', received_at)"),
  day: `${dayOf("received_at")}::text`,
} as const;

export const quarantine: AlertKindRule<"quarantine", readonly KeptAside[]> = {
  load: async ({ pool }: Reading, { per }, { from, to }) => {
    const { rows } = await pool.query<KeptAside>(
      `SELECT ${PERIODS[per]} AS period, count(*)::text AS events, mode() WITHIN GROUP (ORDER BY reason_code) AS reason
       FROM usage_quarantine WHERE ${isOfDays("received_at", "$1::date", "$2::date")} GROUP BY 1 ORDER BY 1`,
      [from, to],
    );
    return rows;
  },
  decide: (periods, { events: limit, per }) =>
    periods
      .filter(({ events }) => BigInt(events) > BigInt(limit))
      .map(({ period, events, reason }) => {
        const when = per === "day" ? `on ${period}` : `in the hour from ${period.slice(0, 16).replace("T", " ")} UTC`;
        return {
          subject: "",
          period,
          title: `${events} events went into quarantine ${when}`,
          detail: `The limit is ${limit} in ${per === "day" ? "a day" : "an hour"}. Most of them: ${reason}.`,
          value: events,
          limit: String(limit),
          unit: "events",
          link: linkTo("/dashboard/logs", { tab: "quarantine" }),
        };
      }),
  noHistory: null,
};
