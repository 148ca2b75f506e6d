/** What is news, what was found, and the rules behind it. */
import { Button, Tabs } from "@mantine/core";
import { IconPlus, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Page } from "#web/components/page";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { Age } from "#web/components/time";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { AlertList } from "./alert-list";
import { ALERT_TABS, AlertsSearch } from "./alerts-search";
import { ChannelList } from "./channels/channel-list";
import { ChannelProblems } from "./channels/channel-problems";
import { RuleList } from "./rule-list";

const PANEL = { display: "flex", flexDirection: "column", gap: 12, flex: 1, minHeight: 0 } as const;

const TAB_WORDS = { history: "Alerts", rules: "Rules", channels: "Channels" } as const;
const TABS = { history: AlertList, rules: RuleList, channels: ChannelList } as const;

export function AlertsPage() {
  const [{ tab }, setSearch] = useTableSearch(AlertsSearch);
  const mayWrite = useMay("alerts:write");
  return (
    <Page
      title="Alerts"
      description={<Checked />}
      actions={
        mayWrite && (
          <>
            <CheckNow />
            <Button
              leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
              onClick={() => setSearch({ tab: "rules", rule: "new" })}
            >
              Add a rule
            </Button>
          </>
        )
      }
      fill
    >
      <ChannelProblems />
      <Tabs
        value={tab}
        onChange={(next) => setSearch({ tab: AlertsSearch.parse({ tab: next }).tab, rule: "", open: "", channel: "" })}
        display="contents"
      >
        <Tabs.List flex="none">
          {ALERT_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {TAB_WORDS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ALERT_TABS.map((each) => {
          const Content = TABS[each];
          return (
            <Tabs.Panel key={each} value={each} style={PANEL}>
              {each === tab && <Content />}
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}

function Checked() {
  const { data } = useQuery(trpc.alerts.rules.queryOptions());
  return (
    <>
      What is news is told once. Rules are checked once a minute
      {data?.checkedAt ? (
        <>
          , last <Age at={data.checkedAt} />
        </>
      ) : (
        ""
      )}
      .
    </>
  );
}

function CheckNow() {
  const check = useMutation(
    trpc.alerts.checkNow.mutationOptions(
      feedback(({ raised }) =>
        raised === 0 ? "Nothing is new" : `${raised} new ${raised === 1 ? "alert" : "alerts"}`,
      ),
    ),
  );
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} stroke={1.8} aria-hidden />}
      loading={check.isPending}
      onClick={() => check.mutate()}
    >
      Check now
    </Button>
  );
}
