/** The files of this tab on their way to a comparison: read with progress, looked at, sent as sums. */
import { nameOfParts } from "@ratecard/invoices";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { queryClient, trpc, trpcClient } from "#web/trpc";
import { Cancelled, type InvoiceChoice, type Look, lookInto, type Progress } from "./read-invoice";

export type InvoiceTerms = Readonly<{
  usdPerUnit: string;
  zone: string;
  providers: readonly string[];
  currency: string;
}>;

/** `name`: of the part that is read; `of`: bytes of all parts. */
export type Reading = Progress & Readonly<{ name: string; parts: number; of: number }>;

/** A screen cannot show more moves of a bar than that. */
const MOVE_MS = 100;

export function useInvoice() {
  const [look, setLook] = useState<Look | null>(null);
  const { reading, read, cancel } = useReading();
  const { isSending, error, setError, send } = useSending();

  const lookAt = async (files: readonly File[], choice: InvoiceChoice = {}) => {
    setError(null);
    await read(files, choice).then((found) => found && setLook(found), setError);
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
  const read = async (files: readonly File[], choice: InvoiceChoice): Promise<Look | null> => {
    stop.current = new AbortController();
    const all = { parts: files.length, of: sizeOf(files) };
    const show = (at: Progress) => setReading({ ...all, ...at, name: files[at.part - 1]?.name ?? "" });
    let movedAt = performance.now();
    const onRead = (at: Progress) => {
      if (performance.now() - movedAt < MOVE_MS) return;
      movedAt = performance.now();
      show(at);
    };
    show({ bytes: 0, part: 1 });
    try {
      const remembered = await queryClient.fetchQuery(trpc.reconciliation.remembered.queryOptions());
      return await lookInto(files, choice, { signal: stop.current.signal, onRead, remembered });
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

const sizeOf = (files: readonly File[]): number => files.reduce((bytes, { size }) => bytes + size, 0);

const inputOf = ({ files, opened, summed }: Look, { currency, usdPerUnit, zone, providers }: InvoiceTerms) => ({
  fileName: nameOfParts(files.map(({ name }) => name)),
  fileBytes: sizeOf(files),
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
