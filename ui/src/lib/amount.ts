const NANO = 1_000_000_000;
const LARGEST = 1_000_000;

/** What stands in a field for an amount. */
export type Amount =
  | { readonly state: "none" }
  | { readonly state: "amount"; readonly nanoUsd: number }
  | { readonly state: "wrong" };

/** Reads an amount in dollars: a point or a comma before at most four digits; nothing is no limit. */
export const readAmount = (text: string): Amount => {
  const plain = text.trim().replace(/^\$\s*/, "");
  if (plain === "") return { state: "none" };
  if (!/^\d{1,7}([.,]\d{1,4})?$/.test(plain)) return { state: "wrong" };
  const dollars = Number(plain.replace(",", "."));
  if (dollars > LARGEST) return { state: "wrong" };
  return { state: "amount", nanoUsd: Math.round(dollars * NANO) };
};

/** Writes an amount as it is typed; no limit is nothing. */
export const writeAmount = (nanoUsd: number | null): string => {
  if (nanoUsd === null) return "";
  const dollars = nanoUsd / NANO;
  return Number.isInteger(dollars * 100) ? dollars.toFixed(2) : String(Number(dollars.toFixed(4)));
};
