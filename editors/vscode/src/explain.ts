/** The pages of `journey explain`, shown as Markdown. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import * as vscode from "vscode";

import type { Server } from "./client";

const run = promisify(execFile);

/** The scheme of the documents that hold pages. */
const SCHEME = "journey-explain";

export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration: vscode.Disposable;

  constructor(private readonly server: Server) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** Shows the page of a finding at the cursor, or else of a name that is asked for. */
  async ask(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const names = editor ? findings(editor) : [];
    const name = names.length === 1 ? names[0] : names.length > 1 ? await vscode.window.showQuickPick(names) : await this.input(editor);
    if (name === undefined || name.trim() === "") return;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.trim()}.md` });
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const name = uri.path.slice(1, -".md".length);
    const program = this.server.program;
    if (!program) return "The program `journey` does not run.";
    try {
      // What begins with `-` is a name, too, and no option.
      const { stdout } = await run(program.path, ["explain", "--format", "markdown", "--", name], { timeout: 10_000 });
      return stdout;
    } catch (why) {
      const said = (why as { stderr?: string }).stderr?.trim();
      return `\`\`\`text\n${said === undefined || said === "" ? String(why) : said}\n\`\`\`\n`;
    }
  }

  private input(editor: vscode.TextEditor | undefined): Thenable<string | undefined> {
    const range = editor?.document.getWordRangeAtPosition(editor.selection.active);
    return vscode.window.showInputBox({
      title: "Explain",
      prompt: "A finding, an element, a field (also `stage.duration`) or a word",
      value: range && editor ? editor.document.getText(range) : "",
    });
  }
}

/** The names of the findings at the cursor, each once. */
function findings(editor: vscode.TextEditor): string[] {
  const here = vscode.languages.getDiagnostics(editor.document.uri).filter((finding) => finding.range.contains(editor.selection.active));
  const names = here.filter((finding) => finding.source === "journey").map(({ code }) => String(typeof code === "object" ? code.value : code));
  return [...new Set(names)];
}
