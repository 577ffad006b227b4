import type { TranscriptDetail } from "@atelier/client/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** How much of answers can be shown, from the least to the most. */
export const DETAILS: readonly TranscriptDetail[] = ["summary", "normal", "everything"];

/** What each is called. */
export const DETAIL_NAMES: Record<TranscriptDetail, MessageDescriptor> = {
  summary: msg`Summary`,
  normal: msg({ message: "Normal", context: "detail of answers" }),
  everything: msg`Everything`,
};

/** What each shows. */
export const DETAIL_WORDS: Record<TranscriptDetail, MessageDescriptor> = {
  summary: msg`Answers alone; thinking and tools are one line.`,
  normal: msg`Thinking and tools are there, each folded.`,
  everything: msg`Thinking and tools are opened.`,
};

/** Returns what comes after it; the least after the most. */
export const nextDetail = (detail: TranscriptDetail): TranscriptDetail =>
  DETAILS[(DETAILS.indexOf(detail) + 1) % DETAILS.length] ?? "normal";
