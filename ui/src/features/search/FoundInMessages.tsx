import { t } from "@lingui/core/macro";
import { Search } from "lucide-react";
import { Link } from "wouter";

import { Icon } from "../../components/Icon";
import { Skeleton } from "../../components/Skeleton";
import { Snippet } from "./Snippet";
import { searchAddress } from "./search-address";
import { useSearch } from "./use-search";

type Props = {
  /** What is searched for. */
  readonly text: string;
};

/** How many conversations are listed. */
const MOST = 8;

/** Below the titles that match: messages that hold the words, and the way to all of them. */
export const FoundInMessages = ({ text }: Props) => {
  const { results, error } = useSearch(text, MOST);
  if (text.trim() === "") return null;
  const found = results?.conversations.filter(({ messages }) => messages.length > 0);
  return (
    <section aria-label={t`In messages`} className="mt-3 border-t border-hairline pt-3">
      <h2 className="px-2 pb-1 text-xs font-medium text-text-faint">{t`In messages`}</h2>
      {!results && !error && <Skeleton className="p-2" lines={3} />}
      {(error || found?.length === 0) && (
        <p className="px-2 py-1 text-sm text-text-subtle">
          {error ? t`They could not be searched.` : t`None found.`}
        </p>
      )}
      <ul>
        {found?.map(({ conversation, title, messages: [best] }) => (
          <li key={conversation.id}>
            <Link
              className="block rounded-control px-2 py-1.5 no-underline hover:bg-surface-hover focus-visible:-outline-offset-2"
              href={best ? `/c/${conversation.id}/${best.id}` : `/c/${conversation.id}`}
            >
              <span className="block truncate text-sm text-text" dir="auto">
                {title.length === 0 ? t`New conversation` : <Snippet parts={title} />}
              </span>
              <span className="line-clamp-2 text-xs wrap-anywhere text-text-subtle" dir="auto">
                {best && <Snippet parts={best.snippet} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        className="mt-1 flex h-8 items-center gap-2 rounded-control px-2 text-sm text-text-subtle no-underline hover:bg-surface-hover hover:text-text focus-visible:-outline-offset-2"
        href={searchAddress(text)}
      >
        <Icon of={Search} />
        {t`Search everything`}
      </Link>
    </section>
  );
};
