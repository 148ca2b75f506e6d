/** Alerts tell of what other features know, and through the news of the app; here, above all of them, they are given it. */
import type { AlertParts } from "#server/features/alerts/check-rules";
import { findBudgets } from "#server/features/budgets/rows";
import { reopenWithin, settleWithin, tellWithin } from "#server/features/notifications/add-notification";

export const alertParts: AlertParts = {
  sources: ({ db }) => ({ budgets: (now) => findBudgets(db.pool, now) }),
  tell: tellWithin,
  settle: settleWithin,
  reopen: reopenWithin,
};
