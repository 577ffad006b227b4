import type { Message, SentRequest } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Facts } from "../../../components/Facts";
import { ExactText } from "../../../components/markdown/Inline";
import { bytes, count } from "../../../lib/quantity";
import { duration, exactTime } from "../../../lib/time";

type Props = { readonly message: Message; readonly sent: SentRequest | null };

/** Where it went and when, and what came back. */
export const RequestFacts = ({ message, sent }: Props) => (
  <>
    {sent && (
      <Part title={t`Sent`}>
        <Facts
          facts={[
            { name: t`Address`, value: <Exact text={`POST ${sent.url}`} /> },
            { name: t`At`, value: exactTime(sent.asked_at) },
            { name: t`Size`, value: bytes(sent.body_bytes) },
            ...sent.headers.map(({ name, value, with_key }) => ({
              name,
              value: with_key ? (
                <>
                  <Exact text={value} />
                  <span className="text-text-subtle">{t`the key, which is not shown`}</span>
                </>
              ) : (
                <Exact text={value} />
              ),
            })),
          ]}
        />
      </Part>
    )}
    <Part title={t`Came back`}>
      <Facts facts={[...(sent ? timesOf(sent) : []), ...factsOf(message)]} />
    </Part>
    {sent && sent.attempts.length > 0 && (
      <Part title={t`Attempts that came to nothing`}>
        <ol className="flex flex-col gap-2 text-sm">
          {sent.attempts.map((attempt) => (
            <li className="border-b border-hairline pb-2 last:border-none" key={attempt.at_ms}>
              <p className="numeric flex flex-wrap gap-x-3 text-xs text-text-subtle">
                <span>{t`after ${{ time: duration(attempt.at_ms) }}`}</span>
                <span>{attempt.status ?? t`no response`}</span>
                <span>{attempt.class}</span>
                {attempt.waited_ms > 0 && (
                  <span>{t`asked again ${{ time: duration(attempt.waited_ms) }} later`}</span>
                )}
              </p>
              <p className="wrap-anywhere" lang="en">
                <ExactText text={attempt.message} />
              </p>
            </li>
          ))}
        </ol>
      </Part>
    )}
  </>
);

const timesOf = ({ status, response_ms, first_part_ms, ended_ms }: SentRequest) => [
  { name: t`Status`, value: status ?? t`no response` },
  { name: t`Response began`, value: after(response_ms) },
  { name: t`First part of the answer`, value: after(first_part_ms) },
  { name: t`Over`, value: after(ended_ms) },
];

const after = (ms: number | null): string =>
  ms === null ? t`not yet` : t`after ${{ time: duration(ms) }}`;

const factsOf = ({ model, stop_reason, request_id, usage }: Message) => [
  { name: t`Model`, value: model ?? t`unknown` },
  { name: t`Stopped because`, value: stop_reason ?? t`unknown` },
  { name: t`Request`, value: request_id === null ? t`unknown` : <Exact text={request_id} /> },
  ...(usage
    ? [
        { name: t`Tokens in`, value: count(usage.input_tokens) },
        { name: t`From the cache`, value: count(usage.cache_read_tokens) },
        {
          name: t`To the cache`,
          value: count(usage.cache_write_5m_tokens + usage.cache_write_1h_tokens),
        },
        { name: t`Tokens out`, value: count(usage.output_tokens) },
      ]
    : []),
];

const Exact = ({ text }: { readonly text: string }) => (
  <code className="text-xs wrap-anywhere select-all">
    <ExactText text={text} />
  </code>
);

type PartProps = { readonly title: string; readonly children: React.ReactNode };

const Part = ({ title, children }: PartProps) => (
  <section aria-label={title}>
    <h3 className="mb-1 text-sm font-semibold">{title}</h3>
    {children}
  </section>
);
