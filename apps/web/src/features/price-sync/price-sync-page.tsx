/** The two syncs: provider models from the catalogue, custom names from their base models; one reviewed change, then one batch. */
import { useMemo, useState } from "react";
import { z } from "zod";
import { CatalogBadge } from "#web/components/catalog-badge";
import { CHANGE_FILTERS, type ChangeSet } from "#web/components/changes/change-choice";
import type { ChooseBase } from "#web/components/changes/change-columns";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import { RouteLink } from "#web/components/links";
import { Page } from "#web/components/page";
import { useTableSearch } from "#web/components/use-table-search";

const SYNC_KINDS = ["providers", "custom"] as const;
type SyncKind = (typeof SYNC_KINDS)[number];

/** In the URL: which sync, which rows, their order, and the date its prices begin. */
const SyncSearch = z.object({
  kind: z.enum(SYNC_KINDS).catch("providers"),
  outcome: z.enum(CHANGE_FILTERS).catch("all"),
  q: z.string().catch(""),
  sort: z.string().catch("outcome"),
  /** ISO 8601, UTC; empty: from now. */
  from: z.iso.datetime().or(z.literal("")).catch(""),
});

const KIND_WORDS: Readonly<Record<SyncKind, Readonly<{ title: string; about: string; nothing: string }>>> = {
  providers: {
    title: "Sync provider prices",
    about:
      "Entries of provider models, brought to the catalogue's prices in force; the price per request follows by the typical formula. Custom names, wildcards and pinned entries stay.",
    nothing: "The price book has no entry but the default.",
  },
  custom: {
    title: "Sync custom names",
    about:
      "Every custom name takes the price of its base model and remembers whose it is. Where several base models cost differently, you choose.",
    nothing: "No server maps a custom name to another model. Discovery finds them, or add one under Custom names.",
  },
};

export function PriceSyncPage() {
  const [{ kind }] = useTableSearch(SyncSearch);
  // What was chosen for one sync says nothing of the other.
  return <SyncOf key={kind} kind={kind} />;
}

type Choices = ReadonlyMap<string, Parameters<ChooseBase>[1]>;
const NO_CHOICES: Choices = new Map();

function SyncOf({ kind }: Readonly<{ kind: SyncKind }>) {
  const [search, setSearch] = useTableSearch(SyncSearch);
  const [choices, setChoices] = useState(NO_CHOICES);
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const source = useMemo(
    () =>
      kind === "providers"
        ? ({ kind: "provider-prices" } as const)
        : ({ kind: "custom-names", choices: [...choices].map(([model, base]) => ({ model, base })) } as const),
    [kind, choices],
  );
  const { title, about, nothing } = KIND_WORDS[kind];
  const [batchName] = useState(() => namedNow(title));
  const startOver = () => {
    setChoices(NO_CHOICES);
    setWritten(null);
  };
  return (
    <Page
      title={title}
      fill
      description={
        <>
          {about}{" "}
          <RouteLink to="/admin/discovery" size="sm">
            Back to discovery
          </RouteLink>
          <CatalogBadge />
        </>
      }
    >
      {written ? (
        <ChangeWritten written={written} from={search.from} again={{ words: "Sync again", onClick: startOver }} />
      ) : (
        <ChangeReview
          source={source}
          verb="Write"
          name={batchName}
          date={{ from: search.from, onChange: (from) => setSearch({ from }) }}
          view={[search, setSearch]}
          onChooseBase={(model, base) => setChoices((made) => new Map([...made, [model, base]]))}
          onWritten={setWritten}
          nothing={nothing}
        />
      )}
    </Page>
  );
}
