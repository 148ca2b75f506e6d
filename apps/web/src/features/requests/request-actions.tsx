import { ButtonLink } from "#web/components/links";
import { useMay } from "#web/components/session";
import type { RequestDetails } from "./request-data";

export function RequestActions({ request: { model, source, costUsd, flags }, explain }: RequestDetails) {
  const mayPrice = useMay("price-book:write");
  const isOpen = source === "default" || costUsd === null || flags.includes("placeholder-price");
  // The explain page assumes typical counts for what its URL leaves out; here a missing one is not known.
  const question = { promptTokens: "", completionTokens: "", ...explain } as never;
  return (
    <>
      <ButtonLink to="/explain" search={question} variant="default">
        Explain
      </ButtonLink>
      {isOpen && mayPrice && (
        <ButtonLink to="/admin/model-pricing" search={{ new: model } as never}>
          Price it
        </ButtonLink>
      )}
    </>
  );
}
