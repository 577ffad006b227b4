import type { QueryClient } from "@tanstack/react-query";
import { type RenderResult, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";

import { Providers } from "../app/Providers";
import { createQueryClient } from "../data/query-client";
import type { Platform } from "../platform/types";
import { createFakePlatform } from "./fake-platform";
import type { FakeTransport } from "./fake-transport";

type Rendered = RenderResult & {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly client: QueryClient;
};

/** Renders `element` as the app would, with the far end in the hands of the test. */
export const renderWith = (
  transport: FakeTransport,
  element: ReactNode,
  platform: Platform = createFakePlatform(),
): Rendered => {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  const wrapped = (
    <Providers transport={transport} client={client} platform={platform}>
      {element}
    </Providers>
  );
  return { ...render(wrapped), user: userEvent.setup(), client };
};
