/** Where the program `journey` is, and what to do where it is not. */

import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

import * as vscode from "vscode";

const run = promisify(execFile);

/** The name of the program's file here. */
const FILE = process.platform === "win32" ? "journey.exe" : "journey";

/** A program that answers, and its version. */
export interface Program {
  path: string;
  version: string;
}

/**
 * The program: that of the setting `journey.path`, else that of `PATH`, else the one built in the workspace's `target/`. What the
 * setting names is not passed over silently. Without trust, nothing from the workspace is started.
 */
export async function findProgram(): Promise<Program | undefined> {
  const named = vscode.workspace.getConfiguration("journey").get<string>("path", "").trim();
  if (named !== "") return answering(absolute(named));
  for (const candidate of ["journey", ...built()]) {
    const program = await answering(candidate);
    if (program) return program;
  }
  return undefined;
}

/** A relative path is one in the first folder of the workspace, and `~` is the user's own. */
function absolute(named: string): string {
  const home = process.env["HOME"] ?? process.env["USERPROFILE"] ?? "";
  if (named.startsWith("~/")) return path.join(home, named.slice(2));
  const folder = vscode.workspace.workspaceFolders?.[0];
  return named.includes("/") && folder ? path.resolve(folder.uri.fsPath, named) : named;
}

function built(): string[] {
  if (!vscode.workspace.isTrusted) return [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  return folders.flatMap((folder) => ["release", "debug"].map((kind) => path.join(folder.uri.fsPath, "target", kind, FILE)));
}

/** The program at a path, if it is there and is this one. */
async function answering(candidate: string): Promise<Program | undefined> {
  try {
    const { stdout } = await run(candidate, ["--version"], { timeout: 10_000 });
    const version = /^journey (\d\S*)/.exec(stdout)?.[1];
    return version === undefined ? undefined : { path: candidate, version };
  } catch {
    return undefined;
  }
}

/** Says that there is no program, and offers what helps. */
export async function sayThatItIsMissing(): Promise<void> {
  const named = vscode.workspace.getConfiguration("journey").get<string>("path", "").trim();
  const what = named === "" ? "The program `journey` was not found." : `\`${named}\` is not the program \`journey\`.`;
  const choice = await vscode.window.showWarningMessage(
    `${what} Without it, maps have colours, but neither findings nor a picture.`,
    "How to Get It",
    "Choose the File…",
  );
  if (choice === "How to Get It") await showHowToGet();
  if (choice === "Choose the File…") await choose();
}

/** Opens the step of the walkthrough that says how to get the program. */
export async function showHowToGet(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", { category: "journey.journey#tutorial", step: "program" }, false);
}

async function choose(): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: "The program journey", canSelectMany: false })) ?? [];
  if (!file) return;
  await vscode.workspace.getConfiguration("journey").update("path", file.fsPath, vscode.ConfigurationTarget.Global);
}
