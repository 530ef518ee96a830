#!/usr/bin/env bash
# Starts one process of a Flink cluster: jobmanager, taskmanager, or standalone-job with the job's arguments; anything
# else runs as a command. FLINK_PROPERTIES holds lines of `key: value` that go over conf/config.yaml.
set -euo pipefail

conf=$FLINK_HOME/conf
dynamic=()
while IFS= read -r line; do
    if [[ $line =~ ^[[:space:]]*([^:#[:space:]]+):[[:space:]]*(.*[^[:space:]])[[:space:]]*$ ]]; then
        dynamic+=("-D" "${BASH_REMATCH[1]}=${BASH_REMATCH[2]}")
    fi
done <<<"${FLINK_PROPERTIES:-}"

opens=()
for package in lang net io lang.reflect text time util util.concurrent util.concurrent.atomic util.concurrent.locks nio; do
    opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done
opens+=(--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-exports=java.base/sun.net.util=ALL-UNNAMED
    --add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED
    --add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED)

# Flink computes heap sizes from its memory settings, and refuses to start a task manager without them.
start() {
    local parameters=$1 main=$2 answer
    shift 2
    answer=$(java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils \
        "$parameters" --configDir "$conf" "${dynamic[@]}" 2>&1 | sed -n 's/^.*BASH_JAVA_UTILS_EXEC_RESULT://p')
    local jvm options
    { read -r jvm; read -r options; } <<<"$answer" || true
    # Both lines are lists of words.
    # shellcheck disable=SC2086
    exec java $jvm "${opens[@]}" -Dlog4j.configurationFile="file:$conf/log4j-console.properties" \
        -cp "$FLINK_HOME/lib/*" "$main" --configDir "$conf" "${dynamic[@]}" ${options:-} "$@"
}

role=${1:-help}
[ $# -eq 0 ] || shift
case $role in
jobmanager)
    start GET_JM_RESOURCE_PARAMS org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint "$@"
    ;;
taskmanager)
    start GET_TM_RESOURCE_PARAMS org.apache.flink.runtime.taskexecutor.TaskManagerRunner "$@"
    ;;
standalone-job)
    start GET_JM_RESOURCE_PARAMS \
        org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint "$@"
    ;;
help)
    echo "usage: entrypoint.sh jobmanager | taskmanager | standalone-job [--job-classname CLASS] ARGUMENTS…"
    ;;
*)
    exec "$role" "$@"
    ;;
esac
