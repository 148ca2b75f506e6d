/** Keeps a request as a golden case in one click, under a name of its own. What was kept may be edited or undone at once. */
import { Button, Tooltip } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { notifyDoneWith } from "#web/components/notify-done-with";
import { feedback, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";
import type { CheckedCase } from "./case-words";
import { NEW, newCase, openKeptCase } from "./keep-case";
import { caseOfRequest, freeLabel, whyNoCase } from "./request-case";

type RequestDetails = RouterOutputs["requests"]["get"];

export function KeepRequestButton({ details }: Readonly<{ details: RequestDetails }>) {
  const mayKeep = useMay("price-cases:write");
  const save = useMutation(trpc.priceCases.save.mutationOptions({ onError: notifyError }));
  const remove = useMutation(
    trpc.priceCases.remove.mutationOptions(feedback(() => "The golden case is gone", trpc.priceCases.pathFilter())),
  );
  const { request, explain } = details;
  const { gateway, requestId, source, costUsd } = request;
  if (!mayKeep) return null;
  const reason = whyNoCase(details);
  if (reason !== null || costUsd === null) {
    return (
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <Button variant="default" data-disabled aria-disabled aria-description={reason ?? ""}>
          Keep as a golden case
        </Button>
      </Tooltip>
    );
  }
  const origin = { question: explain, source, request: { gateway, requestId } };
  const edit = (kept: CheckedCase) => ({ label: "Edit", onClick: () => openKeptCase(kept, origin) });
  const keep = async () => {
    const { cases } = await queryClient.fetchQuery(trpc.priceCases.check.queryOptions({}));
    const before = caseOfRequest(cases, origin.request);
    if (before) {
      notifyDoneWith(`It is kept already, as “${before.label}”`, [edit(before)]);
      return;
    }
    const label = freeLabel(cases, request);
    const saved = await save.mutateAsync(newCase(origin, { ...NEW, label, expectedUsd: costUsd }));
    await queryClient.invalidateQueries(trpc.priceCases.pathFilter());
    const kept = caseOfRequest(saved.cases, origin.request);
    if (!kept) return;
    notifyDoneWith(keptWords(kept), [edit(kept), { label: "Undo", onClick: () => remove.mutate({ id: kept.id }) }]);
  };
  return (
    <Button variant="default" loading={save.isPending} onClick={() => void keep().catch(() => undefined)}>
      Keep as a golden case
    </Button>
  );
}

function keptWords({ label, isMet, expectedUsd, foundUsd }: CheckedCase): string {
  const kept = `Kept as a golden case: “${label}” has to cost ${expectedUsd} USD.`;
  if (isMet) return kept;
  return `${kept} It fails already: at the prices in force ${foundUsd === null ? "it has no cost" : `it costs ${foundUsd} USD`}.`;
}
