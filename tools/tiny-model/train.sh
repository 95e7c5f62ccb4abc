#!/bin/sh
# Makes models/skep-tiny.gguf again from nothing: text, vocabulary, training, export, score.
# Needs Debian's python3-torch, python3-numpy, libopenblas0-pthread and gcc, and a core for an hour and a half. Not part of npm ci, npm test or CI.
# Usage, in the repository's folder: tools/tiny-model/train.sh [minutes of training, default 80]
set -eu
minutes=${1:-80}
work=build/tiny-model
libraries=$(dirname "$(find /usr/lib -path '*openblas-pthread/libopenblas.so.0' | head -n 1)")

npx tsc -p tsconfig.tools.json
mkdir -p "$work"
node build/tools/tiny-model/generate.js "$work"
gcc -O3 -march=native -ffast-math -shared -fPIC tools/tiny-model/kernels.c -o "$work/libkernels.so" \
  -L"$libraries" -l:libopenblas.so.0 -lmvec -lm

# OpenBLAS takes some virtual machines for very old ones, and is three times slower then. One thread: more only wait for each other.
if grep -q avx512f /proc/cpuinfo; then export OPENBLAS_CORETYPE=SKYLAKEX; fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 SKEP_KERNELS="$work/libkernels.so"
/usr/bin/python3 tools/tiny-model/train.py "$work" "$work/checkpoints" "$minutes"

node build/tools/tiny-model/export.js "$work" "$work/checkpoints"
node build/tools/tiny-model/score.js
node build/tools/tiny-model/check.js
