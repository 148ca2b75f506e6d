/** The import of a file of prices: choose it, look at every row, write it as one batch. A reload of the page goes on where it was. */
import { Text } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeWritten } from "#web/components/changes/change-written";
import { useMay, useMe } from "#web/components/session";
import { ForbiddenState } from "#web/components/states";
import { MOST_KEPT_CHARACTERS } from "#web/components/tab-memory";
import { FileChooser } from "./file-chooser";
import { ImportReview } from "./import-review";
import {
  forgetImport,
  type ImportChoices,
  type ImportKeeping,
  type ImportState,
  keepChoices,
  keepFile,
  keepPaste,
  NO_CHOICES,
  readImport,
} from "./kept-import";
import type { PriceFile } from "./price-file";

export function ImportView() {
  const mayWrite = useMay("price-book:write");
  const kept = useKeptImport();
  const [imported, setImported] = useState<ChangeSet | null>(null);
  if (!mayWrite) return <ForbiddenState what="Importing prices" permission="price-book:write" />;
  const startOver = () => {
    kept.startOver();
    setImported(null);
  };
  const done = (written: ChangeSet) => {
    kept.forget();
    setImported(written);
  };
  if (imported) {
    return (
      <ChangeWritten
        written={imported}
        from={kept.choices.draft.effectiveFrom}
        again={{ words: "Import another file", onClick: startOver }}
      />
    );
  }
  const { file } = kept;
  return (
    <>
      <NotKept keeping={kept.keeping} />
      {file ? (
        <ImportReview
          key={file.id}
          file={file}
          choices={kept.choices}
          onChange={kept.setChoices}
          onBack={kept.leaveFile}
          onImported={done}
        />
      ) : (
        <FileChooser pasted={kept.pasted} onPaste={kept.setPasted} onChoose={kept.choose} onStartOver={startOver} />
      )}
    </>
  );
}

const REASONS: Readonly<Record<Exclude<ImportKeeping, "kept">, string>> = {
  "too-long": `It is longer than the ${MOST_KEPT_CHARACTERS.toLocaleString("en")} characters that are kept`,
  "no-room": "This browser has no room to keep it",
  "may-hold-keys": "It may hold keys, so it is not kept",
};

/** Says that a reload of the page would lose the import, and why. */
const NotKept = ({ keeping }: Readonly<{ keeping: ImportKeeping }>) =>
  keeping !== "kept" && (
    <Text size="xs" c="dimmed" role="status" flex="none">
      {REASONS[keeping]}: reloading this page begins again.
    </Text>
  );

/** Long pastes are not written at every key. */
const SETTLE_MS = 300;

/** The import in progress, kept over a reload of the tab until it is written or started over. */
function useKeptImport() {
  const { id: owner } = useMe();
  const [state, setState] = useState<ImportState>(() => readImport(owner));
  const [keeping, setKeeping] = useState<ImportKeeping>("kept");
  const keepPasteSoon = useDebouncedCallback((text: string) => setKeeping(keepPaste(owner, text)), SETTLE_MS);

  const setPasted = (pasted: string) => {
    setState({ ...state, pasted });
    keepPasteSoon(pasted);
  };
  const choose = (file: PriceFile) => {
    keepPasteSoon.cancel();
    const next = { ...state, file, choices: NO_CHOICES };
    setState(next);
    setKeeping(keepFile(owner, next));
  };
  /** Back to another file; what was pasted stands there to be mended. */
  const leaveFile = () => {
    forgetImport(owner);
    setState({ ...state, file: null });
    setKeeping(keepPaste(owner, state.pasted));
  };
  const setChoices = (choices: ImportChoices) => {
    const next = { ...state, choices };
    setState(next);
    // A file that is not kept has no use for its choices.
    if (keeping === "kept") setKeeping(keepChoices(owner, next));
  };
  const forget = () => {
    keepPasteSoon.cancel();
    forgetImport(owner);
    setKeeping("kept");
  };
  const startOver = () => {
    forget();
    setState({ pasted: "", file: null, choices: NO_CHOICES });
  };
  return { ...state, keeping, setPasted, choose, leaveFile, setChoices, forget, startOver };
}
