import { t } from "@lingui/core/macro";

import { type ArtifactKind, titleOf } from "../../lib/artifact/kind";

/** What kinds of artifacts are called. */
const kindName = (kind: ArtifactKind): string =>
  ({ html: t`Page`, svg: t`Picture`, mermaid: t`Diagram` })[kind];

/** What an artifact is called: its own title, or what it is. */
export const nameOf = (kind: ArtifactKind, code: string): string =>
  titleOf(kind, code) ?? kindName(kind);
