import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { ChevronRight } from "lucide-react";

import { Icon } from "../../components/Icon";

type Props = { readonly onPick: (prompt: string) => void };

const PROMPTS: readonly {
  readonly title: MessageDescriptor;
  readonly prompt: MessageDescriptor;
}[] = [
  {
    title: msg`Explain something step by step`,
    prompt: msg`Explain how public-key cryptography works, step by step, with one small worked example.`,
  },
  {
    title: msg`Write a function with its tests`,
    prompt: msg`Write a Rust function that splits a text into sentences, with tests for abbreviations, quotations and emoji.`,
  },
  {
    title: msg`Compare two choices in a table`,
    prompt: msg`Compare SQLite and PostgreSQL for a desktop application that works offline. Make a table, then recommend one.`,
  },
];

/** What a new conversation shows: what this is for, and three ways to begin. */
export const EmptyConversation = ({ onPick }: Props) => (
  <div className="flex min-h-0 flex-1 flex-col justify-end overflow-y-auto">
    <div className="mx-auto w-full max-w-[calc(72ch+3rem)] px-6 pb-8">
      <h2 className="text-2xl font-semibold tracking-tight text-balance">{t`What shall we work on?`}</h2>
      <p className="mt-2 text-text-subtle">
        {t`Ask, paste or think aloud. Nothing is sent before you press Send.`}
      </p>
      <ul className="mt-6 border-t border-hairline">
        {PROMPTS.map(({ title, prompt }) => (
          <li className="border-b border-hairline" key={title.id}>
            <button
              className="group flex w-full items-center gap-4 px-2 py-3 text-left hover:bg-surface-hover focus-visible:-outline-offset-2"
              onClick={() => onPick(i18n._(prompt))}
              type="button"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{i18n._(title)}</span>
                <span className="block truncate text-sm text-text-subtle">{i18n._(prompt)}</span>
              </span>
              <Icon className="text-text-faint group-hover:text-text" of={ChevronRight} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  </div>
);
