/** A file dropped or chosen, or rows pasted from a spreadsheet. */
import { Alert, Button, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { LONGEST_PASTE } from "@ratecard/contract";
import { type ClipboardEvent, useState } from "react";
import { DropArea } from "#web/components/drop-area";
import classes from "./file-chooser.module.css";
import { fileOfBlob, fileOfText, type FileRead, type PriceFile } from "./price-file";

const TYPES = ".csv,.tsv,.txt,.json,.yaml,.yml,text/csv,application/json,application/yaml";
const EXAMPLE = "model,provider,inputPer1M,outputPer1M\ngpt-4o,openai,2.5,10";

type FileChooserProps = Readonly<{
  pasted: string;
  onPaste: (text: string) => void;
  onChoose: (file: PriceFile) => void;
  onStartOver: () => void;
}>;

export function FileChooser({ pasted, onPaste, onChoose, onStartOver }: FileChooserProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const take = (read: FileRead) => ("file" in read ? onChoose(read.file) : setProblem(read.problem));
  const open = async (file: File | null | undefined) => {
    if (file) take(await fileOfBlob(file.name, file));
  };
  /** The box would freeze on it before anybody could say so. */
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length <= LONGEST_PASTE) return;
    event.preventDefault();
    take(fileOfText(pasteName(), text));
  };
  return (
    <Stack gap="md" maw={860}>
      {problem !== null && (
        <Alert color="red" variant="light" p="xs" role="alert" title="This cannot be read">
          {problem}
        </Alert>
      )}
      <DropArea onDrop={([file]) => void open(file)}>
        <IconFileImport size={22} stroke={1.5} aria-hidden />
        <Text size="sm">Drop a CSV, JSON or YAML file here</Text>
        <FileButton accept={TYPES} onChange={(file) => void open(file)}>
          {(props) => (
            <Button {...props} variant="default">
              Choose a file …
            </Button>
          )}
        </FileButton>
      </DropArea>
      <Textarea
        label="Or paste rows"
        description="From a spreadsheet, with the line that names the columns; CSV and JSON too."
        placeholder={EXAMPLE}
        rows={8}
        classNames={{ input: classes.paste }}
        spellCheck={false}
        value={pasted}
        onPaste={paste}
        onChange={({ currentTarget }) => onPaste(currentTarget.value)}
      />
      <Group justify="space-between" gap="sm" align="flex-start">
        <Text size="xs" c="dimmed" maw={560}>
          Nothing is written before you have seen every row. An export of the price book, or a copy of the table
          model_pricing, comes back without loss. LiteLLM&apos;s price map and config.yaml, and the price lists of
          OpenRouter, models.dev and new-api are known by their content.
        </Text>
        <Group gap="xs">
          {pasted !== "" && (
            <Button variant="default" onClick={onStartOver}>
              Start over
            </Button>
          )}
          <Button onClick={() => take(fileOfText(pasteName(), pasted))}>Look at the rows</Button>
        </Group>
      </Group>
    </Stack>
  );
}

const pasteName = () => `Paste ${new Date().toISOString().slice(0, 16).replace("T", " ")}`;
