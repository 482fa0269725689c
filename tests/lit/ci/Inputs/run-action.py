#!/usr/bin/env python3
"""Runs the step of action.yml as the runner of a workflow does, in DIRECTORY.

usage: run-action.py ACTION TOOLS DIRECTORY [INPUT=VALUE...]

TOOLS is the folder with the command, which a job has on its PATH.
"""
import os
import re
import subprocess
import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    action = yaml.safe_load(file)
tools, directory = sys.argv[2:4]
inputs = {name: str(about.get("default", "")) for name, about in action["inputs"].items()}
for word in sys.argv[4:]:
    name, value = word.split("=", 1)
    assert name in inputs, name
    inputs[name] = value
assert action["runs"]["using"] == "composite"
(step,) = action["runs"]["steps"]
assert "${{" not in step["run"], "a value would be part of the script"
environment = dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"],
                   GITHUB_STEP_SUMMARY=os.path.join(directory, "summary.md"))
for name, value in step["env"].items():
    environment[name] = re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: inputs[m.group(1)], value)
sys.exit(subprocess.run([step["shell"], "-e", "-o", "pipefail", "-c", step["run"]],
                        cwd=directory, env=environment).returncode)
