/** Notification procedures: check the input, call one verb. No rule is decided here. */
import { OneNotification } from "@ratecard/contract";
import { procedure, router, signedInProcedure } from "#server/rpc/trpc";
import { dismissNotification, listNotifications, settleNotification } from "./list-notifications";

export const notificationsRouter = router({
  /** What whoever asks may see and has not dismissed. */
  list: signedInProcedure.query(({ ctx }) => listNotifications(ctx)),
  /** For whoever asks. Fails with NOT_FOUND. */
  dismiss: signedInProcedure.input(OneNotification).mutation(({ ctx, input }) => dismissNotification(ctx, input)),
  /** For everybody. Fails with NOT_FOUND. */
  settle: procedure("notifications:settle")
    .input(OneNotification)
    .mutation(({ ctx, input }) => settleNotification(ctx, input)),
});
