#!/usr/bin/env bash
# Runs once, when Gradescope builds the image of the assignment.
set -euo pipefail
cd "${AUTOGRADER:-/autograder}/source/kata"

# The image may have an older Python than the kata needs: uv fetches one.
command -v uv || { curl -LsSf https://astral.sh/uv/install.sh | sh; PATH="$HOME/.local/bin:$PATH"; }
uv venv --python 3.13
uv pip install -e .
