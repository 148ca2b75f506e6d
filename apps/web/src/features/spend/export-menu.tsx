/** What a chart is taken along as: its numbers, and the charges behind it for other cost tools. */
import { Button, Menu, Text } from "@mantine/core";
import { FOCUS_VERSION } from "@ratecard/contract";
import { IconDownload } from "@tabler/icons-react";
import type { RouterInputs } from "#web/trpc";
import { csvHref, focusHref } from "./file-hrefs";
import type { SpendScope } from "./spend-search";

const ABOUT_WIDTH_PX = 260;

type ExportMenuProps = Readonly<{ query: RouterInputs["spend"]["explore"]; scope: SpendScope }>;

export function ExportMenu({ query, scope }: ExportMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} stroke={1.6} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={csvHref(query)} download>
          Numbers of the chart (CSV)
        </Menu.Item>
        <Menu.Item component="a" href={focusHref(scope)} download>
          Charges for other cost tools (FOCUS {FOCUS_VERSION})
          <Text size="xs" c="dimmed" maw={ABOUT_WIDTH_PX}>
            A row for each day, model, provider and team. Requests without a cost are no charge: they are left out.
          </Text>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
