import { t } from "@lingui/core/macro";
import { Button } from "./Button";

type Props = {
  /** A list that is read part by part. */
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
};

/** Reads the next part of a long list; nothing where all of it is there. */
export const ShowMore = ({ pages }: Props) =>
  pages.hasNextPage && (
    <Button
      className="mt-2"
      onClick={() => void pages.fetchNextPage()}
      pending={pages.isFetchingNextPage}
    >
      {t`Show more`}
    </Button>
  );
