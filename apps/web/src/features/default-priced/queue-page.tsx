/** Names whose requests were priced by a guess, the largest probable loss first, and what is done about them. */
import { Badge, Tabs } from "@mantine/core";
import { useToday } from "#web/components/ledger-zone";
import { Page } from "#web/components/page";
import { PeriodPicker, rangeOfPeriod } from "#web/components/period-picker";
import { useTableSearch } from "#web/components/use-table-search";
import { GroupDrawer } from "./group-drawer";
import { IgnoredList } from "./ignored-list";
import { ProposalList } from "./proposal-list";
import { QueueList } from "./queue-list";
import { isReason, QUEUE_TABS, QueueSearch, REASON_WORDS, type QueueTab } from "./queue-search";
import { useQueueCounts } from "./use-queue";

const PANEL = { display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 } as const;

export function QueuePage() {
  const [search, setSearch] = useTableSearch(QueueSearch);
  const today = useToday();
  const range = rangeOfPeriod(search, today);
  const { tab, group } = search;
  return (
    <Page
      title="Default-priced"
      description="Names whose requests were priced by a guess. Price them, propose a price, or leave them with a reason."
      actions={<PeriodPicker period={search.period} range={range} today={today} onChange={setSearch} />}
      fill
    >
      <Tabs
        value={tab}
        onChange={(next) => setSearch({ tab: QueueSearch.parse({ tab: next }).tab })}
        display="contents"
      >
        <Tabs.List flex="none">
          {QUEUE_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              <TabLabel tab={each} range={range} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {QUEUE_TABS.map((each) => (
          <Tabs.Panel key={each} value={each} style={PANEL}>
            {each === tab && <Content tab={each} range={range} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      {group !== "" && isReason(tab) && (
        <GroupDrawer
          key={JSON.stringify([group, search.at])}
          group={{ model: group, provider: search.at === "" ? null : search.at }}
          reason={tab}
          range={range}
          onClose={() => setSearch({ group: "", at: "" })}
        />
      )}
    </Page>
  );
}

type TabProps = Readonly<{ tab: QueueTab; range: Readonly<{ from: string; to: string }> }>;

function Content({ tab, range }: TabProps) {
  if (tab === "proposals") return <ProposalList />;
  return tab === "ignored" ? <IgnoredList /> : <QueueList reason={tab} range={range} />;
}

const OTHER_WORDS = { proposals: "Proposals", ignored: "Ignored" } as const;

function TabLabel({ tab, range }: TabProps) {
  const { data } = useQueueCounts(range);
  const label = isReason(tab) ? REASON_WORDS[tab].label : OTHER_WORDS[tab];
  const count = isReason(tab) ? data?.reasons.find(({ reason }) => reason === tab)?.groups : data?.[tab];
  return (
    <>
      {label}{" "}
      {count !== undefined && count > 0 && (
        <Badge size="sm" color={tab === "ignored" ? "gray" : "orange"}>
          {count.toLocaleString("en")}
        </Badge>
      )}
    </>
  );
}
