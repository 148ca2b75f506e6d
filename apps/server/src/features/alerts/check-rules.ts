/**
 * Checks the rules and writes what they find: the alert, its deliveries and its notification in one transaction.
 * Rules   a rule that somebody changed, snoozed or removed during its check raises and ends nothing: the next check reads it anew.
 * Time    a rule looks at yesterday and today, from the day it was made on: what happened before is its preview.
 * Errors  of one rule: logged, noted beside it, and the others go on.
 */
import { addDays, type NewNotification } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { readZone } from "#server/ledger/ledger-days";
import { isDatabaseGone } from "#server/errors/is-database-gone";
import type { Services } from "#server/services/context";
import { endAlerts, keepAlertsUp, type NewAlert, raiseAlerts, wakeAlerts } from "./alert-rows";
import type { AlertSources } from "./kinds/alert-kind";
import { standingOf } from "./kinds/alert-kinds";
import { type AlertRule, findRules, lockUnchanged, noteCheck } from "./rule-rows";

/** What the layer above knows: other features' figures, and how news reach people in the app. */
export type AlertParts = Readonly<{
  sources: (services: Services) => AlertSources;
  tell: (tx: Transaction, news: NewNotification, at: Date) => Promise<void>;
  settle: (tx: Transaction, keys: readonly string[], at: Date) => Promise<void>;
  /** What was over is so again. */
  reopen: (tx: Transaction, keys: readonly string[]) => Promise<void>;
}>;

export const notificationKey = (alertId: string): string => `alert:${alertId}`;

/** Answers how many alerts are new. */
export async function checkRules(services: Services, parts: AlertParts): Promise<number> {
  const { db, clock, log } = services;
  const now = clock();
  const { today } = await readZone(db.pool, now);
  const rules = (await findRules(db.pool)).filter((rule) => rule.isActive && !isSnoozed(rule, now));
  let count = 0;
  for (const rule of rules) {
    try {
      count += await checkRule(services, parts, rule, today);
      await noteCheck(db.pool, rule.id, null);
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      log.error({ err: error, rule: rule.id }, "a rule of alerts could not be checked");
      await noteCheck(db.pool, rule.id, now);
    }
  }
  await db.prisma.$transaction(async (tx) => {
    for (const woken of await wakeAlerts(tx, now))
      await tellNew(tx, parts, { ...woken, title: `Still so: ${woken.title}` }, now);
  });
  return count;
}

const isSnoozed = ({ snoozedUntil }: AlertRule, now: Date): boolean =>
  snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime();

async function checkRule(services: Services, parts: AlertParts, rule: AlertRule, today: string): Promise<number> {
  const { db, clock } = services;
  const now = clock();
  const { today: dayMade } = await readZone(db.pool, new Date(rule.createdAt));
  const yesterday = addDays(today, -1);
  const span = { from: dayMade > yesterday ? dayMade : yesterday, to: today, now };
  const findings = await standingOf({ pool: db.pool, sources: parts.sources(services) }, rule.check, span);
  return db.prisma.$transaction(async (tx) => {
    if (!(await lockUnchanged(tx, rule, now))) return 0;
    const raised = await raiseAlerts(tx, rule, findings, now);
    if (rule.isInApp) for (const alert of raised) if (!alert.isSnoozed) await tellNew(tx, parts, alert, now);
    const kept = await keepAlertsUp(tx, rule.id, findings, now);
    const again = kept.filter(({ isAgain }) => isAgain);
    await parts.reopen(
      tx,
      again.map(({ id }) => notificationKey(id)),
    );
    if (rule.isInApp) for (const alert of kept) if (alert.isOther) await tellNew(tx, parts, alert, now);
    await parts.settle(tx, (await endAlerts(tx, rule.id, findings, now)).map(notificationKey), now);
    return raised.length;
  });
}

type Told = Pick<NewAlert, "id" | "title" | "detail">;

const tellNew = (tx: Transaction, { tell }: AlertParts, { id, title, detail }: Told, at: Date): Promise<void> =>
  tell(
    tx,
    { key: notificationKey(id), title, detail, link: `/admin/alerts?open=${id}`, permission: "alerts:read" },
    at,
  );
