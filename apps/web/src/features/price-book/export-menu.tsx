/** Downloads of the whole price book; the import takes both back without loss. */
import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

const FORMATS = [
  { href: "/api/prices.csv", label: "CSV", file: "prices.csv" },
  { href: "/api/prices.json", label: "JSON", file: "prices.json" },
] as const;

export function ExportMenu() {
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} stroke={1.6} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ href, label, file }) => (
          <Menu.Item key={href} component="a" href={href} download={file}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
