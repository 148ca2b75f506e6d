/** What a file adds up to before it is compared, what of it is left out, and what cannot be read. */
import { Alert, SimpleGrid, Stack, Text } from "@mantine/core";
import { billsModel } from "@ratecard/contract";
import type { SummedInvoice } from "@ratecard/invoices";
import { Count, counted, exactCount } from "#web/components/count";
import { Figure } from "#web/components/figure";
import { daysWords } from "./invoice-words";

type InvoiceFiguresProps = Readonly<{ summed: SummedInvoice; currency: string }>;

export function InvoiceFigures({ summed, currency }: InvoiceFiguresProps) {
  const days = summed.sums.flatMap(({ day, lastDay }) => [day, lastDay]).toSorted();
  const models = new Set(summed.sums.flatMap(({ kind, model }) => (billsModel(kind) ? [model] : [])));
  return (
    <SimpleGrid cols={{ base: 2, md: 6 }} spacing="md" maw={860}>
      <Figure label="Lines">{exactCount(summed.lines)}</Figure>
      <Figure label="Days">{daysWords(days[0] ?? "", days.at(-1) ?? "")}</Figure>
      <Figure label="Models">
        <Count of={models.size} />
      </Figure>
      <Figure label="Total of its lines">
        {amountWords(summed.total)} {currency}
      </Figure>
      {summed.besides !== "0" && (
        <Figure label="Taxes, credits, fees">
          {amountWords(summed.besides)} {currency}
        </Figure>
      )}
      {summed.linesOfServices > 0 && (
        <Figure label="Other services">
          {amountWords(summed.ofServices)} {currency}
        </Figure>
      )}
      {summed.statedTotal !== null && (
        <Figure label="Total it states">
          {amountWords(summed.statedTotal)} {currency}
        </Figure>
      )}
    </SimpleGrid>
  );
}

const MOST_NAMED = 3;

/** Every line of the file that is not compared, and why. */
export function LeftOutLines({ summed, currency }: InvoiceFiguresProps) {
  const { sums, linesOfServices, ofServices, unbilledLines } = summed;
  const services = sums
    .filter(({ kind }) => kind === "other-service")
    .toSorted((left, right) => right.lines - left.lines);
  const named = services.slice(0, MOST_NAMED).map(({ model, lines }) => `${model} (${counted(lines, "line")})`);
  const rest = services.length - named.length;
  return (
    <Stack gap={2} role="note" aria-label="Lines that are not compared">
      {services.length > 0 && (
        <Text size="sm">
          {counted(linesOfServices, "line")} of {counted(services.length, "other service")} for{" "}
          {amountWords(ofServices)} {currency} are left out: {named.join(", ")}
          {rest > 0 && ` and ${rest} more`}. The comparison lists each with its cost.
        </Text>
      )}
      {unbilledLines > 0 && (
        <Text size="sm">
          {counted(unbilledLines, "line")} without a cost {unbilledLines === 1 ? "bills" : "bill"} nothing.
        </Text>
      )}
    </Stack>
  );
}

const CENTS = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** To the cent; below one as it is. Decimal text stays exact in Intl. */
function amountWords(text: string): string {
  const glance = CENTS.format(text as `${number}`);
  return /^-?0\.00$/.test(glance) ? text : glance;
}

const MOST_SHOWN = 5;

type UnreadLinesProps = Readonly<{ summed: SummedInvoice; isMapped: boolean }>;

export function UnreadLines({ summed: { unread, unreadCount }, isMapped }: UnreadLinesProps) {
  if (unreadCount === 0) return null;
  return (
    <Alert color="red" variant="light" p="xs" role="alert" title={`${counted(unreadCount, "line")} cannot be read`}>
      Without every line the total would be wrong.{" "}
      {isMapped ? "Map the columns in another way, or take" : "Export the costs again, or take"} these lines out of the
      file.
      {unread.slice(0, MOST_SHOWN).map(({ place, problem }) => (
        <Text key={place} size="xs">
          {place}: {problem.field} {problem.problem}
        </Text>
      ))}
    </Alert>
  );
}
