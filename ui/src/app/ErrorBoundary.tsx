import { Component, type ErrorInfo, type ReactNode } from "react";

import { BrokenRegion } from "./BrokenRegion";

type Props = {
  /** What the person calls this part of the window. */
  readonly region: string;
  /** Where the person is; going elsewhere tries again. */
  readonly place?: string;
  readonly children: ReactNode;
};

type State = { readonly broken: { readonly error: unknown; readonly where: string } | null };

/** Keeps a defect in one region from taking the others with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: { error, where: "" } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.setState({ broken: { error, where: info.componentStack ?? "" } });
  }

  override componentDidUpdate(previous: Props) {
    if (this.state.broken && previous.place !== this.props.place) this.reload();
  }

  reload = () => this.setState({ broken: null });

  override render() {
    const { broken } = this.state;
    if (!broken) return this.props.children;
    return <BrokenRegion {...broken} onReload={this.reload} region={this.props.region} />;
  }
}
