/** Where the extension begins: it finds the program, starts the language server, and registers the commands. */

import * as vscode from "vscode";

import { Server } from "./client";
import { Explanations } from "./explain";
import { newMap } from "./newMap";
import { Preview } from "./preview";
import { showHowToGet } from "./program";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Journey", { log: true });
  const server = new Server(log);
  const preview = new Preview(server);
  const explanations = new Explanations(server);
  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`journey.${name}`, run);

  context.subscriptions.push(
    log,
    server,
    preview,
    explanations,
    command("preview", () => preview.show()),
    command("explain", () => explanations.ask()),
    command("format", () => vscode.commands.executeCommand("editor.action.formatDocument")),
    command("restart", () => server.restart()),
    command("newMap", newMap),
    command("getProgram", showHowToGet),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("journey.path") || event.affectsConfiguration("journey.markdown")) void server.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
  );
  await server.start();
}
