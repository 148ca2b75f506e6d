/** Whether what prices a name only stands for a price: the default's, written under the name until a person sets one. */
import type { Resolution } from "@ratecard/pricing";

export const isPlaceholder = ({ warnings }: Resolution): boolean => warnings.includes("placeholder-price");
