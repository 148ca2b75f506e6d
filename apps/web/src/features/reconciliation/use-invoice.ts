/** The file of this tab on its way to a comparison: read with progress, looked at, sent as sums. */
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { queryClient, trpc, trpcClient } from "#web/trpc";
import { Cancelled, type InvoiceChoice, type Look, lookInto } from "./read-invoice";

export type InvoiceTerms = Readonly<{
  usdPerUnit: string;
  zone: string;
  providers: readonly string[];
  currency: string;
}>;

/** Bytes of the file. */
export type Reading = Readonly<{ name: string; bytes: number; of: number }>;

/** A screen cannot show more moves of a bar than that. */
const MOVE_MS = 100;

export function useInvoice() {
  const [look, setLook] = useState<Look | null>(null);
  const { reading, read, cancel } = useReading();
  const { isSending, error, setError, send } = useSending();

  const lookAt = async (file: File, choice: InvoiceChoice = {}) => {
    setError(null);
    await read(file, choice).then((found) => found && setLook(found), setError);
  };
  const startOver = () => {
    cancel();
    setLook(null);
    setError(null);
  };
  return { look, reading, isSending, error, lookAt, compare: send, startOver, cancel };
}

function useReading() {
  const [reading, setReading] = useState<Reading | null>(null);
  const stop = useRef(new AbortController());

  /** null: it was cancelled. */
  const read = async (file: File, choice: InvoiceChoice): Promise<Look | null> => {
    stop.current = new AbortController();
    const show = (bytes: number) => setReading({ name: file.name, bytes, of: file.size });
    let movedAt = performance.now();
    const onRead = (bytes: number) => {
      if (performance.now() - movedAt < MOVE_MS) return;
      movedAt = performance.now();
      show(bytes);
    };
    show(0);
    try {
      const remembered = await queryClient.fetchQuery(trpc.reconciliation.remembered.queryOptions());
      return await lookInto(file, choice, { signal: stop.current.signal, onRead, remembered });
    } catch (error) {
      if (error instanceof Cancelled) return null;
      throw error;
    } finally {
      setReading(null);
    }
  };
  return { reading, read, cancel: () => stop.current.abort() };
}

function useSending() {
  const navigate = useNavigate();
  const [isSending, setIsSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const send = async (look: Look, terms: InvoiceTerms) => {
    setError(null);
    setIsSending(true);
    try {
      const { id } = await trpcClient.reconciliation.add.mutate(inputOf(look, terms));
      await queryClient.invalidateQueries();
      await navigate({ to: "/admin/reconciliation/$id", params: { id } });
    } catch (cause) {
      setError(cause);
    }
    setIsSending(false);
  };
  return { isSending, error, setError, send };
}

const inputOf = ({ file, opened, summed }: Look, { currency, usdPerUnit, zone, providers }: InvoiceTerms) => ({
  fileName: file.name,
  fileBytes: file.size,
  fileLines: summed?.lines ?? 0,
  digest: summed?.digest ?? "",
  format: opened.format,
  taken: opened.taken,
  sums: [...(summed?.sums ?? [])],
  currency,
  usdPerUnit: currency === "USD" || usdPerUnit === "" ? null : usdPerUnit,
  zone,
  providers: [...providers],
});
