/** The answer: which price, the arithmetic, what else is known about the name, and every rung. */
import { Alert, Group, Stack, Text } from "@mantine/core";
import { PROVIDER_ORIGIN_WORDS, type SuggestedName, suggestionEvidence } from "@ratecard/pricing";
import { IconArrowRight, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ButtonLink, RouteLink } from "#web/components/links";
import { CostArithmetic } from "#web/components/cost-arithmetic";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { PriceTrace } from "#web/components/price-trace";
import { RUNG_WORDS } from "#web/components/rung-words";
import { useMay } from "#web/components/session";
import type { RouterOutputs } from "#web/trpc";

type Explained = RouterOutputs["explain"]["explain"];

type ExplainAnswerProps = Readonly<{ explained: Explained; isOld: boolean; keep: ReactNode }>;

export function ExplainAnswer({ explained, isOld, keep }: ExplainAnswerProps) {
  return (
    <Stack gap="md" opacity={isOld ? 0.6 : 1} aria-busy={isOld}>
      <Panel>
        <Summary explained={explained} keep={keep} />
      </Panel>
      <Notes explained={explained} />
      {explained.cost && (
        <Panel title="Arithmetic">
          <CostArithmetic cost={explained.cost} />
        </Panel>
      )}
      <Panel
        title="The chain"
        description={
          explained.normalisedKey === explained.model
            ? "Looked up in this order; the first price wins. Below it stands what would have applied."
            : `Looked up in this order, as sent and without dots (“${explained.normalisedKey}”); the first price wins.`
        }
      >
        <PriceTrace explanation={explained} />
      </Panel>
    </Stack>
  );
}

function Summary({ explained, keep }: Pick<ExplainAnswerProps, "explained" | "keep">) {
  const { resolution, cost, model } = explained;
  const mayWrite = useMay("price-book:write");
  const isMiss = resolution.source === "default" || resolution.source === "none";
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Text size="xl" fw={600} component="p" m={0}>
          {cost ? <Money usd={cost.totalUsd} /> : "No price"}
        </Text>
        <Text size="sm" c="dimmed">
          “{model}”{" "}
          {resolution.source === "none"
            ? "has no price on any rung (strict mode)"
            : `is priced by: ${RUNG_WORDS[resolution.source].toLowerCase()}`}
          {resolution.provider !== null &&
            `. Provider ${resolution.provider}${resolution.providerFrom ? `, ${PROVIDER_ORIGIN_WORDS[resolution.providerFrom]}` : ""}`}
        </Text>
      </div>
      <Group gap="xs">
        {keep}
        {isMiss && mayWrite && (
          <ButtonLink
            to="/admin/model-pricing"
            search={{ new: model } as never}
            rightSection={<IconArrowRight size={14} stroke={1.8} aria-hidden />}
          >
            Price it
          </ButtonLink>
        )}
      </Group>
    </Group>
  );
}

/** Hints of a miss, what stands behind a made-up name, prices that are kept and not charged. */
function Notes({ explained }: Readonly<{ explained: Explained }>) {
  const { hints, mappings, resolution, kept } = explained;
  const mayWrite = useMay("price-book:write");
  const isMiss = resolution.source === "default" || resolution.source === "none";
  if (hints.length + mappings.length + kept.length === 0) return null;
  return (
    <Alert color="gray" variant="light" icon={<IconInfoCircle size={16} stroke={1.6} aria-hidden />} p="sm">
      <Stack gap={4}>
        {mappings.map((mapping) => (
          <Text size="sm" key={`${mapping.server} ${mapping.actualModel}`}>
            {mapping.sentence}{" "}
            <RouteLink to="/explain" search={{ model: mapping.actualModel } as never} size="sm" underline="always">
              Explain {mapping.actualModel}
            </RouteLink>
            {mapping.terms !== null && isMiss && mayWrite && (
              <>
                {" · "}
                <RouteLink
                  to="/admin/model-pricing"
                  search={{ new: explained.model, from: mapping.actualModel } as never}
                  size="sm"
                  underline="always"
                >
                  Price it like {mapping.actualModel}
                </RouteLink>
              </>
            )}
          </Text>
        ))}
        {hints.map((hint) => (
          <Text size="sm" key={hint.kind}>
            {hint.kind === "nearest-names" ? (
              <Suggestions lead="Did they mean" end="?" names={hint.names} />
            ) : hint.kind === "names-of-provider" ? (
              <Suggestions lead={`Of ${hint.provider} the catalogue lists`} end="." names={hint.names} />
            ) : (
              hint.sentence
            )}
          </Text>
        ))}
        {kept.map(({ field, sentence }) => (
          <Text size="sm" key={field}>
            {sentence}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}

/** Names with a link each, and why they are suggested. */
function Suggestions({ lead, end, names }: Readonly<{ lead: string; end: string; names: readonly SuggestedName[] }>) {
  return (
    <>
      {lead}{" "}
      {names.map((suggested, index) => {
        const evidence = suggestionEvidence(suggested);
        return (
          <span key={suggested.name}>
            {index > 0 && ", "}
            <RouteLink to="/explain" search={{ model: suggested.name } as never} size="sm" underline="always">
              {suggested.name}
            </RouteLink>
            {evidence !== null && ` (${evidence})`}
          </span>
        );
      })}
      {end}
    </>
  );
}
