/** A short word after an action: `notifyDone("Key revoked")`, `notifyError(error)`; for a mutation that does no more: `feedback`. */
import { notifications } from "@mantine/notifications";
import type { QueryFilters } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { describeClientError } from "#web/errors/describe-client-error";
import { queryClient } from "#web/trpc";

const CLOSE = { "aria-label": "Close" };

export const notifyDone = (message: ReactNode): void => {
  notifications.show({ message, withBorder: true, closeButtonProps: CLOSE });
};

export const notifyError = (error: unknown): void => {
  const { title, message, domain, requestId } = describeClientError(error);
  const reference = domain === null && requestId !== null ? ` (request ${requestId})` : "";
  notifications.show({
    title,
    message: `${message}${reference}`,
    color: "red",
    withBorder: true,
    autoClose: 10_000,
    closeButtonProps: CLOSE,
  });
};

/**
 * Says that it is done, or why not, and asks again for what it may have changed (everything if `stale` is missing).
 *   useMutation(trpc.access.apiKeys.revoke.mutationOptions(feedback((key) => `${key.name} is revoked`)))
 */
export const feedback = <Answer>(doneWords: (answer: Answer) => string, stale?: QueryFilters) => ({
  onError: notifyError,
  onSuccess: (answer: Answer) => notifyDone(doneWords(answer)),
  onSettled: () => queryClient.invalidateQueries(stale),
});
