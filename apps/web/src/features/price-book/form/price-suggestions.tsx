/** Prices to be taken over with one click: what the catalogue says of the name, and what the base model of a custom name costs. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { TermsJson } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { MONEY_FIELDS } from "#web/components/money-fields";
import { Money } from "#web/components/money";
import { RUNG_WORDS } from "#web/components/rung-words";
import { trpc } from "#web/trpc";
import { rateInUnit, UNIT_WORDS } from "#web/components/rate-in-unit";
import { withTerms } from "#web/components/price-form/terms-draft";
import { changesOf } from "./price-form-values";
import type { PriceFormApi } from "./use-save-price";

const SETTLE_MS = 300;

/** `from`: the form is to begin with this model's price. */
export function PriceSuggestions({ form, from = "" }: Readonly<{ form: PriceFormApi; from?: string }>) {
  const [model] = useDebouncedValue(form.values.model.trim(), SETTLE_MS);
  const [provider] = useDebouncedValue(form.values.provider.trim(), SETTLE_MS);
  const isNamed = model !== "" && !form.errors.model && !model.endsWith("*");
  const { data } = useQuery(
    trpc.explain.explain.queryOptions(
      { model, ...(provider !== "" && !form.errors.provider && { provider }) },
      { enabled: isNamed },
    ),
  );
  if (!isNamed) return null;
  const rung = data?.rungs.find(({ rung: name, resolution }) => name.startsWith("catalog-") && resolution !== null);
  const { catalog, terms } = rung?.resolution ?? {};
  const bases = new Set([from, ...(data?.mappings.map(({ actualModel }) => actualModel) ?? [])]);
  bases.delete("");
  bases.delete(model);
  return (
    <>
      {[...bases].map((base) => (
        <BaseSuggestion key={base} form={form} base={base} isWanted={base === from} />
      ))}
      {catalog && terms && <Suggestion form={form} terms={terms} words={`The catalogue’s “${catalog.key}” has`} />}
    </>
  );
}

type BaseSuggestionProps = Readonly<{ form: PriceFormApi; base: string; isWanted: boolean }>;

function BaseSuggestion({ form, base, isWanted }: BaseSuggestionProps) {
  const { data } = useQuery(trpc.explain.explain.queryOptions({ model: base }));
  const resolution = data?.resolution;
  const isPriced = resolution !== undefined && resolution.source !== "default" && resolution.source !== "none";
  const terms = isPriced ? (resolution.terms ?? undefined) : undefined;
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isWanted || !terms || isBegun.current) return;
    isBegun.current = true;
    if (!hasPrice(form)) form.setValues(withTerms(form.values, terms));
  }, [isWanted, terms, form]);
  if (!terms || !resolution) return null;
  const where = resolution.source === "none" ? "" : ` (${RUNG_WORDS[resolution.source].toLowerCase()})`;
  if (isWanted) {
    return (
      <Alert color="gray" variant="light" p="xs" role="status">
        Begun with the price of “{base}”{where}. Change what differs; the two prices stay apart from then on.
        {hasOtherTerms(terms) && " Its service tiers, off-peak hours and other units are not taken along."}
      </Alert>
    );
  }
  return <Suggestion form={form} terms={terms} words={`Its base model, “${base}”, has`} />;
}

const hasPrice = (form: PriceFormApi): boolean =>
  Object.keys(changesOf(form.values, null)).some((field) => field !== "provider");

const EDITED: ReadonlySet<string> = new Set([...MONEY_FIELDS, "thresholds", "tiers"]);
const hasOtherTerms = (terms: TermsJson): boolean => Object.keys(terms).some((field) => !EDITED.has(field));

type SuggestionProps = Readonly<{ form: PriceFormApi; terms: TermsJson; words: string }>;

function Suggestion({ form, terms, words }: SuggestionProps) {
  const taken = withTerms(form.values, terms);
  if (JSON.stringify(changesOf(taken, null)) === JSON.stringify(changesOf(form.values, null))) return null;
  const { unit } = form.values;
  const { inputPer1M, outputPer1M } = terms;
  return (
    <Alert color="gray" variant="light" p="xs">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">
          {words} <Money usd={rateInUnit(inputPer1M, unit)} absent="no input price" unit={UNIT_WORDS[unit]} /> in,{" "}
          <Money usd={rateInUnit(outputPer1M, unit)} absent="no output price" unit={UNIT_WORDS[unit]} /> out.
        </Text>
        <Button variant="default" size="compact-xs" onClick={() => form.setValues(taken)} flex="none">
          Use it
        </Button>
      </Group>
    </Alert>
  );
}
