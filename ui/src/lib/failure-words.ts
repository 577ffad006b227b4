import type { MessageFailure } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";

/** What is said of an answer that failed: a sentence, and the core's own English words where that is not them. */
type FailureWords = { readonly message: string; readonly detail: string | null };

/** Returns what is said of a failed answer. Only the core's words, which English shows, hold those of the endpoint. */
export const failureWords = ({ class: name, message }: MessageFailure): FailureWords => {
  if (i18n.locale === "en") return { message, detail: null };
  const words = BY_CLASS[name] ?? BY_CLASS[API_NAMES[name] ?? ""];
  return { message: words ? i18n._(words) : t`The answer failed.`, detail: message };
};

const BY_CLASS: Readonly<Record<string, MessageDescriptor>> = {
  authentication: msg`The endpoint did not accept the API key. Check the key in the settings, or save a new one.`,
  no_credit: msg`The account has no credit, or its payment failed. Add credit in the Anthropic Console, then try again.`,
  permission: msg`This key may not do that. Choose another model, or ask the owner of the organization for access.`,
  not_found: msg`The endpoint does not know this model. Choose another one.`,
  invalid_request: msg`The endpoint refused the request. Your message is kept.`,
  conflict: msg`Something else changed the same thing at that moment. Try again.`,
  too_large: msg`The conversation is too large to send at once. Start a new one, or remove large attachments.`,
  rate_limit: msg`The account’s limit on requests or tokens is used up for now. Wait a little, then try again.`,
  spend_limit: msg`A spending limit of the account is reached. Raise it in the Anthropic Console, or wait until it resets.`,
  overloaded: msg`The API is overloaded just now. Try again in a moment.`,
  server: msg`The API had a fault of its own. Try again in a moment.`,
  timeout: msg`Nothing arrived for too long, so Atelier stopped waiting. What arrived is kept; try again.`,
  tls: msg`The connection could not be made safe, so nothing was sent. Check the date of this computer, and whether something reads its traffic.`,
  dns: msg`The endpoint’s name could not be looked up. Check the network, and the address in the settings.`,
  connect: msg`The endpoint cannot be reached. Check the network, and the address in the settings.`,
  truncated: msg`The answer broke off before its end. What arrived is kept; continue, or try again.`,
  protocol: msg`What came back is not what the Messages API sends. Check the address in the settings, and whether a sign-in page stands in between.`,
  budget: msg`A budget is used up. Nothing was sent.`,
  attachment: msg`An attachment could not be sent. Nothing was sent.`,
  files_unsupported: msg`This endpoint does not take large files. Nothing was sent.`,
  not_stored: msg`The answer could not be kept.`,
};

/** The names that the API gives to some of them. */
const API_NAMES: Readonly<Record<string, string>> = {
  authentication_error: "authentication",
  billing_error: "no_credit",
  permission_error: "permission",
  not_found_error: "not_found",
  conflict_error: "conflict",
  request_too_large: "too_large",
  rate_limit_error: "rate_limit",
  timeout_error: "timeout",
  overloaded_error: "overloaded",
  invalid_request_error: "invalid_request",
  api_error: "server",
};
