/** Prices as the form saves them, for tests of other features. */
export { createPrice, editPrice } from "#server/features/price-book/save-price";
