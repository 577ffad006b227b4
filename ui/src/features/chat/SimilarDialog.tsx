import type { ConversationId, SimilarConversation } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Waypoints } from "lucide-react";
import { Link } from "wouter";

import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { percent } from "../../lib/quantity";

type Props = { readonly conversationId: ConversationId; readonly onClose: () => void };

/** How many of the shared words are said. */
const SAID = 6;

/** The conversations that are about the same as one, the most alike first, and why. */
export const SimilarDialog = ({ conversationId, onClose }: Props) => {
  const similar = useOperation("search.similar", { id: conversationId });
  const found = similar.data?.conversations ?? [];
  return (
    <Dialog onClose={onClose} open title={t`Similar conversations`} wide>
      {similar.error && !similar.data && (
        <ErrorNote
          error={similar.error}
          onRetry={() => void similar.refetch()}
          title={t`They could not be looked for`}
        />
      )}
      {!similar.data && !similar.error && <Skeleton lines={5} />}
      {similar.data && found.length === 0 && (
        <EmptyState icon={Waypoints} title={t`None is about the same`}>
          {similar.data.blank
            ? t`Nothing was said here in words yet.`
            : plural(
                { compared: similar.data.compared },
                {
                  0: "There is no other conversation yet.",
                  one: "It was compared with # other conversation.",
                  other: "It was compared with # other conversations.",
                },
              )}
        </EmptyState>
      )}
      {found.length > 0 && (
        <>
          <p className="pb-2 text-sm text-text-subtle">
            {t`Found by what you asked, here on this machine. Nothing is sent.`}
          </p>
          <ul className="-mx-3">
            {found.map((each) => (
              <Found each={each} key={each.conversation.id} onOpen={onClose} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
};

type FoundProps = { readonly each: SimilarConversation; readonly onOpen: () => void };

const Found = ({ each, onOpen }: FoundProps) => {
  const { conversation, asked, similarity, matched } = each;
  const alike = percent(similarity);
  return (
    <li>
      <Link
        className="block rounded-control px-3 py-2.5 no-underline hover:bg-surface-hover focus-visible:-outline-offset-2"
        href={`/c/${conversation.id}`}
        onClick={onOpen}
      >
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate font-medium text-text" dir="auto">
            {conversation.title || t`New conversation`}
          </span>
          <span className="numeric shrink-0 text-xs text-text-subtle">{t`${alike} alike`}</span>
          <RelativeTime
            at={conversation.updated_at}
            className="w-24 shrink-0 text-right text-xs text-text-subtle"
          />
        </span>
        {asked !== "" && asked !== conversation.title && (
          <span className="mt-0.5 line-clamp-2 text-sm text-text-subtle" dir="auto">
            {asked}
          </span>
        )}
        <SharedWords words={matched.map(({ word }) => word)} />
      </Link>
    </li>
  );
};

const SharedWords = ({ words }: { readonly words: readonly string[] }) =>
  words.length > 0 && (
    <span className="mt-1.5 flex flex-wrap items-center gap-1.5 text-xs text-text-subtle">
      <span>{t`Both speak of`}</span>
      {words.slice(0, SAID).map((word) => (
        <span className="rounded-control bg-surface-sunken px-1.5 py-0.5 text-text" key={word}>
          {word}
        </span>
      ))}
    </span>
  );
