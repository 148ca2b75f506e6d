/** A short word after an action: `notifyDone("Key revoked")`, `notifyError(error)` in a mutation's onError. */
import { notifications } from "@mantine/notifications";
import { describeClientError } from "#web/errors/describe-client-error";

const CLOSE = { "aria-label": "Close" };

export const notifyDone = (message: string): void => {
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
