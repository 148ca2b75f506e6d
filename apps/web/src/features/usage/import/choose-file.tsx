/** Which file, and the gateway its requests are booked under. */
import { Button, FileButton, Stack, Text, TextInput } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";
import { DropArea } from "#web/components/drop-area";

type ChooseFileProps = Readonly<{ isBusy: boolean; onChoose: (file: File, gateway: string) => void }>;

export function ChooseFile({ isBusy, onChoose }: ChooseFileProps) {
  const [gateway, setGateway] = useState("history");
  const choose = (file: File | null | undefined) => {
    if (file && gateway.trim() !== "") onChoose(file, gateway.trim());
  };
  return (
    <Stack gap="md" maw={860}>
      <TextInput
        label="Gateway"
        description="Requests are booked under this name. A request id counts once within it, so the same file again books nothing twice."
        w={320}
        value={gateway}
        error={gateway.trim() === "" ? "Name it." : null}
        onChange={({ currentTarget }) => setGateway(currentTarget.value)}
      />
      <DropArea onDrop={([file]) => choose(file)}>
        <IconFileImport size={22} stroke={1.5} aria-hidden />
        <Text size="sm">Drop a CSV, NDJSON or JSON file here, however large it is</Text>
        <FileButton onChange={choose} accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson">
          {(props) => (
            <Button {...props} variant="default" loading={isBusy} disabled={gateway.trim() === ""}>
              Choose a file …
            </Button>
          )}
        </FileButton>
      </DropArea>
      <Text size="xs" c="dimmed" maw={640}>
        LiteLLM&apos;s spend logs and sums of each day, the usage reports of OpenAI and Anthropic, and our own export of
        requests are known by their columns; those of any other CSV are mapped. Nothing is booked before you have seen
        the first rows. The file is read here: conversations in it do not leave this computer.
      </Text>
    </Stack>
  );
}
