/**
 * Rules of alerts: what is looked at, from when on it is news, and whom it is told.
 * Units   USD as decimal text; percents, counts, minutes and days as whole numbers.
 */
import { z } from "zod";
import { Name } from "./name";
import { Instant } from "./instant";
import { zodMessage } from "./problems/zod-problems";
import { UsdAmount } from "./usd-amount";

const whole = (least: number, most: number) => {
  const message = zodMessage("not-in-range", { least, most });
  return z.number(message).int(message).min(least, message).max(most, message);
};

export const ALERT_SCOPES = ["all", "model", "team"] as const;
export type AlertScope = (typeof ALERT_SCOPES)[number];

/** A model or team by its name; without a name each of them is looked at by itself. */
const SCOPE = {
  of: z.enum(ALERT_SCOPES, zodMessage("not-one-of", { options: ALERT_SCOPES })),
  name: Name.or(z.literal("")).default(""),
};

export const BUDGET_MEASURES = ["forecast", "spent"] as const;
export const QUARANTINE_PERIODS = ["hour", "day"] as const;

/** What a rule looks at. */
export const AlertCheck = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("daily-spend"), ...SCOPE, limitUsd: UsdAmount }),
  /** Above so many percent of the median of the same weekday in the weeks before, and above the floor. */
  z.strictObject({
    kind: z.literal("unusual-spend"),
    ...SCOPE,
    percent: whole(101, 100_000),
    weeks: whole(3, 26).default(8),
    floorUsd: UsdAmount,
  }),
  /** On the first day of a model: what its tokens cost per 1M, or what the day cost. */
  z.strictObject({ kind: z.literal("expensive-model"), per1MUsd: UsdAmount, dayUsd: UsdAmount }),
  /** Of the cost of a day, from a cost of the day on. */
  z.strictObject({ kind: z.literal("default-share"), percent: whole(1, 99), floorUsd: UsdAmount }),
  /** Without a gateway: none of any of them. */
  z.strictObject({
    kind: z.literal("no-events"),
    minutes: whole(1, 43_200),
    gateway: Name.or(z.literal("")).default(""),
  }),
  z.strictObject({ kind: z.literal("catalog-stale"), days: whole(1, 365) }),
  /** For a name with at least so many requests in 30 days. */
  z.strictObject({ kind: z.literal("price-moved"), requests: whole(1, 1_000_000_000) }),
  z.strictObject({ kind: z.literal("price-unreviewed"), days: whole(1, 365) }),
  z.strictObject({ kind: z.literal("case-fails") }),
  z.strictObject({
    kind: z.literal("budget"),
    measure: z.enum(BUDGET_MEASURES, zodMessage("not-one-of", { options: BUDGET_MEASURES })),
    percent: whole(1, 1000),
  }),
  z.strictObject({
    kind: z.literal("quarantine"),
    events: whole(0, 1_000_000_000),
    per: z.enum(QUARANTINE_PERIODS, zodMessage("not-one-of", { options: QUARANTINE_PERIODS })),
  }),
]);
export type AlertCheck = z.output<typeof AlertCheck>;
export type AlertKind = AlertCheck["kind"];
export type CheckOf<Kind extends AlertKind> = Extract<AlertCheck, { kind: Kind }>;

const RuleId = z.uuid(zodMessage("not-an-id", { of: "a rule" }));
const MOST_CHANNELS = 20;

/** With an id the rule is changed, else it is new. */
export const SaveAlertRule = z.strictObject({
  id: RuleId.optional(),
  name: Name,
  check: AlertCheck,
  isActive: z.boolean().default(true),
  /** As news in the app for those who may read alerts. */
  isInApp: z.boolean().default(true),
  channelIds: z
    .array(z.uuid(zodMessage("not-an-id", { of: "a channel" })))
    .max(MOST_CHANNELS, zodMessage("too-many", { most: MOST_CHANNELS, of: "channels" }))
    .default([]),
});
export type SaveAlertRule = z.output<typeof SaveAlertRule>;

export const AlertRuleId = z.strictObject({ id: RuleId });
export type AlertRuleId = z.output<typeof AlertRuleId>;

const Until = Instant.nullable();

/** Nothing new is told until then; null: from now on again. */
export const SnoozeAlertRule = z.strictObject({ id: RuleId, until: Until });
export type SnoozeAlertRule = z.output<typeof SnoozeAlertRule>;

const AlertId = z.uuid(zodMessage("not-an-id", { of: "an alert" }));

/** What a rule finds about the same is not told until then; null: from now on again. */
export const SnoozeAlert = z.strictObject({ id: AlertId, until: Until });
export type SnoozeAlert = z.output<typeof SnoozeAlert>;

const MOST_ACKNOWLEDGED = 500;
export const AcknowledgeAlerts = z.strictObject({
  ids: z
    .array(AlertId)
    .min(1, zodMessage("empty-list", { of: "alert" }))
    .max(MOST_ACKNOWLEDGED, zodMessage("too-many", { most: MOST_ACKNOWLEDGED, of: "alerts" })),
});
export type AcknowledgeAlerts = z.output<typeof AcknowledgeAlerts>;

export const ALERT_STATES = ["open", "snoozed", "acknowledged", "over"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const ListAlerts = z.strictObject({
  state: z.enum(ALERT_STATES, zodMessage("not-one-of", { options: ALERT_STATES })).optional(),
  ruleId: RuleId.optional(),
  /** Raised within so many days. */
  days: z.coerce.number().pipe(whole(1, 3660)).default(90),
});
export type ListAlerts = z.output<typeof ListAlerts>;

/** Units of a value and its limit. */
export type AlertUnit =
  | "usd"
  | "usd-per-1m"
  | "percent"
  | "minutes"
  | "days"
  | "requests"
  | "prices"
  | "cases"
  | "events";
