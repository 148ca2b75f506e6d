/** What the wizard remembers between its steps: above the tabs, so that looking elsewhere loses nothing, and over a reload of the page. */
import { useDebouncedCallback } from "@mantine/hooks";
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import type { Selection } from "#web/components/data-table";
import { useStable } from "#web/components/table/use-cell-editing";
import { useMe } from "#web/components/session";
import { forgetInTab, keepInTab, keptInTab } from "#web/components/tab-memory";
import type { Choice, Choices } from "./chosen-price";

/** `serverIds` null: all active servers. `defaultUsd` null: the price book's own. `effectiveFrom` ISO 8601, "" is now. */
type Kept = Readonly<{
  serverIds: readonly string[] | null;
  selection: readonly string[];
  choices: readonly (readonly [string, Choice])[];
  defaultUsd: string | null;
  effectiveFrom: string;
}>;

const NOTHING: Kept = { serverIds: null, selection: [], choices: [], defaultUsd: null, effectiveFrom: "" };
const NAME = "sync-models";
const SETTLE_MS = 300;

function useKeptSync() {
  const { id: owner } = useMe();
  const [kept] = useState(() => readKept(owner));
  const [serverIds, setServerIds] = useState<Selection | null>(kept.serverIds && new Set(kept.serverIds));
  const [selection, setSelection] = useState<Selection>(new Set(kept.selection));
  const [choices, setChoices] = useState<Choices>(new Map(kept.choices));
  const [defaultUsd, setDefaultUsd] = useState(kept.defaultUsd);
  const [effectiveFrom, setEffectiveFrom] = useState(kept.effectiveFrom);
  const [imported, setImported] = useState<ChangeSet | null>(null);
  const keepSoon = useDebouncedCallback((state: Kept) => keepInTab(owner, NAME, JSON.stringify(state)), SETTLE_MS);
  useEffect(() => {
    const ids = serverIds && [...serverIds];
    keepSoon({ serverIds: ids, selection: [...selection], choices: [...choices], defaultUsd, effectiveFrom });
  }, [keepSoon, serverIds, selection, choices, defaultUsd, effectiveFrom]);

  const startOver = useStable(() => {
    keepSoon.cancel();
    forgetInTab(owner, NAME);
    setSelection(new Set());
    setChoices(new Map());
    setEffectiveFrom("");
    setImported(null);
  });
  return useMemo(
    () => ({
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
    }),
    [serverIds, selection, choices, defaultUsd, effectiveFrom, imported, startOver],
  );
}

export type Sync = ReturnType<typeof useKeptSync>;

const SyncContext = createContext<Sync | null>(null);
const AnySelectedContext = createContext(false);

/** Around the tabs, which are not drawn again when a row is selected. */
export function SyncProvider({ children }: Readonly<{ children: ReactNode }>) {
  const sync = useKeptSync();
  return (
    <SyncContext value={sync}>
      <AnySelectedContext value={sync.selection.size > 0}>{children}</AnySelectedContext>
    </SyncContext>
  );
}

export const useIsAnySelected = (): boolean => use(AnySelectedContext);

export function useSync(): Sync {
  const sync = use(SyncContext);
  if (!sync) throw new Error("useSync is for components below SyncProvider");
  return sync;
}

/** What cannot be read any more (an older page kept it) is as good as nothing. */
function readKept(owner: string): Kept {
  try {
    const kept: unknown = JSON.parse(keptInTab(owner, NAME) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...NOTHING, ...kept } : NOTHING;
  } catch {
    return NOTHING;
  }
}
