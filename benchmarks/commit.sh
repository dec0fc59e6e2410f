# Sourced by run.sh, here and for the peers, in the folder of the project: sets "commit", what is measured.
commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)
# Results are added by every run and are no part of what is measured.
[ -z "$(git status --porcelain --untracked-files=no -- . ':!benchmarks/results' 2>/dev/null)" ] || commit="$commit+changes"
