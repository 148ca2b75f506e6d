/** Rules as people make, change, snooze and remove them. What a rule found before stays in the history. */
import type { AlertRuleId, SaveAlertRule, SnoozeAlertRule } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { refuseTakenName } from "#server/write/refuse-taken-name";
import { write } from "#server/write/write";
import { endAllAlerts } from "./alert-rows";
import { type AlertParts, notificationKey } from "./check-rules";
import { insertRule, removeRuleRow, snoozeRuleRow, type StoredRule, updateRule } from "./rule-rows";

/** Answers the id. Errors: NOT_FOUND, ALREADY_EXISTS for a name that another rule has. */
export async function saveRule(ctx: ActingContext, { id, ...rule }: SaveAlertRule, parts: AlertParts) {
  const at = ctx.clock();
  const by = ctx.actor.label;
  const details = (before: StoredRule | null) => ({ before, after: rule });
  const action = id === undefined ? "alert-rule.create" : "alert-rule.update";
  let saved = id;
  await refuseTakenName("alert rule", rule.name, () =>
    write(ctx, { action, subject: rule.name, details }, async (tx) => {
      if (id === undefined) {
        saved = await insertRule(tx, rule, by, at);
        return null;
      }
      const before = await updateRule(tx, id, rule, by, at);
      if (!before) throw noSuchRule(id);
      if (!rule.isActive) await parts.settle(tx, (await endAllAlerts(tx, id, at)).map(notificationKey), at);
      return before;
    }),
  );
  return { id: saved ?? "" };
}

/** Its open alerts are over. Errors: NOT_FOUND. */
export async function removeRule(ctx: ActingContext, { id }: AlertRuleId, parts: AlertParts): Promise<void> {
  const at = ctx.clock();
  const entry = { action: "alert-rule.remove", subject: id, details: (before: StoredRule) => ({ before }) };
  await write(ctx, entry, async (tx) => {
    const before = await removeRuleRow(tx, id, ctx.actor.label, at);
    if (!before) throw noSuchRule(id);
    await parts.settle(tx, (await endAllAlerts(tx, id, at)).map(notificationKey), at);
    return before;
  });
}

/** Errors: NOT_FOUND. */
export async function snoozeRule(ctx: ActingContext, { id, until }: SnoozeAlertRule): Promise<void> {
  const entry = { action: "alert-rule.snooze", subject: id, details: ({ name }: StoredRule) => ({ name, until }) };
  await write(ctx, entry, async (tx) => {
    const rule = await snoozeRuleRow(tx, id, until === null ? null : new Date(until));
    if (!rule) throw noSuchRule(id);
    return rule;
  });
}

const noSuchRule = (id: string) => new DomainError("NOT_FOUND", { what: "alert rule", name: id });
