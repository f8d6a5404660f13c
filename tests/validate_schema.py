"""Validates JSON documents against a JSON Schema: validate_schema.py SCHEMA DOCUMENT...

Prints one line for each document that does not fit and exits with 1 if there is one.
"""

import json
import sys

from jsonschema import Draft202012Validator


def main(schema_path, *paths):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    bad = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in validator.iter_errors(document):
            bad += 1
            print(f"{path}: {error.json_path}: {error.message[:300]}")
            break
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
