/** Alert procedures: check the input, call one verb. No rule is decided here. */
import {
  AcknowledgeAlerts,
  AlertChannelId,
  AlertCheck,
  AlertRuleId,
  ListAlerts,
  OneDelivery,
  SaveAlertChannel,
  SaveAlertRule,
  SnoozeAlert,
  SnoozeAlertRule,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { findChannels } from "./channels/channel-rows";
import { sendAgain } from "./channels/deliver-alerts";
import { removeChannel, saveChannel } from "./channels/edit-channels";
import { tryChannel } from "./channels/try-channel";
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
    channels: reading.query(({ ctx }) => findChannels(ctx.db.pool, ctx.clock())),
    /** Fails with NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT. */
    saveChannel: writing.input(SaveAlertChannel).mutation(({ ctx, input }) => saveChannel(ctx, input)),
    /** What was sent through it keeps its name. Fails with NOT_FOUND. */
    removeChannel: writing.input(AlertChannelId).mutation(({ ctx, input }) => removeChannel(ctx, input)),
    /** Sends a test, and answers what happened. */
    tryChannel: writing.input(SaveAlertChannel).mutation(({ ctx, input }) => tryChannel(ctx, input)),
    /** Fails with NOT_FOUND. */
    sendAgain: writing.input(OneDelivery).mutation(({ ctx, input }) => sendAgain(ctx, input)),
    /** Fails with NOT_FOUND. */
    snooze: writing.input(SnoozeAlert).mutation(({ ctx, input }) => snoozeAlert(ctx, input, parts)),
  });
