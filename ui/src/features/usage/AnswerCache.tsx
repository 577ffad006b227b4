import type { CacheStatus } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Facts } from "../../components/Facts";
import { SwitchField } from "../../components/SwitchField";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import { bytes, count, money } from "../../lib/quantity";
import { CachedAnswers } from "./CachedAnswers";

/** Whether answers are given again from memory; what is kept, what that saved, and how to be rid of it. */
export const AnswerCache = () => {
  const { settings, save, saveError } = useSettings();
  const status = useOperation("cache.status", {});
  if (!settings) return null;
  return (
    <>
      {saveError && <ErrorNote error={saveError} title={t`The change was not kept`} />}
      <SwitchField
        checked={settings.answer_cache}
        description={t`Where exactly the same was asked before (the same words, model, effort, instructions and files), the answer is given again without asking. It is in memory only, and gone when Atelier ends. Requests with tools are always asked, and so is whatever you have answered again.`}
        label={t`Give answers again from memory`}
        onChange={(answer_cache) => save({ answer_cache })}
      />
      {status.error && <ErrorNote error={status.error} onRetry={() => void status.refetch()} />}
      {status.data && (status.data.enabled || status.data.hits > 0) && (
        <Standing status={status.data} />
      )}
    </>
  );
};

const Standing = ({ status }: { readonly status: CacheStatus }) => {
  const [asking, setAsking] = useState(false);
  const clear = useCommand("cache.clear", {
    onSuccess: () => showToast({ text: t`The cache is empty` }),
  });
  const hours = Math.round(status.lifetime_ms / 3_600_000);
  return (
    <div className="mt-4 flex flex-col gap-4">
      <Facts
        facts={[
          { name: t`Answers kept`, value: count(status.entries) },
          {
            name: t`In memory`,
            value: t`${{ used: bytes(status.bytes) }} of ${{ most: bytes(status.limit_bytes) }}`,
          },
          { name: t`Given again since the start`, value: count(status.hits) },
          { name: t`Saved by it`, value: savedOf(status) },
        ]}
      />
      {status.entries === 0 ? (
        <p className="text-sm text-text-subtle">
          {status.enabled
            ? plural(hours, {
                one: "Nothing is kept now. The next whole answer is, for # hour.",
                other: "Nothing is kept now. The next whole answer is, for # hours.",
              })
            : t`Nothing is kept.`}
        </p>
      ) : (
        <>
          <CachedAnswers />
          <div>
            <Button onClick={() => setAsking(true)} pending={clear.isPending}>
              {t`Empty the cache`}
            </Button>
          </div>
        </>
      )}
      {clear.error && <ErrorNote error={clear.error} title={t`It is still there`} />}
      <Confirm
        act={t`Empty the cache`}
        keep={t`Keep it`}
        onAct={() => {
          setAsking(false);
          clear.mutate({});
        }}
        onClose={() => setAsking(false)}
        open={asking}
        title={t`Empty the answer cache?`}
      >
        <p>{t`What is asked once more is then sent, and costs what it costs. Conversations stay.`}</p>
      </Confirm>
    </div>
  );
};

/** What giving answers again has saved; where nothing of it has a price, that is unknown, not zero. */
const savedOf = ({ hits, unpriced_hits, saved_nano_usd }: CacheStatus): string => {
  if (hits > 0 && unpriced_hits === hits) return t`unknown`;
  const saved = money(saved_nano_usd);
  return unpriced_hits > 0 ? t`at least ${saved}` : saved;
};
