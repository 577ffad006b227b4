import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nothing may ever reach, and that remembers whoever does. */
export class Trap {
  readonly requests: string[] = [];
  /** How many connections were opened to it, those too over which nothing was said. */
  connections = 0;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<Trap> {
    const server = createServer();
    const trap = new Trap(server);
    server.on("connection", () => {
      trap.connections += 1;
    });
    server.on("request", (request, response) => {
      trap.requests.push(`${request.method} ${request.url}`);
      response.writeHead(200, { "content-type": "text/plain", "access-control-allow-origin": "*" });
      response.end("caught");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return trap;
  }

  /** Its base URL, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
