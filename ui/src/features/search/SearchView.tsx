import { plural, t } from "@lingui/core/macro";
import { Search as SearchIcon } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";

import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { SearchField } from "../../components/SearchField";
import { Skeleton } from "../../components/Skeleton";
import { FilterChips } from "./FilterChips";
import { wordsOf } from "./query-text";
import { Remarks } from "./Remarks";
import { ResultList } from "./ResultList";
import { searchAddress } from "./search-address";
import { useSearch } from "./use-search";

type Props = {
  /** The query that the address names. */
  readonly query: string;
  /** What else was said about a text: shown below what was found. */
  readonly similarTo?: (text: string) => ReactNode;
};

/** How many conversations are found at first, and how many more each time. */
const STEP = 20;
const MOST = 100;

/** Finding in all conversations: a query, its filters, and what it finds. */
export const SearchView = ({ query, similarTo }: Props) => {
  const [, navigate] = useLocation();
  const [text, setText] = useState(query);
  const [limit, setLimit] = useState(STEP);
  const frame = useRef<HTMLElement>(null);
  const { results, error, retry, pending } = useSearch(text, limit);
  const said = useRef(query);

  // The address follows what is written, and the field follows the address.
  useEffect(() => {
    if (query === said.current) return;
    said.current = query;
    setText(query);
  }, [query]);
  useEffect(() => {
    frame.current?.querySelector("input")?.focus();
  }, []);
  const change = (next: string) => {
    setText(next);
    setLimit(STEP);
    said.current = next.trim();
    navigate(searchAddress(next), { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const first = frame.current?.querySelector<HTMLElement>("[data-search-results] a");
    if (!first) return;
    event.preventDefault();
    if (event.key === "Enter") first.click();
    else first.focus();
  };
  const nothing = results?.conversations.length === 0;
  const words = wordsOf(text);
  return (
    <section aria-label={t`Search`} className="h-full overflow-y-auto" ref={frame}>
      <div className="mx-auto flex max-w-[calc(72ch+3rem)] flex-col gap-4 px-6 pt-6 pb-12">
        <h1 className="text-xl font-semibold">{t`Search`}</h1>
        <search className="flex flex-col gap-3" data-search-field="" onKeyDown={onKeyDown}>
          <SearchField
            label={t`Search all conversations`}
            maxLength={250}
            onChange={change}
            placeholder={t`Words, “phrases”, -not, tag:…, before:2026-11-01`}
            text={text}
          />
          <FilterChips onChange={change} query={text} />
        </search>
        {results && <Remarks results={results} />}
        {error && <ErrorNote error={error} onRetry={retry} title={t`Nothing could be searched`} />}
        <div aria-busy={pending} aria-live="polite" className="sr-only" role="status">
          {!pending && results ? found(results.conversations.length, results.has_more) : ""}
        </div>
        {!results && !error && (pending ? <Skeleton lines={6} /> : <Hints />)}
        {nothing && !pending && (
          <EmptyState
            action={<Button onClick={() => change("")}>{t`Clear the search`}</Button>}
            icon={SearchIcon}
            title={t`Nothing found`}
          >
            {t`No message and no title holds this. Fewer words or filters find more.`}
          </EmptyState>
        )}
        {results && !nothing && <ResultList conversations={results.conversations} />}
        {results?.has_more && limit < MOST && (
          <Button className="self-center" onClick={() => setLimit(limit + STEP)}>
            {t`Show more`}
          </Button>
        )}
        {words !== "" && similarTo?.(words)}
      </div>
    </section>
  );
};

const found = (count: number, more: boolean): string =>
  count === 0
    ? t`Nothing found`
    : more
      ? plural(count, {
          one: "Found in more than # conversation",
          other: "Found in more than # conversations",
        })
      : plural(count, { one: "Found in # conversation", other: "Found in # conversations" });

const Hints = () => (
  <EmptyState icon={SearchIcon} title={t`Find what was said`}>
    {t`In every conversation and on every branch. A misspelled word is forgiven; “quotes” are not.`}
  </EmptyState>
);
