import type { Artifact } from "../../lib/artifact/versions";
import { DiagramView } from "./DiagramView";
import { PageView } from "./PageView";
import { PictureView } from "./PictureView";

type Props = Artifact & {
  readonly title: string;
  readonly tall: boolean;
  readonly running: boolean;
  readonly onRunning: (running: boolean) => void;
};

/** An artifact as what it is. */
export const ArtifactView = ({ kind, code, title, tall, running, onRunning }: Props) => {
  switch (kind) {
    case "html":
      return (
        <PageView onRunning={onRunning} running={running} source={code} tall={tall} title={title} />
      );
    case "svg":
      return <PictureView svg={code} tall={tall} title={title} />;
    case "mermaid":
      return <DiagramView tall={tall} text={code} title={title} />;
  }
};
