/** The import of a file of prices: choose it, look at every row, write it as one batch. A reload of the page goes on where it was. */
import { useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeWritten } from "#web/components/changes/change-written";
import { useMay } from "#web/components/session";
import { ForbiddenState } from "#web/components/states";
import { FileChooser } from "./file-chooser";
import { ImportReview } from "./import-review";
import { NotKept } from "./not-kept";
import { useKeptImport } from "./use-kept-import";

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
