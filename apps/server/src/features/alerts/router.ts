/** Alert procedures: check the input, call one verb. No rule is decided here. */
import {
  AcknowledgeAlerts,
  AlertCheck,
  AlertRuleId,
  ListAlerts,
  SaveAlertRule,
  SnoozeAlert,
  SnoozeAlertRule,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { type AlertParts, checkRules } from "./check-rules";
import { removeRule, saveRule, snoozeRule } from "./edit-rules";
import { countOpenAlerts, listAlerts, listRules } from "./list-alerts";
import { previewRule } from "./preview-rule";
import { acknowledgeAlerts, snoozeAlert } from "./settle-alerts";

const reading = procedure("alerts:read");
const writing = procedure("alerts:write");

export const createAlertsRouter = (parts: AlertParts) =>
  router({
    list: reading.input(ListAlerts).query(({ ctx, input }) => listAlerts(ctx, input)),
    openCount: reading.query(({ ctx }) => countOpenAlerts(ctx)),
    rules: reading.query(({ ctx }) => listRules(ctx)),
    /** How often it would have fired. */
    preview: reading.input(AlertCheck).query(({ ctx, input }) => previewRule(ctx, input, parts)),

    /** Fails with NOT_FOUND, ALREADY_EXISTS. */
    saveRule: writing.input(SaveAlertRule).mutation(({ ctx, input }) => saveRule(ctx, input, parts)),
    /** Fails with NOT_FOUND. */
    removeRule: writing.input(AlertRuleId).mutation(({ ctx, input }) => removeRule(ctx, input, parts)),
    /** Fails with NOT_FOUND. */
    snoozeRule: writing.input(SnoozeAlertRule).mutation(({ ctx, input }) => snoozeRule(ctx, input)),
    checkNow: writing.mutation(async ({ ctx }) => ({ raised: await checkRules(ctx, parts) })),

    acknowledge: writing.input(AcknowledgeAlerts).mutation(({ ctx, input }) => acknowledgeAlerts(ctx, input, parts)),
    /** Fails with NOT_FOUND. */
    snooze: writing.input(SnoozeAlert).mutation(({ ctx, input }) => snoozeAlert(ctx, input, parts)),
  });
