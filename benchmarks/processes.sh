# Sourced by run.sh: starts and stops the server, the receiver and the measuring program. Only
# processes started here are stopped, by their pids.
# Reads: server_command port receiver_port control_port lib jvm. Keeps: the pids, data.
. scripts/background.sh
server_pid=
receiver_pid=
load_pid=
data=
other_pids=()

# The pid of the JVM, also when the command is a script that did not exec it.
jvm_of() {
  local child
  child=$(pgrep -P "$1" | head -n 1 || true)
  echo "${child:-$1}"
}

stop_server() { stop "$server_pid"; server_pid=; }
stop_others() {
  local pid
  for pid in ${other_pids[@]+"${other_pids[@]}"}; do stop "$pid"; done
  other_pids=()
}
stop_receiver() { stop "$receiver_pid"; receiver_pid=; }

# Stops what runs and removes the store.
clean_up() {
  stop "$load_pid"
  load_pid=
  stop_others
  stop_server
  stop_receiver
  if [ -n "$data" ]; then rm -rf "$data"; fi
  data=
}

# Ends what ran before and makes a new folder for a store.
fresh() {
  clean_up
  # Beside the build, not in /tmp: that may be memory, where a sync costs nothing.
  data=$(mktemp -d benchmarks/target/data.XXXXXX)
}

start_receiver() {
  java "${jvm[@]}" -XX:+UseSerialGC -Xmx512m -cp "$lib/*" \
    io.carillon.benchmarks.receiver.Receiver \
    --port "$receiver_port" --ports 8 --control-port "$control_port" --max-seconds 3000 "$@" \
    >"$data/receiver.log" 2>&1 &
  receiver_pid=$!
  await_line "receiver ready" "$data/receiver.log" "$receiver_pid"
}

# use_store [URL]: leaves the server's settings, for whoever starts it; the store is that of the case.
use_store() {
  export CARILLON_HTTP_HOST=127.0.0.1 CARILLON_HTTP_PORT=$port
  export CARILLON_STORE_URL=${1:-jdbc:sqlite:$data/carillon.db}
}

start_server() {
  use_store "$@"
  $server_command >"$data/server.log" 2>&1 &
  server_pid=$!
  await_line "carillon ready on" "$data/server.log" "$server_pid" && server_pid=$(jvm_of "$server_pid")
}

# start_others COUNT ROLES: further nodes of the server's cluster; see use_store.
start_others() {
  local i
  for ((i = 1; i <= $1; i++)); do
    CARILLON_ROLES=$2 CARILLON_NODE_NAME=other-$i CARILLON_HTTP_PORT=$((port + i)) \
      CARILLON_EGRESS_ALLOW=127.0.0.0/8 \
      $server_command >"$data/other-$i.log" 2>&1 &
    other_pids+=($!)
    await_line "carillon ready on" "$data/other-$i.log" "$!" || return 1
  done
}

# A receiver and a server of their own on a fresh store.
start_fresh() { fresh && start_receiver && start_server; }

# program WORDS...: runs the measuring program.
program() {
  local code=0
  java "${jvm[@]}" -XX:+UseSerialGC -Xmx1g -cp "$lib/*" io.carillon.benchmarks.load.Load "$@" &
  # In the background, because a signal is handled only between foreground commands.
  load_pid=$!
  wait "$load_pid" || code=$?
  load_pid=
  return "$code"
}
