/** The picture of the map beside its text. It follows the text and the cursor. */

import * as vscode from "vscode";

import type { Server } from "./client";

/** The request of the server, as docs/editors.md describes it. */
const METHOD = "journey/preview";

/** How long nothing is typed before the picture is drawn anew. */
const PAUSE = 250;

interface Picture {
  svg: string;
  title: string;
  journey: string | null;
}

export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: { document: vscode.TextDocument; position: vscode.Position } | undefined;
  /** Whose picture is seen. */
  private drawn: vscode.TextDocument | undefined;
  private waiting: NodeJS.Timeout | undefined;
  /** Counts what was asked for, so that an answer that comes late is not shown. */
  private asked = 0;
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const own = document === this.shown?.document;
        if (own || isMap(document) || document.fileName.endsWith("journey.toml")) this.later();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor)),
      vscode.window.onDidChangeActiveColorTheme(() => this.later()),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("journey.preview") && this.later()),
    ];
  }

  /** Opens the picture of the map under the cursor, or brings it to the front. */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !mayHoldMaps(editor.document)) {
      void vscode.window.showInformationMessage("Open a map first: a file that ends in `.journey`, or Markdown with a map in it.");
      return;
    }
    this.shown = { document: editor.document, position: editor.selection.active };
    if (this.panel) this.panel.reveal(undefined, true);
    else this.open();
    await this.draw();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.panel?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private open(): void {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // Scripts stay off: nothing in the picture needs one.
    this.panel = vscode.window.createWebviewPanel("journey.preview", "Map", beside, { enableScripts: false, localResourceRoots: [] });
    this.panel.onDidDispose(() => {
      this.panel = undefined;
      this.drawn = undefined;
    });
  }

  private follow(editor: vscode.TextEditor): void {
    if (!this.panel || !mayHoldMaps(editor.document)) return;
    this.shown = { document: editor.document, position: editor.selection.active };
    this.later();
  }

  private later(): void {
    if (!this.panel) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.draw(), PAUSE);
  }

  private async draw(): Promise<void> {
    if (!this.panel || !this.shown) return;
    const { document, position } = this.shown;
    const mine = ++this.asked;
    const picture = await this.picture(document, position);
    if (mine !== this.asked || !this.panel) return;
    if (typeof picture === "string") {
      // Most Markdown has no map in it: whoever looks something up there keeps the picture of the map.
      if (this.drawn && this.drawn !== document && !isMap(document)) return;
      this.panel.webview.html = page(`<p>${escaped(picture)}</p>`);
      return;
    }
    this.drawn = document;
    this.panel.title = picture.title === "" ? "Map" : picture.title;
    this.panel.webview.html = page(picture.svg);
  }

  /** The picture, or why there is none. */
  private async picture(document: vscode.TextDocument, position: vscode.Position): Promise<Picture | string> {
    const params = {
      textDocument: { uri: document.uri.toString() },
      position: { line: position.line, character: position.character },
      theme: theme(),
    };
    try {
      return (await this.server.ask<Picture>(METHOD, params)) ?? "The program `journey` does not run.";
    } catch (why) {
      return why instanceof Error ? why.message : String(why);
    }
  }
}

function isMap(document: vscode.TextDocument): boolean {
  return document.languageId === "journey";
}

/** Whether a document is a map, or Markdown, in whose fences maps may stand. */
function mayHoldMaps(document: vscode.TextDocument): boolean {
  return isMap(document) || document.languageId === "markdown";
}

/** The theme that the picture is asked for in; undefined is that of `journey.toml`. */
function theme(): string | undefined {
  const setting = vscode.workspace.getConfiguration("journey").get<string>("preview.theme", "editor");
  if (setting === "project") return undefined;
  if (setting !== "editor") return setting;
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return "light";
    case vscode.ColorThemeKind.Dark:
      return "dark";
    default:
      return "contrast";
  }
}

/** A page that can hold a picture and its styles, and nothing else. */
function page(body: string): string {
  const policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style>body { margin: 0; padding: 8px; } svg { display: block; }</style>
</head>
<body>${body}</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
