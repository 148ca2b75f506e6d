/** After the setup: the two ways to begin. */
import { SimpleGrid } from "@mantine/core";
import { ButtonLink } from "#web/components/links";
import { Page, Panel } from "#web/components/page";

export function WelcomeRoute() {
  return (
    <Page title="Welcome to Ratecard" description="Two ways to begin. Both can be undone.">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={900}>
        <Panel
          title="Connect a server"
          description="Discover the models of your LiteLLM gateway and price what is missing."
        >
          <ButtonLink to="/admin/discovery">Connect a server</ButtonLink>
        </Panel>
      </SimpleGrid>
    </Page>
  );
}
