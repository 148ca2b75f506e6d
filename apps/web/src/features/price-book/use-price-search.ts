/** The page's state in the URL, for the page itself and for the cells of its rows. */
import { useTableSearch } from "#web/components/use-table-search";
import { PriceSearch } from "./price-search";

export const usePriceSearch = () => useTableSearch(PriceSearch);
