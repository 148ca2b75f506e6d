/** A refused save that no field is to blame for; a moved version offers the entry as it is now. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { fieldErrorsOf } from "#web/components/field-errors";
import { describeClientError } from "#web/errors/describe-client-error";

type SaveRefusalProps = Readonly<{ error: unknown; onReload?: () => void }>;

export function SaveRefusal({ error, onReload }: SaveRefusalProps) {
  if (!error || Object.keys(fieldErrorsOf(error)).length > 0) return null;
  const { title, message, domain } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" title={title} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{message}</Text>
        {domain?.code === "VERSION_MOVED" && onReload && (
          <Button size="compact-xs" variant="default" onClick={onReload}>
            Show the current entry
          </Button>
        )}
      </Group>
    </Alert>
  );
}
