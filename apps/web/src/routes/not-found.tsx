import { IconMapOff } from "@tabler/icons-react";
import { ButtonLink } from "#web/components/links";
import { Page } from "#web/components/page";
import { EmptyState } from "#web/components/states";

export const NotFound = () => (
  <Page title="Not found">
    <EmptyState
      title="There is no such page"
      icon={<IconMapOff size={20} stroke={1.5} aria-hidden />}
      action={
        <ButtonLink to="/dashboard" variant="default">
          Go to the dashboard
        </ButtonLink>
      }
    >
      The address may be old or mistyped.
    </EmptyState>
  </Page>
);
