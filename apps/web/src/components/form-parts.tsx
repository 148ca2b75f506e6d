/** What the forms of people have in common: a field for a new password, a refusal that names no field, the button that sends. */
import { Alert, Button, Group, PasswordInput, type PasswordInputProps } from "@mantine/core";
import { PASSWORD_LENGTH } from "@ratecard/contract";
import { describeClientError } from "#web/errors/describe-client-error";
import { fieldErrorsOf } from "./field-errors";

export const NewPasswordInput = ({ note, ...props }: PasswordInputProps & Readonly<{ note?: string }>) => (
  <PasswordInput
    description={`At least ${PASSWORD_LENGTH.min} characters${note === undefined ? "" : `. ${note}`}`}
    autoComplete="new-password"
    {...props}
  />
);

type RefusalProps = Readonly<{ error: unknown; isSaidAt?: (field: string) => boolean }>;

/** An error that names fields is shown beside them instead; `isSaidAt`: those of the form that show theirs, all of them if missing. */
export function Refusal({ error, isSaidAt = () => true }: RefusalProps) {
  const fields = Object.keys(fieldErrorsOf(error));
  if (!error || (fields.length > 0 && fields.every(isSaidAt))) return null;
  const { title, message } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" role="alert" title={title}>
      {message}
    </Alert>
  );
}

export const SubmitRow = ({ label, isSending }: Readonly<{ label: string; isSending: boolean }>) => (
  <Group justify="flex-end">
    <Button type="submit" loading={isSending}>
      {label}
    </Button>
  </Group>
);
