# Hostile inputs, written by generate.py. Everything else is as in tests/lit.
#
#   %torture KIND DIR   writes the inputs of a kind
#   %killer ...         see kill.py
#
# `REQUIRES: nightly` marks what takes long; `lit --param nightly=1` runs that as well.
import os

here = os.path.dirname(__file__)
lit_config.load_config(config, os.path.join(here, "..", "lit", "lit.cfg.py"))
config.name = "pooltidy-torture"
config.test_source_root = here
config.suffixes = [".test"]
config.substitutions += [
    (r"%torture\b", "%python " + os.path.join(here, "generate.py")),
    (r"%killer\b", "%python " + os.path.join(here, "kill.py")),
]
# Substitutions are made in order, so those that others are made of come last.
config.substitutions.sort(key=lambda item: item[0].startswith("%python"))
if lit_config.params.get("nightly"):
    config.available_features.add("nightly")
