/** A first map, in an editor of its own. */

import * as vscode from "vscode";

/** The first map of the tutorial. */
const MAP = `journey borrow "Borrowing a book" {
  stage find "Finds a book"
  stage card "Gets a card"
  stage read "Reads it"
}
`;

export async function newMap(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "journey", content: MAP });
  await vscode.window.showTextDocument(document);
}
