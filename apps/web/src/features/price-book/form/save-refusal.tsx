/** A refused save that no field is to blame for. */
import { Alert, Text } from "@mantine/core";
import { fieldErrorsOf } from "#web/components/field-errors";
import { describeClientError } from "#web/errors/describe-client-error";

export function SaveRefusal({ error }: Readonly<{ error: unknown }>) {
  if (!error || Object.keys(fieldErrorsOf(error)).length > 0) return null;
  const { title, message } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" title={title} role="alert">
      <Text size="sm">{message}</Text>
    </Alert>
  );
}
