/** An amount before and after, and by how many percent it moves. Units: decimal strings in USD. */
import { Text } from "@mantine/core";
import { parseUsd, percentDifference } from "@ratecard/money";
import { Money } from "./money";

type UsdMoveProps = Readonly<{ before: string; after: string; percent?: boolean }>;

export const UsdMove = ({ before, after, percent = false }: UsdMoveProps) => (
  <span style={{ whiteSpace: "nowrap" }}>
    <Money usd={before} /> → {percent ? <Money usd={after} fw={600} /> : <Money usd={after} />}
    {percent && <Percent before={before} after={after} />}
  </span>
);

function Percent({ before, after }: Readonly<{ before: string; after: string }>) {
  const [from, to] = [parseUsd(before), parseUsd(after)];
  const percent = from.ok && to.ok ? percentDifference(from.value, to.value, 1) : undefined;
  if (percent === undefined || percent === "0") return null;
  const isMore = !percent.startsWith("-");
  return (
    <Text span inherit c={isMore ? "var(--rc-warn)" : "dimmed"}>
      {" "}
      {isMore ? "+" : "−"}
      {percent.replace("-", "")} %
    </Text>
  );
}
