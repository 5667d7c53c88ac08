#!/usr/bin/env bash
# Writes the summary as a comment on the pull request, in place of the one that an earlier run wrote.
set -euo pipefail

mark="<!-- fullcount validate -->"
longest=65000 # a comment holds 65,536 characters
body="$RUNNER_TEMP/fullcount-comment.md"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"

if (($(wc -m <"$SUMMARY") > longest)); then
  # Cut between documents, so that no block stays open.
  {
    echo "$mark"
    awk '/^<details>/ || NR > 200 {exit} {print}' "$SUMMARY"
    echo
    echo "The findings are too many for a comment: see the summary of the job."
  } >"$body"
else
  { echo "$mark"; cat "$SUMMARY"; } >"$body"
fi

mine=".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id"
earlier="$(gh api --paginate "$comments" --jq "$mine")"
earlier="${earlier%%$'\n'*}"
if [[ -n "$earlier" ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" --field "body=@$body" >/dev/null
else
  gh api --method POST "$comments" --field "body=@$body" >/dev/null
fi
