#!/usr/bin/env bash
# Checks the disclosures of a change. Annotations go to standard output, the reports into files that the outputs name.
# The exit code of the check is an output, so that the steps that publish its reports still run.
set -euo pipefail

fullcount="${FULLCOUNT:-$RUNNER_TEMP/fullcount/bin/fullcount}"
reports="$(mktemp -d "$RUNNER_TEMP/fullcount-reports.XXXXXX")" # a job may run the action more than once
options=()

# Fills the array `lines` with the lines of a text that are not empty.
lines_of() {
  lines=()
  local line
  while IFS= read -r line || [[ -n "$line" ]]; do
    line="${line%$'\r'}"
    [[ -z "${line// /}" ]] || lines+=("$line")
  done <<<"$1"
}

# Prints the revision to compare with, fetched where a shallow clone lacks it; nothing where there is none.
base_revision() {
  local base="${INPUT_BASE:-${EVENT_BASE:-}}"
  [[ -n "${base//0/}" ]] || return 0
  if ! git rev-parse --verify --quiet --end-of-options "$base^{commit}" >/dev/null; then
    git fetch --quiet --no-tags --depth=1 --end-of-options origin "$base" >&2 || return 0
    base="$(git rev-parse FETCH_HEAD)"
  fi
  printf '%s' "$base"
}

if [[ "${INPUT_CHANGED_ONLY:-true}" == true ]]; then
  base="$(base_revision)"
  if [[ -n "$base" ]]; then
    options+=("--changed-since=$base")
  else
    echo "::notice title=fullcount::there is no earlier revision to compare with, so every disclosure is checked"
  fi
fi
[[ -z "${INPUT_PROFILE:-}" ]] || options+=("--profile=$INPUT_PROFILE")
[[ -z "${INPUT_FAIL_ON:-}" ]] || options+=("--fail-on=$INPUT_FAIL_ON")
lines_of "${INPUT_FACTORS:-}"
for table in "${lines[@]}"; do options+=("--factors=$table"); done
lines_of "$INPUT_PATHS"

code=0
"$fullcount" validate --format github --force \
  --save "$reports/findings.sarif" --save "$reports/summary.md" --save "$reports/review.html" \
  "${options[@]}" -- "${lines[@]}" || code=$?

echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [[ -f "$reports/summary.md" ]]; then
  cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
  {
    echo "sarif=$reports/findings.sarif"
    echo "summary=$reports/summary.md"
    echo "report=$reports/review.html"
  } >>"$GITHUB_OUTPUT"
fi
