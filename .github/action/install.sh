#!/usr/bin/env bash
# Installs fullcount as it stands in the checkout of this action into an environment of its own.
set -euo pipefail

environment="$RUNNER_TEMP/fullcount"
"$PYTHON" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH"
