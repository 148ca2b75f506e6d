/** The import of a file of prices: choose it, look at every row, write it as one batch. */
import { useState } from "react";
import { useMay } from "#web/components/session";
import { ForbiddenState } from "#web/components/states";
import { FileChooser } from "./file-chooser";
import { type FileImported, ImportDone } from "./import-done";
import { ImportReview } from "./import-review";
import type { PriceFile } from "./price-file";

export function ImportView() {
  const mayWrite = useMay("price-book:write");
  // Kept beside the file: going back to mend a pasted cell must not lose the rest.
  const [pasted, setPasted] = useState("");
  const [file, setFile] = useState<PriceFile | null>(null);
  const [imported, setImported] = useState<FileImported | null>(null);
  const startOver = () => {
    setFile(null);
    setImported(null);
    setPasted("");
  };
  if (!mayWrite) return <ForbiddenState what="Importing prices" permission="price-book:write" />;
  if (imported) return <ImportDone imported={imported} onAgain={startOver} />;
  if (!file) return <FileChooser pasted={pasted} onPaste={setPasted} onChoose={setFile} />;
  return <ImportReview key={file.id} file={file} onBack={() => setFile(null)} onImported={setImported} />;
}
