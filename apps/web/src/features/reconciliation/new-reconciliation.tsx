/** Brings an invoice: choose it, see what it is, compare it. */
import { Alert, Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { IconFileInvoice } from "@tabler/icons-react";
import { DropArea } from "#web/components/drop-area";
import { fieldErrorsOf } from "#web/components/field-errors";
import { describeClientError } from "#web/errors/describe-client-error";
import { InvoiceLook } from "./invoice-look";
import { type Reading, useInvoice } from "./use-invoice";

export function NewReconciliation() {
  const work = useInvoice();
  const { look, reading, isSending, error } = work;
  return (
    <>
      {error !== null && !isSaidAtField(error) && <Problem error={error} />}
      {reading && <ReadingProgress reading={reading} onCancel={work.cancel} />}
      {look ? (
        <InvoiceLook
          key={look.files.map(({ name, lastModified }) => `${name} ${lastModified}`).join()}
          look={look}
          isBusy={isSending || reading !== null}
          error={error}
          onChoice={(choice) => void work.lookAt(look.files, { ...look.choice, ...choice })}
          onCompare={(terms) => void work.compare(look, terms)}
          onBack={work.startOver}
        />
      ) : (
        !reading && <ChooseInvoice onChoose={(files) => void work.lookAt(files)} />
      )}
    </>
  );
}

/** Fields of the form say themselves what is wrong with them. */
const FIELDS = ["usdPerUnit", "zone", "providers", "currency"];
const isSaidAtField = (error: unknown): boolean => {
  const fields = Object.keys(fieldErrorsOf(error));
  return fields.length > 0 && fields.every((field) => FIELDS.includes(field));
};

function Problem({ error }: Readonly<{ error: unknown }>) {
  const { title, message } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" mb="sm" role="alert" title={title}>
      {message}
    </Alert>
  );
}

/** By their names, for what is dropped comes in any order: `cur-2.csv` before `cur-10.csv`. */
const BY_NAME = new Intl.Collator("en", { numeric: true });

function ChooseInvoice({ onChoose }: Readonly<{ onChoose: (files: readonly File[]) => void }>) {
  const choose = (files: readonly File[]) => {
    if (files.length > 0) onChoose(files.toSorted((left, right) => BY_NAME.compare(left.name, right.name)));
  };
  return (
    <Stack gap="xs" maw={860}>
      <DropArea onDrop={choose}>
        <IconFileInvoice size={22} stroke={1.5} aria-hidden />
        <Text size="sm">Drop an invoice or an export of costs here: CSV, JSON, or either as .gz</Text>
        <FileButton multiple onChange={choose} accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz">
          {(props) => (
            <Button {...props} variant="default">
              Choose files …
            </Button>
          )}
        </FileButton>
      </DropArea>
      <Text size="xs" c="dimmed">
        Known are OpenAI&apos;s and Anthropic&apos;s costs, AWS (Bedrock), Azure, Google Cloud (Vertex AI, Gemini),
        FOCUS and OpenRouter; the columns of any other CSV are mapped. Where an export comes in several files, choose
        all of them at once: they are one invoice. Files are read here: only their sums by day, model and kind of token
        are kept.
      </Text>
    </Stack>
  );
}

function ReadingProgress({ reading, onCancel }: Readonly<{ reading: Reading; onCancel: () => void }>) {
  const percent = reading.of === 0 ? 100 : Math.floor((reading.bytes * 100) / reading.of);
  return (
    <Stack gap="xs" maw={860}>
      <Group justify="space-between">
        <Text size="sm" role="status">
          Reading {reading.name}
          {reading.parts > 1 && ` (${reading.part} of ${reading.parts})`}: {percent} %
        </Text>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
      <Progress value={percent} aria-label="Share of all bytes" />
      <Text size="xs" c="dimmed">
        Keep this tab open: what you chose is read here, and nothing is sent before its end.
      </Text>
    </Stack>
  );
}
