/** What a mail server and a webhook are reached by. */
import { Group, NumberInput, PasswordInput, Select, TagsInput, TextInput } from "@mantine/core";
import { type EmailChannel, MAIL_SECURITIES, type WebhookChannel } from "@ratecard/contract";
import { SECURITY_WORDS } from "./channel-words";

type FieldsProps<Values> = Readonly<{
  values: Values;
  refused: Readonly<Record<string, string>>;
  hasSecret: boolean;
  onChange: (patch: Partial<Values>) => void;
}>;

const SECURITIES = MAIL_SECURITIES.map((value) => ({ value, label: SECURITY_WORDS[value] }));
const STORED = "stored; enter another one to replace it";

/** Which of the recipients is refused stands in the field's name: `recipients.1`. */
const ofList = (refused: Readonly<Record<string, string>>, field: string): string | undefined =>
  Object.entries(refused).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1];

export const EmailFields = ({ values, refused, hasSecret, onChange }: FieldsProps<EmailChannel>) => (
  <>
    <Group grow align="flex-start">
      <TextInput
        label="Mail server"
        placeholder="smtp.example.org"
        spellCheck={false}
        value={values.host}
        error={refused.host}
        onChange={({ currentTarget }) => onChange({ host: currentTarget.value })}
      />
      <NumberInput
        label="Port"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={values.port}
        error={refused.port}
        onChange={(port) => onChange({ port: Number(port) })}
      />
    </Group>
    <Select
      label="Secrecy of the connection"
      data={SECURITIES}
      allowDeselect={false}
      value={values.security}
      onChange={(value) => onChange({ security: MAIL_SECURITIES.find((known) => known === value) ?? "starttls" })}
    />
    <Group grow align="flex-start">
      <TextInput
        label="User"
        description="Empty: it asks for none"
        autoComplete="off"
        value={values.user}
        error={refused.user}
        onChange={({ currentTarget }) => onChange({ user: currentTarget.value })}
      />
      <PasswordInput
        label="Password"
        description="For this server and user only"
        placeholder={hasSecret ? STORED : ""}
        autoComplete="off"
        value={values.password ?? ""}
        error={refused.password}
        onChange={({ currentTarget }) => onChange({ password: currentTarget.value })}
      />
    </Group>
    <TextInput
      label="Sender"
      placeholder="ratecard@example.org"
      inputMode="email"
      value={values.sender}
      error={refused.sender}
      onChange={({ currentTarget }) => onChange({ sender: currentTarget.value })}
    />
    <TagsInput
      label="Recipients"
      description="Enter after each of them"
      value={values.recipients}
      error={ofList(refused, "recipients")}
      onChange={(recipients) => onChange({ recipients })}
    />
  </>
);

export const WebhookFields = ({ values, refused, hasSecret, onChange }: FieldsProps<WebhookChannel>) => (
  <>
    <PasswordInput
      label="Address"
      description="Whoever has it can post there, so it is not shown again"
      placeholder={hasSecret ? STORED : "https://hooks.slack.com/services/…"}
      autoComplete="off"
      value={values.url ?? ""}
      error={refused.url}
      onChange={({ currentTarget }) => onChange({ url: currentTarget.value })}
    />
    <PasswordInput
      label="Signing secret"
      description="Empty: a new channel gets one, shown once. Slack does not need it"
      placeholder={hasSecret ? STORED : ""}
      autoComplete="off"
      value={values.signingSecret ?? ""}
      error={refused.signingSecret}
      onChange={({ currentTarget }) => onChange({ signingSecret: currentTarget.value })}
    />
  </>
);
