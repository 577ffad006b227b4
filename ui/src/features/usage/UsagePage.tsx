import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { ChartColumn } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { EmptyState } from "../../components/EmptyState";
import { ErrorNote } from "../../components/ErrorNote";
import { Facts } from "../../components/Facts";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { AnswerCache } from "./AnswerCache";
import { BudgetSettings } from "./BudgetSettings";
import { ExportUsage } from "./ExportUsage";
import { SpendingChart } from "./SpendingChart";
import { SpendingTable } from "./SpendingTable";
import { type DaysHere, daysHere } from "./use-offset";
import { costOf, dayName } from "./words";

/** What was spent, on what, and how much may be. */
export const UsagePage = () => {
  const [days, setDays] = useState("30");
  const range = { days: Number(days), ...daysHere() };
  const summary = useOperation("usage.summary", range, { keepPrevious: true });
  const nothing = summary.data?.total.requests === 0;
  return (
    <>
      <Part id="budgets" title={t`Budgets`}>
        <p className="mb-4 max-w-reading text-sm text-text-subtle">
          {t`Atelier warns at four fifths, and stops a request before it is sent where it might cost more than is left. An answer is asked for no longer than the budget pays.`}
        </p>
        <BudgetSettings />
      </Part>
      <Part id="answer-cache" title={t`Answer cache`}>
        <AnswerCache />
      </Part>
      <Part id="usage" title={t`What was spent`}>
        {summary.error ? (
          <ErrorNote error={summary.error} onRetry={() => summary.refetch()} />
        ) : !summary.data ? (
          <Skeleton lines={4} />
        ) : nothing ? (
          <EmptyState icon={ChartColumn} title={t`Nothing was spent yet`}>
            {t`Every answer is counted here with its tokens and its cost. The built-in simulator costs nothing, and is not counted.`}
          </EmptyState>
        ) : (
          <Facts
            facts={[
              { name: t`Today`, value: costOf(summary.data.today) },
              { name: t`This month`, value: costOf(summary.data.month) },
              { name: t`Altogether`, value: costOf(summary.data.total) },
            ]}
          />
        )}
      </Part>
      {summary.data && !nothing && (
        <Part
          action={
            <Select
              aria-label={t`Days to show`}
              onChange={setDays}
              options={RANGES.map(({ value, label }) => ({ value, label: i18n._(label) }))}
              quiet
              value={days}
            />
          }
          id="usage-days"
          title={t`By day`}
        >
          <Details range={range} />
        </Part>
      )}
    </>
  );
};

const RANGES = [
  { value: "7", label: msg`7 days` },
  { value: "30", label: msg`30 days` },
  { value: "90", label: msg`90 days` },
  { value: "365", label: msg`A year` },
] as const;

type Range = DaysHere & { readonly days: number };

const Details = ({ range }: { readonly range: Range }) => {
  const days = useOperation("usage.by_day", range, { keepPrevious: true });
  const models = useOperation("usage.by_model", range, { keepPrevious: true });
  const conversations = useOperation("usage.by_conversation", range, { keepPrevious: true });
  const projects = useOperation("usage.by_project", range, { keepPrevious: true });
  const error = days.error ?? models.error ?? conversations.error ?? projects.error;
  if (error) return <ErrorNote error={error} />;
  if (!days.data || !models.data || !conversations.data || !projects.data) {
    return <Skeleton lines={8} />;
  }
  const spentOn = days.data.filter((day) => day.spending.requests > 0).reverse();
  const inProjects = projects.data.some((row) => row.project_id !== null);
  return (
    <div className="flex flex-col gap-6">
      <SpendingChart days={days.data} />
      <SpendingTable
        caption={t`What was spent on each day with a request`}
        of="Day"
        rows={spentOn.map(({ day, spending }) => ({
          key: day,
          name: dayName(day, true),
          spending,
        }))}
      />
      <h3 className="text-sm font-medium">{t`By model`}</h3>
      <SpendingTable
        caption={t`What was spent on each model`}
        of="Model"
        rows={models.data.map(({ model, spending }) => ({
          key: model ?? "",
          name: model ?? t`unknown`,
          spending,
        }))}
      />
      <h3 className="text-sm font-medium">{t`By conversation`}</h3>
      <SpendingTable
        caption={t`What was spent in each conversation`}
        of="Conversation"
        rows={conversations.data.map(({ conversation_id, title, spending }) => ({
          key: conversation_id ?? "",
          name: nameOf(conversation_id, title),
          spending,
        }))}
      />
      {inProjects && (
        <>
          <h3 className="text-sm font-medium">{t`By project`}</h3>
          <SpendingTable
            caption={t`What was spent in each project`}
            of="Project"
            rows={projects.data.map(({ project_id, name, spending }) => ({
              key: project_id ?? "",
              name: name ?? (project_id === null ? t`No project` : t`Deleted project`),
              spending,
            }))}
          />
        </>
      )}
      <ExportUsage range={range} />
    </div>
  );
};

const nameOf = (id: string | null, title: string | null): ReactNode => {
  if (id === null) return t`Other programs`;
  if (title === null) return <span className="text-text-subtle">{t`Deleted conversation`}</span>;
  return <Link href={`/c/${id}`}>{title === "" ? t`Untitled` : title}</Link>;
};

type PartProps = {
  readonly id: string;
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

const Part = ({ id, title, action, children }: PartProps) => (
  <section
    aria-labelledby={`${id}-title`}
    className="scroll-mt-4 border-t border-hairline pt-6 first-of-type:border-none first-of-type:pt-0"
    id={id}
  >
    <div className="mb-3 flex items-center justify-between gap-4">
      <h2 className="text-base font-semibold" id={`${id}-title`}>
        {title}
      </h2>
      {action}
    </div>
    {children}
  </section>
);
