#!/usr/bin/env python3
"""Checks a JSON document against a JSON schema.

usage: check-schema.py SCHEMA DOCUMENT
"""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    document = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(document)
print("valid")
