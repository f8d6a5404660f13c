"""Reads tables with the csv module of Python and with openpyxl, and prints them as JSON.

    python3 tests/read_tables.py FILE...

A list of files, each a list of sheets, each a list of rows; of CSV one sheet. A cell is its value, or an object that names a formula.
"""

import csv
import json
import sys

import openpyxl


def of_book(path):
    book = openpyxl.load_workbook(path)
    return [
        {"name": sheet.title, "rows": [[cell_of(cell) for cell in row] for row in sheet.iter_rows()]} for sheet in book.worksheets
    ]


def cell_of(cell):
    if cell.data_type == "f":
        return {"formula": str(cell.value)}
    return cell.value


def of_text(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return [{"name": "", "rows": list(csv.reader(file, strict=True))}]


print(json.dumps([of_book(path) if path.endswith(".xlsx") else of_text(path) for path in sys.argv[1:]]))
