/** Alerts tell of what other features know, and through the news of the app; here, above all of them, they are given it. */
import type { AlertParts } from "#server/features/alerts/check-rules";
import { findBudgets } from "#server/features/budgets/rows";
import { checkPriceCases } from "#server/features/price-cases/price-cases";
import { reopenWithin, settleWithin, tellWithin } from "#server/features/notifications/add-notification";

export const alertParts: AlertParts = {
  sources: (services) => ({
    budgets: (now) => findBudgets(services.db.pool, now),
    failingCases: async () => (await checkPriceCases(services, {})).cases.filter(({ isMet }) => !isMet),
  }),
  tell: tellWithin,
  settle: settleWithin,
  reopen: reopenWithin,
};
