/** What explains the difference, in sentences, each with the way to what fixes it. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { type Finding, findingSentence, PART_WORDS } from "@ratecard/invoices";
import { useState } from "react";
import { RouteLink } from "#web/components/links";
import { WordsBadge } from "#web/components/words-badge";
import type { ReconciliationView } from "./reconciliation-view";

type ViewProps = Readonly<{ view: ReconciliationView }>;

/** Those that explain most come first. */
const MOST_AT_FIRST = 15;

export function FindingsList({ view }: ViewProps) {
  const { findings, findingsLeftOut, varianceUsd } = view.comparison;
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? findings : findings.slice(0, MOST_AT_FIRST);
  return (
    <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: "none" }}>
      {shown.map((finding) => (
        <li key={`${finding.cause} ${finding.name} ${finding.kind ?? ""}`}>
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <WordsBadge words={PART_WORDS[finding.cause].label} color="gray" flex="0 0 136px" />
            <div>
              <Text size="sm">{findingSentence(finding, varianceUsd)}</Text>
              <Remedies finding={finding} view={view} />
            </div>
          </Group>
        </li>
      ))}
      {shown.length < findings.length && (
        <Button variant="default" onClick={() => setIsAll(true)} style={{ alignSelf: "flex-start" }}>
          Show all {findings.length}
        </Button>
      )}
      {findingsLeftOut > 0 && shown.length === findings.length && (
        <Text size="xs" c="dimmed">
          {findingsLeftOut} smaller ones are not listed.
        </Text>
      )}
    </Stack>
  );
}

type RemedyKind = "price" | "queue" | "recost" | "requests" | "import" | "map" | "corrections";

const REMEDIES: Readonly<Record<Finding["cause"], readonly RemedyKind[]>> = {
  price: ["price", "queue", "recost"],
  "cost-only": ["price", "queue", "recost", "requests"],
  volume: ["requests", "import"],
  "only-invoice": ["map", "import"],
  "only-ledger": ["queue", "requests"],
  elsewhere: ["corrections", "requests"],
  rounding: [],
  "not-usage": [],
};

function Remedies({ finding, view }: Readonly<{ finding: Finding }> & ViewProps) {
  const kinds = REMEDIES[finding.cause].filter((kind) => kind !== "queue" || finding.isGuessed);
  if (kinds.length === 0) return null;
  const names = view.comparison.models.find(({ name }) => name === finding.name)?.bookedNames ?? [];
  const scope = { ...(names.length > 0 && { model: names }), from: view.from, to: view.to };
  return (
    <Group gap="sm">
      {kinds.map((kind) => (
        <Remedy key={kind} kind={kind} name={finding.name} scope={scope} />
      ))}
    </Group>
  );
}

type RemedyProps = Readonly<{
  kind: RemedyKind;
  name: string;
  scope: Readonly<{ model?: readonly string[]; from: string; to: string }>;
}>;

function Remedy({ kind, name, scope }: RemedyProps) {
  switch (kind) {
    case "price":
      return (
        <RouteLink to="/admin/model-pricing" search={{ open: name } as never} size="xs">
          Its price
        </RouteLink>
      );
    case "queue":
      return (
        <RouteLink to="/admin/default-priced" search={{ group: name } as never} size="xs">
          Priced by a guess
        </RouteLink>
      );
    case "recost":
      return (
        <RouteLink to="/admin/recost" search={{ scope } as never} size="xs">
          Re-cost its requests
        </RouteLink>
      );
    case "requests":
      return (
        <RouteLink to="/dashboard/logs" search={scope as never} size="xs">
          Its requests
        </RouteLink>
      );
    case "import":
      return (
        <RouteLink to="/admin/usage-import" size="xs">
          Bring in missing requests
        </RouteLink>
      );
    case "corrections":
      return (
        <RouteLink to="/dashboard/corrections" size="xs">
          Corrections
        </RouteLink>
      );
    case "map":
      return (
        <Text span size="xs" c="dimmed">
          Map the name below.
        </Text>
      );
  }
}
