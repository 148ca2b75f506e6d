/** The fields of a channel, with a test that says what happened. Stored secrets are never shown. */
import { Alert, Button, Code, Group, Stack, Switch, TextInput } from "@mantine/core";
import { SaveAlertChannel } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { Refusal } from "#web/components/form-parts";
import { notifyDone } from "#web/components/notify";
import { queryClient, trpc } from "#web/trpc";
import { type ChannelDraft, sentDraft } from "./channel-draft";
import { EmailFields, WebhookFields } from "./channel-fields";

type ChannelFormProps = Readonly<{
  draft: ChannelDraft;
  hasSecret: boolean;
  isReadOnly: boolean;
  onClose: () => void;
}>;

export function ChannelForm({ draft, hasSecret, isReadOnly, onClose }: ChannelFormProps) {
  const [values, setValues] = useState(draft);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
  const options = { onError: (error: unknown) => setRefused(fieldErrorsOf(error)) };
  const test = useMutation(trpc.alerts.tryChannel.mutationOptions(options));
  const save = useMutation(
    trpc.alerts.saveChannel.mutationOptions({
      ...options,
      onSuccess: ({ madeSecret }) => {
        notifyDone(`${values.name} is saved`);
        if (madeSecret === null) onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.alerts.pathFilter()),
    }),
  );
  const checked = (go: (input: ChannelDraft) => void) => () => {
    const input = sentDraft(values);
    const problems = checkWith(SaveAlertChannel)(input);
    setRefused(problems);
    if (Object.keys(problems).length === 0) go(input);
  };
  const madeSecret = save.data?.madeSecret ?? null;
  if (madeSecret !== null) return <MadeSecret secret={madeSecret} onClose={onClose} />;
  const fields = { refused, hasSecret, onChange: (patch: object) => setValues({ ...values, ...patch }) };
  return (
    <fieldset disabled={isReadOnly} style={{ border: 0, padding: 0, margin: 0 }}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          value={values.name}
          error={refused.name}
          onChange={({ currentTarget }) => fields.onChange({ name: currentTarget.value })}
        />
        {values.kind === "email" ? (
          <EmailFields values={values} {...fields} />
        ) : (
          <WebhookFields values={values} {...fields} />
        )}
        <Switch
          label="On"
          checked={values.isActive}
          onChange={({ currentTarget }) => fields.onChange({ isActive: currentTarget.checked })}
        />
        <Tested answer={test.data} isPending={test.isPending} />
        <Refusal error={save.error ?? test.error} />
        {!isReadOnly && (
          <Group justify="space-between">
            <Button variant="default" loading={test.isPending} onClick={checked((input) => test.mutate(input))}>
              Send a test
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button loading={save.isPending} onClick={checked((input) => save.mutate(input))}>
                Save
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
    </fieldset>
  );
}

type Tried = Readonly<{ answer: { isOk: boolean; words: string } | undefined; isPending: boolean }>;

const Tested = ({ answer, isPending }: Tried) => (
  <div role="status">
    {answer && !isPending && (
      <Alert color={answer.isOk ? "green" : "red"} variant="light" p="xs" title={answer.isOk ? "Sent" : "Not sent"}>
        {answer.words}
      </Alert>
    )}
  </div>
);

const MadeSecret = ({ secret, onClose }: Readonly<{ secret: string; onClose: () => void }>) => (
  <Stack gap="sm">
    <Alert variant="light" title="The signing secret, shown this once">
      Each call carries X-Ratecard-Timestamp, and X-Ratecard-Signature: v1= and the HMAC-SHA256, in hex, of the
      timestamp, a dot and the body, by this secret.
    </Alert>
    <Code block>{secret}</Code>
    <Group justify="flex-end">
      <Button onClick={onClose}>I have it</Button>
    </Group>
  </Stack>
);
