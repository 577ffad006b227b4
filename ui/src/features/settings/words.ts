import type { Effort, Model, SecretPlace } from "@atelier/client/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";

import { assertNever } from "../../lib/assert-never";
import { money } from "../../lib/quantity";

/** Says where a key is kept. */
export const keptWords = (place: SecretPlace): string => {
  switch (place) {
    case "keychain":
      return t`Kept in this computer’s keychain.`;
    case "sealed_file":
      return t`Kept in a file sealed with your passphrase.`;
    case "memory":
      return t`Kept in memory only, and forgotten when Atelier closes.`;
    case "environment":
      return t`Kept in the environment variable ANTHROPIC_API_KEY, which Atelier only reads.`;
    default:
      return assertNever(place);
  }
};

/** Says where a key that is typed now will be kept. */
export const willBeKeptWords = (place: SecretPlace): string => {
  switch (place) {
    case "keychain":
      return t`It will be kept in this computer’s keychain, and never shown again.`;
    case "sealed_file":
      return t`It will be kept in a file sealed with your passphrase, and never shown again.`;
    case "memory":
      return t`It will be kept in memory only, and forgotten when Atelier closes, and never shown again.`;
    case "environment":
      return t`It will be kept in the environment variable ANTHROPIC_API_KEY, which Atelier only reads, and never shown again.`;
    default:
      return assertNever(place);
  }
};

/** The efforts, as a person reads them. */
export const EFFORT_WORDS: Record<Effort, MessageDescriptor> = {
  low: msg`Low`,
  medium: msg`Medium`,
  high: msg`High`,
  xhigh: msg`Extra high`,
  max: msg`Maximum`,
};

/** Says what a model costs for short prompts, per million tokens in and out. */
export const priceWords = ({ price }: Model): string => {
  const tier = price?.tiers[0];
  if (!tier) return t`unknown`;
  const million = (nanoUsd: number) => money(nanoUsd * 1_000_000);
  return t`${{ input: million(tier.input) }} in, ${{ output: million(tier.output) }} out`;
};
