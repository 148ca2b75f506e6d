/**
 * The chain of one resolution: each rung, what was looked up, why it hit, missed or was skipped, and what would have applied below.
 *
 *   <PriceTrace explanation={explained} />      the rungs
 *   <CostArithmetic cost={explained.cost} />    the sum, line by line (cost-arithmetic.tsx)
 * Units  `explanation` is @ratecard/pricing's JSON, decimal strings in USD.
 */
import { Badge, Group, Text } from "@mantine/core";
import {
  type ExplanationJson,
  type LookupJson,
  RATE_FIELDS,
  type ResolutionJson,
  type RungJson,
  type TermsJson,
  oneUnit,
  unitPrices,
} from "@ratecard/pricing";
import { IconCircleCheck, IconCircleDashed, IconCircleMinus } from "@tabler/icons-react";
import { FLAG_WORDS } from "./cost-arithmetic";
import { Money } from "./money";
import classes from "./price-trace.module.css";
import { RUNG_WORDS, STANDING_WORDS } from "./rung-words";
import { Time } from "./time";

export function PriceTrace({ explanation }: Readonly<{ explanation: Pick<ExplanationJson, "rungs"> }>) {
  return (
    <ol className={classes.rungs}>
      {explanation.rungs.map((rung, index) => (
        <RungItem key={rung.rung} rung={rung} place={index + 1} />
      ))}
    </ol>
  );
}

function RungItem({ rung, place }: Readonly<{ rung: RungJson; place: number }>) {
  const standing = STANDING_WORDS[rung.standing];
  return (
    <li className={classes.rung} data-standing={rung.standing}>
      <span className={classes.place} aria-hidden>
        {place}
      </span>
      <div className={classes.what}>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {RUNG_WORDS[rung.rung]}
          </Text>
          <Badge color={standing.color}>{standing.label}</Badge>
        </Group>
        {withoutRepeats(rung.lookups).map((lookup) => (
          <LookupLine key={`${lookup.matchedBy} ${lookup.lookedUp} ${lookup.reason}`} lookup={lookup} />
        ))}
        {rung.resolution && <PriceOfRung resolution={rung.resolution} />}
      </div>
      <Text size="sm" ta="right" className={classes.cost}>
        {rung.cost && <Money usd={rung.cost.totalUsd} fw={rung.standing === "won" ? 600 : 400} />}
      </Text>
    </li>
  );
}

/** As sent and without dots are one text for most names; said once then. */
const withoutRepeats = (lookups: readonly LookupJson[]) =>
  lookups.filter(({ sentence }, index) => lookups.findIndex((other) => other.sentence === sentence) === index);

const OUTCOMES = {
  hit: { icon: IconCircleCheck, color: "var(--rc-good)", word: "Hit" },
  miss: { icon: IconCircleDashed, color: "var(--rc-text-quiet)", word: "Miss" },
  skipped: { icon: IconCircleMinus, color: "var(--rc-warn)", word: "Skipped" },
} as const;

function LookupLine({ lookup }: Readonly<{ lookup: LookupJson }>) {
  const { icon: Icon, color, word } = OUTCOMES[lookup.outcome];
  return (
    <Text size="xs" className={classes.lookup}>
      <Icon size={13} stroke={1.8} color={color} aria-label={word} />
      <span>{lookup.sentence}</span>
    </Text>
  );
}

function AmountsOf({ terms }: Readonly<{ terms: TermsJson }>) {
  const hasRates = RATE_FIELDS.some((field) => terms[field] !== undefined);
  return (
    <>
      {hasRates && (
        <>
          <Money usd={terms.inputPer1M} absent="no input price" /> in,{" "}
          <Money usd={terms.outputPer1M} absent="no output price" /> out per 1M tokens
        </>
      )}
      {terms.perRequest !== undefined && (
        <>
          {hasRates && "; "}
          <Money usd={terms.perRequest} /> per request
        </>
      )}
      {unitPrices(terms).map(({ unit, usd }) => (
        <span key={unit}>
          ; <Money usd={usd} /> per {oneUnit(unit)}
        </span>
      ))}
      {terms.requestFee !== undefined && (
        <>
          , and <Money usd={terms.requestFee} /> on top of each request
        </>
      )}
    </>
  );
}

/** What this rung's price is and where it stands written. */
function PriceOfRung({ resolution }: Readonly<{ resolution: ResolutionJson }>) {
  const { terms, version, catalog, warnings } = resolution;
  return (
    <Text size="xs" c="dimmed" component="div">
      {terms && <AmountsOf terms={terms} />}
      {version && (
        <>
          . Version {version.versionId} of “{version.model}”,{" "}
          {version.validFrom === null ? (
            "no start date"
          ) : (
            <>
              from <Time at={version.validFrom} />
            </>
          )}
          {version.validUntil !== null && (
            <>
              {" "}
              until <Time at={version.validUntil} />
            </>
          )}
        </>
      )}
      {catalog && (
        <>
          . “{catalog.key}” of snapshot {catalog.snapshotId}
          {catalog.litellmProvider !== null && `, provider ${catalog.litellmProvider}`}
        </>
      )}
      {warnings.map((warning) => (
        <Badge key={warning} color="orange" size="xs" ml={6}>
          {FLAG_WORDS[warning].label}
        </Badge>
      ))}
    </Text>
  );
}
