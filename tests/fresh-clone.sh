#!/usr/bin/env bash
# Clones the last commit into an empty folder and runs the README's two commands there, word for word.
# Prints their wall times, and the main job's share of time in training.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q "$root" "$clone"
cd "$clone"
mapfile -t commands < <(sed -n '/^```sh$/,/^```$/{/^```/!p}' README.md)
for command in "${commands[@]}"; do
  echo "\$ $command"
  started=$SECONDS
  bash -c "$command" </dev/null 2>&1 | tail -n "${LINES_SHOWN:-12}"
  echo "-- $((SECONDS - started)) s, build included"
done
dotnet build -c Release client >/dev/null
rm -rf results
echo "\$ ${commands[0]}   (again, built, on an empty store)"
time (bash -c "${commands[0]}" </dev/null >/dev/null 2>&1)
grep -E '"(seconds|trainingSeconds|trainingShare|threads)"' results/*/run.json
