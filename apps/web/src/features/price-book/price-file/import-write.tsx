/** Names the batch and writes it; says what stands in the way, and hands out the bad rows with their reasons. */
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BatchName, hasName } from "#web/components/batch-written";
import type { Selection } from "#web/components/data-table";
import { downloadText } from "#web/components/download-text";
import { notifyError } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";
import { useRefreshPrices } from "../use-refresh-prices";
import type { FileImported } from "./import-done";
import { askedOf, type FilePreview, isWriting, needsTick } from "./import-draft";
import type { ImportChoices } from "./kept-import";
import type { PriceFile } from "./price-file";

type ImportWriteProps = Readonly<{
  file: PriceFile;
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
  preview: FilePreview;
  ticked: Selection;
  /** What is shown is what would be written. */
  isReady: boolean;
  onBack: () => void;
  onImported: (imported: FileImported) => void;
  onLookAgain: () => void;
}>;

export function ImportWrite(props: ImportWriteProps) {
  const { file, choices, onChange, preview, ticked, isReady, onBack } = props;
  const { draft, batchName: name, isSkippingBad } = choices;
  const write = useWrite(props);
  const { counts, rows, badRows } = preview;
  const writing = rows.filter(isWriting);
  const unticked = writing.filter((row) => needsTick(row) && !ticked.has(row.model)).length;
  const isBlocked =
    !isReady || writing.length === 0 || unticked > 0 || (counts.bad > 0 && !isSkippingBad) || !hasName(name);
  const save = () =>
    write.mutate({
      ...askedOf(file, draft),
      name: name.trim(),
      skipBad: isSkippingBad,
      acceptFar: [...ticked],
      seen: writing.map(({ model, version }) => [model, version]),
    });
  return (
    <Stack gap={6} align="flex-end">
      <Group gap="xs" align="flex-start">
        <Button variant="default" onClick={onBack}>
          Another file
        </Button>
        <BatchName name={name} onChange={(batchName) => onChange({ ...choices, batchName })} width={220} />
        <Button loading={write.isPending} disabled={isBlocked} onClick={save}>
          Import {writing.length.toLocaleString("en")} {writing.length === 1 ? "price" : "prices"}
        </Button>
      </Group>
      {unticked > 0 && (
        <Text size="xs" c="var(--rc-warn)" role="status">
          {unticked.toLocaleString("en")} {unticked === 1 ? "moves" : "move"} far: tick each one that is meant.
        </Text>
      )}
      {badRows !== null && (
        <Group gap="sm">
          <Checkbox
            size="xs"
            label={`Import the good rows without the ${counts.bad.toLocaleString("en")} bad`}
            checked={isSkippingBad}
            onChange={({ currentTarget }) => onChange({ ...choices, isSkippingBad: currentTarget.checked })}
          />
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconDownload size={12} aria-hidden />}
            onClick={() => downloadText("bad-rows.csv", badRows, "text/csv")}
          >
            Bad rows with reasons
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function useWrite({ onImported, onLookAgain }: ImportWriteProps) {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  return useMutation(
    trpc.priceBook.importFile.mutationOptions({
      onSuccess: async (imported) => {
        onImported(imported);
        await Promise.all([refresh(), queries.invalidateQueries(trpc.discovery.batches.pathFilter())]);
      },
      onError: (error) => {
        notifyError(error);
        if (domainErrorOf(error)?.code === "VERSION_MOVED") onLookAgain();
      },
    }),
  );
}
