/** The import of this tab: a file that is looked at, then on its way. Another tab sees how far it is in the list. */
import type { UsageColumns } from "@ratecard/contract";
import type { UsageItem } from "@ratecard/usage";
import { useRef, useState } from "react";
import { UnreadableFile } from "#web/errors/describe-client-error";
import { queryClient, type RouterOutputs, trpc, trpcClient } from "#web/trpc";
import { fingerprintOf, firstItems, openFile } from "./read-file";
import { sendFile, type UsageImport } from "./send-file";

export type Look = Readonly<{
  file: File;
  gateway: string;
  format: UsageImport["format"];
  names: readonly string[];
  columns: UsageColumns;
  example: Readonly<Record<string, unknown>>;
  /** Whether a person chose, this time or the last one. */
  isChosen: boolean;
  items: readonly UsageItem[];
  answers: RouterOutputs["usage"]["tryRows"];
}>;

export type Running = Readonly<{ stands: UsageImport; isOver: boolean }>;

export function useUsageImport() {
  const [look, setLook] = useState<Look | null>(null);
  const [running, setRunning] = useState<Running | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const stop = useRef(new AbortController());

  const attempt = async (work: () => Promise<void>) => {
    setError(null);
    setIsBusy(true);
    await work().catch(setError);
    setIsBusy(false);
  };
  const lookAt = (file: File, gateway: string, columns?: UsageColumns) =>
    attempt(async () => setLook(await lookInto(file, gateway, columns)));
  const start = (seen: Look) =>
    attempt(async () => {
      stop.current = new AbortController();
      const { file, columns } = chosenOf(seen);
      const started = await trpcClient.usage.startImport.mutate(await startOf(seen));
      setRunning({ stands: started, isOver: false });
      const onMoved = (stands: UsageImport) => setRunning({ stands, isOver: false });
      const ended = await sendFile({ file, columns, started, onMoved, signal: stop.current.signal });
      setRunning({ stands: ended, isOver: true });
      await queryClient.invalidateQueries();
    });
  const cancel = async (id: string) => {
    stop.current.abort();
    const stands = await trpcClient.usage.cancelImport.mutate({ id });
    setRunning({ stands, isOver: true });
    await queryClient.invalidateQueries({ queryKey: trpc.usage.imports.queryKey() });
  };
  const startOver = () => {
    stop.current.abort();
    setLook(null);
    setRunning(null);
    setError(null);
  };
  return { look, running, error, isBusy, lookAt, start, cancel: (id: string) => attempt(() => cancel(id)), startOver };
}

/** Of a file that is known by its columns nothing is chosen. */
const chosenOf = ({ file, format, columns }: Look) => ({ file, columns: format === "columns" ? columns : undefined });

async function startOf({ file, gateway, format, names, columns }: Look) {
  const fingerprint = await fingerprintOf(file);
  return { gateway, fileName: file.name, fileBytes: file.size, fingerprint, format, names: [...names], columns };
}

async function lookInto(file: File, gateway: string, columns?: UsageColumns): Promise<Look> {
  const { opened } = await openFile(file, columns);
  if (!opened.ok)
    throw new UnreadableFile(`${file.name} ${opened.problem.field} ${opened.problem.problem}`.replace("  ", " "));
  if (columns === undefined && opened.format === "columns") {
    const remembered = await trpcClient.usage.rememberedColumns.query({ names: [...opened.names] });
    if (remembered) return lookInto(file, gateway, remembered);
  }
  const items = await firstItems(opened.items);
  const events = items.flatMap((item) => (item.ok ? [item.event] : []));
  const answers = await trpcClient.usage.tryRows.mutate({ gateway, events });
  const { format, names, example } = opened;
  return {
    file,
    gateway,
    format,
    names,
    columns: opened.columns,
    example,
    isChosen: columns !== undefined,
    items,
    answers,
  };
}
