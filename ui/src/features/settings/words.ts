import type { Effort, Model, SecretPlace, StoreState } from "@atelier/client/types";

import { assertNever } from "../../lib/assert-never";
import { money } from "../../lib/quantity";

/** Says where a key is kept. */
export const placeWords = (place: SecretPlace): string => {
  switch (place) {
    case "keychain":
      return "in this computer’s keychain";
    case "sealed_file":
      return "in a file sealed with your passphrase";
    case "memory":
      return "in memory only, and forgotten when Atelier closes";
    case "environment":
      return "in the environment variable ANTHROPIC_API_KEY, which Atelier only reads";
    default:
      return assertNever(place);
  }
};

/** Says where conversations are kept. */
export const storeWords = (store: StoreState): string => {
  switch (store.state) {
    case "on_disk":
      return "Encrypted on this computer.";
    case "in_memory":
      return "Only in memory, and gone when Atelier closes.";
    case "unavailable":
      return store.message;
    default:
      return assertNever(store);
  }
};

/** The efforts, as a person reads them. */
export const EFFORT_WORDS: Record<Effort, string> = {
  low: "Low",
  medium: "Medium",
  high: "High",
  xhigh: "Extra high",
  max: "Maximum",
};

/** Says what a model costs for short prompts, per million tokens in and out. */
export const priceWords = ({ price }: Model): string => {
  const tier = price?.tiers[0];
  if (!tier) return "unknown";
  const million = (nanoUsd: number) => money(nanoUsd * 1_000_000);
  return `${million(tier.input)} in, ${million(tier.output)} out`;
};
