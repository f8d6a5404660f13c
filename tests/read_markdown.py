"""Reads Markdown with markdown-it, an implementation of CommonMark with the tables of GitHub, and prints what it sees as JSON.

    python3 tests/read_markdown.py FILE...

For each file: its headings, its tables as rows of text, its links, its blocks of code, and all HTML in it.
"""

import json
import sys

from markdown_it import MarkdownIt


def text_of(inline):
    parts = []
    for token in inline.children or []:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or token.content == "<br>":
            parts.append("\n")
    return "".join(parts)


def seen(path):
    out = {"headings": [], "tables": [], "links": [], "code": [], "html": [], "items": []}
    tokens = MarkdownIt("commonmark").enable("table").parse(open(path, encoding="utf-8").read())
    inside = []
    for token in tokens:
        if token.type == "table_open":
            out["tables"].append([])
        elif token.type == "tr_open":
            out["tables"][-1].append([])
        elif token.type == "html_block":
            out["html"].append(token.content)
        elif token.type in ("fence", "code_block"):
            out["code"].append([token.info, token.content])
        if token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()
        if token.type != "inline":
            continue
        for child in token.children or []:
            if child.type == "html_inline":
                out["html"].append(child.content)
            elif child.type in ("link_open", "image"):
                out["links"].append(child.attrGet("href") or child.attrGet("src"))
        if inside[-1] == "heading_open":
            out["headings"].append(text_of(token))
        elif inside[-1] in ("th_open", "td_open"):
            out["tables"][-1][-1].append(text_of(token))
        elif "list_item_open" in inside:
            out["items"].append(text_of(token))
    return out


print(json.dumps([seen(path) for path in sys.argv[1:]]))
