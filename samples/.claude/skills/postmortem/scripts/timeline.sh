#!/usr/bin/env bash
# Prints the messages of an incident's channel with their times, oldest first.
set -euo pipefail
incident=$1
curl -s "https://chat.harbourline.example/export/$incident" | jq -r '.[] | "\(.time) \(.text)"' | sort
