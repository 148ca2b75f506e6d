/** What the wizard remembers between its steps; it lives above the tabs, so that looking elsewhere loses nothing. */
import { useState } from "react";
import type { Selection } from "#web/components/data-table";
import type { Imported } from "../shapes";
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
  const [acknowledged, setAcknowledged] = useState<Selection>(NONE);
  /** ISO 8601; "": from now. */
  const [effectiveFrom, setEffectiveFrom] = useState("");
  const [imported, setImported] = useState<Imported | null>(null);

  const startOver = () => {
    setSelection(NONE);
    setChoices(NO_CHOICES);
    setAcknowledged(NONE);
    setEffectiveFrom("");
    setImported(null);
  };
  /** At another date a price may move from another one: what was ticked is asked for again. */
  const beginAt = (from: string) => {
    setEffectiveFrom(from);
    setAcknowledged(NONE);
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
    acknowledged,
    setAcknowledged,
    effectiveFrom,
    beginAt,
    imported,
    setImported,
    startOver,
  };
}

export type Sync = ReturnType<typeof useSync>;
