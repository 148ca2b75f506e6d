/** What the wizard remembers between its steps; it lives above the tabs, so that looking elsewhere loses nothing. */
import { useState } from "react";
import type { Selection } from "#web/components/data-table";
import type { ChangeSet } from "#web/components/changes/change-choice";
import type { Choices } from "./chosen-price";

const NONE: ReadonlySet<string> = new Set();
const NO_CHOICES: Choices = new Map();

export function useSync() {
  /** null: all active servers. */
  const [serverIds, setServerIds] = useState<Selection | null>(null);
  const [selection, setSelection] = useState<Selection>(NONE);
  const [choices, setChoices] = useState<Choices>(NO_CHOICES);
  /** null: the price book's own default. */
  const [defaultUsd, setDefaultUsd] = useState<string | null>(null);
  /** ISO 8601; "": from now. */
  const [effectiveFrom, setEffectiveFrom] = useState("");
  const [imported, setImported] = useState<ChangeSet | null>(null);

  const startOver = () => {
    setSelection(NONE);
    setChoices(NO_CHOICES);
    setEffectiveFrom("");
    setImported(null);
  };
  return {
    serverIds,
    setServerIds,
    selection,
    setSelection,
    choices,
    setChoices,
    defaultUsd,
    setDefaultUsd,
    effectiveFrom,
    setEffectiveFrom,
    imported,
    setImported,
    startOver,
  };
}

export type Sync = ReturnType<typeof useSync>;
