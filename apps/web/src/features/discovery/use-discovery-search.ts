import { useTableSearch } from "#web/components/use-table-search";
import { DiscoverySearch } from "./discovery-search";

/** The page's state in the URL, and how to change it. */
export const useDiscoverySearch = () => useTableSearch(DiscoverySearch);
