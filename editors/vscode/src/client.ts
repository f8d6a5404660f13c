/** The language server `journey lsp`, as long as it runs. */

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { type Program, findProgram, sayThatItIsMissing } from "./program";

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private running: Program | undefined;
  /** Starts and ends come one after the other. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** The program that serves. */
  get program(): Program | undefined {
    return this.running;
  }

  start(): Promise<void> {
    this.turn = this.turn.then(() => this.begin()).catch((why: unknown) => this.log.error(String(why)));
    return this.turn;
  }

  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.end());
    return this.start();
  }

  dispose(): void {
    void this.end();
  }

  /** Asks the server; undefined where it does not run. */
  async ask<Answer>(method: string, params: unknown): Promise<Answer | undefined> {
    await this.turn;
    return this.client?.sendRequest<Answer>(method, params);
  }

  private async begin(): Promise<void> {
    const program = await findProgram();
    if (!program) {
      this.log.warn("The program `journey` was not found.");
      // The answer is awaited by nobody: the editor goes on.
      void sayThatItIsMissing();
      return;
    }
    this.log.info(`${program.path}, version ${program.version}`);
    const server: ServerOptions = { command: program.path, args: ["lsp"] };
    this.client = new LanguageClient("journey", "Journey", server, this.options());
    await this.client.start();
    this.running = program;
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.running = undefined;
    try {
      await client?.dispose();
    } catch (why) {
      // A server that is not there any more cannot be ended.
      this.log.warn(String(why));
    }
  }

  private options(): LanguageClientOptions {
    const documentSelector = [
      { scheme: "file", language: "journey" },
      { scheme: "untitled", language: "journey" },
      // An open one counts before it is saved.
      { scheme: "file", pattern: "**/journey.toml" },
    ];
    if (vscode.workspace.getConfiguration("journey").get<boolean>("markdown", true)) {
      documentSelector.push({ scheme: "file", language: "markdown" });
    }
    return { documentSelector, outputChannel: this.log };
  }
}
