/** The import in progress, kept over a reload of the tab until it is written or started over. */
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useMe } from "#web/components/session";
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

/** Long pastes are not written at every key. */
const SETTLE_MS = 300;

export function useKeptImport() {
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
