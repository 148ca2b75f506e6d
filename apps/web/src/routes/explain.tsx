import { ExplainPage } from "#web/features/explain/explain-page";
import { KeepCaseButton } from "#web/features/price-cases/keep-case";
import { Guarded } from "#web/routes/guarded";

export const ExplainRoute = () => (
  <Guarded permission="explain:read" title="Explain">
    <ExplainPage
      keep={(question, { cost, resolution: { source } }) => (
        <KeepCaseButton question={question} costUsd={cost?.totalUsd ?? null} source={source} />
      )}
    />
  </Guarded>
);
