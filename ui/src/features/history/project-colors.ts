import type { ProjectColor } from "@atelier/client/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** The colours of projects, with their names and the roles that show them. */
export const PROJECT_COLORS: Readonly<
  Record<ProjectColor, { name: MessageDescriptor; look: string }>
> = {
  orange: { name: msg`Orange`, look: "bg-chart-1" },
  blue: { name: msg`Blue`, look: "bg-chart-2" },
  green: { name: msg`Green`, look: "bg-chart-3" },
  pink: { name: msg`Pink`, look: "bg-chart-4" },
  yellow: { name: msg`Yellow`, look: "bg-chart-5" },
  purple: { name: msg`Purple`, look: "bg-chart-6" },
};
