#!/usr/bin/env python3
"""Says whether JSON documents are what a JSON Schema (Draft 2020-12) describes.

usage: validate_schema.py SCHEMA.json DOC.json...

Exit code 0: all are valid. 1: one is not; each error is printed with its path. 2: usage, or a file cannot be read.
"""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError


def main(arguments):
    if len(arguments) < 2:
        print("usage: validate_schema.py SCHEMA.json DOC.json...", file=sys.stderr)
        return 2
    schema_path, *document_paths = arguments

    try:
        schema = load(schema_path)
        Draft202012Validator.check_schema(schema)
    except ValueError as error:
        return complain(schema_path, "$", error)
    except SchemaError as error:
        return complain(schema_path, error.json_path, f"not a schema: {error.message}")

    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return max(check(validator, path) for path in document_paths)


def check(validator, path):
    """Prints what is wrong with one document, and returns its exit code."""
    try:
        document = load(path)
    except ValueError as error:
        return complain(path, "$", error)
    code = 0
    for error in sorted(validator.iter_errors(document), key=lambda error: error.json_path):
        code = complain(path, error.json_path, shorten(error.message))
        # Of the alternatives of an `anyOf`, those say most that went furthest.
        for cause in sorted(error.context, key=lambda cause: -len(cause.absolute_path))[:5]:
            complain(path, "  " + cause.json_path, shorten(cause.message))
    return code


def load(path):
    """Reads one file strictly: no NaN, no member twice. Raises ValueError if it is not JSON."""
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=members, parse_constant=no_constant)


def members(pairs):
    found = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the member `{name}` stands twice in one object")
        found[name] = value
    return found


def no_constant(name):
    raise ValueError(f"`{name}` is not JSON")


def complain(path, place, message):
    print(f"{path}: {place}: {message}", file=sys.stderr)
    return 1


def shorten(message, limit=300):
    return message if len(message) <= limit else message[: limit // 2] + " … " + message[-limit // 2 :]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as error:
        print(f"validate_schema.py: {error}", file=sys.stderr)
        sys.exit(2)
