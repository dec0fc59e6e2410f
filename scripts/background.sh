# Sourced by scripts that run processes of their own in the background. Wants say, which tells what happens.

# stop PID: asks a process to end and waits for it; insists after 60 s. Nothing where there is no PID.
stop() {
  local pid=$1 i
  [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 300; i++)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.2
  done
  say "process $pid did not stop within 60 s: killed"
  kill -KILL "$pid" 2>/dev/null || true
}

# await_line LINE LOG PID: waits until a line is in a log; fails when the process ends first, or after
# two minutes, and shows the end of the log.
await_line() {
  local line=$1 log=$2 pid=$3 i
  for ((i = 0; i < 1200; i++)); do
    grep -q "$line" "$log" 2>/dev/null && return 0
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  say "'$line' did not appear; the end of the log:"
  tail -n 20 "$log" >&2
  return 1
}
