import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** Git without anybody’s settings. */
const SURROUNDINGS = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "safe.directory",
  GIT_CONFIG_VALUE_0: "*",
  GIT_AUTHOR_NAME: "Somebody",
  GIT_AUTHOR_EMAIL: "somebody@example.org",
  GIT_COMMITTER_NAME: "Somebody",
  GIT_COMMITTER_EMAIL: "somebody@example.org",
};

/** A repository, and a server on loopback that hands it out as git’s own program does. */
export class GitServer {
  /** How many requests have come. */
  requests = 0;
  readonly #root: string;
  readonly #server: Server;

  private constructor(root: string) {
    this.#root = root;
    this.#server = createServer((request, response) => {
      this.requests += 1;
      void this.#answer(request, response);
    });
  }

  /** Serves what lies in `root`, a folder that is there. */
  static async open(root: string): Promise<GitServer> {
    const server = new GitServer(root);
    await new Promise<void>((done) => server.#server.listen(0, "127.0.0.1", done));
    return server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  url(name: string): string {
    return `http://${this.host}/${name}`;
  }

  /** Commits files to the repository `name`, which is made where it is absent. */
  commit(name: string, files: Record<string, string>): void {
    const folder = join(this.#root, name);
    mkdirSync(folder, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: folder, env: SURROUNDINGS, stdio: "pipe" });
    git("init", "--quiet", "--initial-branch=main");
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--message=More");
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    const body: Buffer[] = [];
    for await (const piece of request) body.push(piece as Buffer);
    const backend = spawn("git", ["http-backend"], {
      env: {
        ...SURROUNDINGS,
        GIT_PROJECT_ROOT: this.#root,
        GIT_HTTP_EXPORT_ALL: "1",
        REQUEST_METHOD: request.method ?? "GET",
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        CONTENT_LENGTH: String(Buffer.concat(body).length),
        REMOTE_ADDR: "127.0.0.1",
      },
      stdio: ["pipe", "pipe", "ignore"],
    });
    backend.stdin.end(Buffer.concat(body));
    const said: Buffer[] = [];
    for await (const piece of backend.stdout) said.push(piece as Buffer);
    const answer = Buffer.concat(said);
    const end = answer.indexOf("\r\n\r\n");
    for (const line of answer.subarray(0, end).toString().split("\r\n")) {
      const [name = "", value = ""] = line.split(/:\s*/, 2);
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(answer.subarray(end + 4));
  }
}
