#!/usr/bin/env bash
# Prints the fares that differ between two monthly exports.
set -euo pipefail
last=$1
this=$2
diff <(sort "fares-$last.csv") <(sort "fares-$this.csv") || true
