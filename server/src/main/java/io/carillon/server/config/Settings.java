package io.carillon.server.config;

import io.carillon.core.Destination;
import io.carillon.engine.EngineConfig;
import io.carillon.invoker.http.SocketTransport;
import io.carillon.queue.redis.RedisConfig;
import io.carillon.store.postgres.PostgresConfig;
import io.carillon.tls.PemFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one table of settings: flags, variables, YAML keys and the documentation come from it. */
public final class Settings {
  static final Setting<String> HTTP_HOST =
      Parsers.text("http-host", "127.0.0.1", "Address that the API listens on.");
  static final Setting<Integer> HTTP_PORT =
      Parsers.integer("http-port", 8080, 0, 65_535, "Port of the API; 0 picks a free one.");
  static final Setting<Boolean> HTTP_BEHIND_PROXY =
      Parsers.flag(
          "http-behind-proxy",
          false,
          "Says that something in front of the API lets only the right people through, so that it may"
              + " listen on more than loopback without API keys. Jobs may then call private addresses"
              + " only where egress-allow names them, on loopback too.");
  static final Setting<String> HTTP_CORS_ORIGINS =
      Parsers.text("http-cors-origins", "", "Not in this version: must be empty.");
  static final Setting<Integer> HTTP_BODY_BYTES_MAX =
      Parsers.integer("http-body-bytes-max", 2 << 20, 1_024, 64 << 20, "Largest request body.");
  static final Setting<Integer> HTTP_BATCH_BYTES_MAX =
      Parsers.integer(
          "http-batch-bytes-max", 32 << 20, 1_024, 256 << 20, "Largest body of a batch create.");
  static final Setting<Long> HTTP_BODIES_BYTES_MAX =
      Parsers.longInteger(
          "http-bodies-bytes-max",
          96L << 20,
          1_024,
          16L << 30,
          "Largest sum of the bodies of all requests under way; more are answered 429.");
  static final Setting<Integer> HTTP_CONNECTIONS_MAX =
      Parsers.integer(
          "http-connections-max",
          5_000,
          16,
          1_000_000,
          "Open connections of the API; more are closed at once.");
  static final Setting<Integer> HTTP_IDLE_TIMEOUT_MS =
      Parsers.integer(
          "http-idle-timeout-ms",
          90_000,
          75_000,
          3_600_000,
          "Connections on which nothing moves are closed; one that waits for the test of a job may do"
              + " so for 60 s.");
  static final Setting<Optional<Path>> HTTP_TLS_CERTIFICATE =
      Parsers.file(
          "http-tls-certificate",
          "PEM file of the API's certificate and those that lead to one that clients trust; the API"
              + " then speaks HTTPS only. Read again when it changes.");
  static final Setting<Optional<Path>> HTTP_TLS_KEY =
      Parsers.file("http-tls-key", "PEM file of that certificate's key, not encrypted.");
  static final Setting<SocketTransport> IO_TRANSPORT =
      Parsers.oneOf(
          "io-transport",
          SocketTransport.AUTO,
          "How sockets are read and written, the API's and the calls'; auto: the first of the others"
              + " that works here.");
  static final Setting<Optional<Path>> API_KEYS_FILE =
      Parsers.file(
          "api-keys-file",
          "Keys that the start makes known, one a line: NAME SCOPE HASH [EXPIRES-AT], as carillon keys"
              + " generate prints it.");
  static final Setting<Optional<URI>> OIDC_ISSUER =
      Parsers.url(
          "oidc-issuer",
          "Identity provider (OpenID Connect) whose tokens let people in; https:, or http: on loopback.");
  static final Setting<String> OIDC_AUDIENCE =
      Parsers.text("oidc-audience", "", "What a token must be for; needed with oidc-issuer.");
  static final Setting<String> OIDC_ROLES_CLAIM =
      Parsers.text(
          "oidc-roles-claim",
          "roles",
          "Where a token has its roles: a claim, or a path with dots such as realm_access.roles.");
  static final Setting<String> OIDC_NAMESPACE_CLAIM =
      Parsers.text(
          "oidc-namespace-claim",
          "",
          "Where a token names its owner's namespace, in the same way; empty: all are in default.");
  static final Setting<List<String>> OIDC_READ_ROLES =
      Parsers.list("oidc-read-roles", "carillon-read", "Roles that may look.");
  static final Setting<List<String>> OIDC_WRITE_ROLES =
      Parsers.list("oidc-write-roles", "carillon-write", "Roles that may change jobs.");
  static final Setting<List<String>> OIDC_ADMIN_ROLES =
      Parsers.list("oidc-admin-roles", "carillon-admin", "Roles that may everything.");
  static final Setting<String> STORE_URL =
      Parsers.text(
          "store-url",
          "jdbc:sqlite:data/carillon.db",
          "Where everything is kept: a file, or jdbc:postgresql: with a host, a database and the"
              + " driver's parameters.");
  static final Setting<String> STORE_READ_URL =
      Parsers.text(
          "store-read-url",
          "",
          "Where lists and history are read, such as a replica; jdbc:postgresql: only.");
  static final Setting<String> STORE_USER =
      Parsers.text("store-user", "", "User of the database, unless the URL names one.");
  static final Setting<String> STORE_PASSWORD =
      Parsers.secret("store-password", "The user's password, unless the URL has it.");
  static final Setting<Optional<Path>> SECRET_KEY_FILE =
      Parsers.file(
          "secret-key-file",
          "Keys that header values of jobs are sealed with in the store, a line each: the first seals,"
              + " all open. Without any, values are stored in the clear.");
  static final Setting<String> SECRET_KEY =
      Parsers.secret("secret-key", "The keys themselves, with commas, in the place of the file.");
  static final Setting<Integer> STORE_READERS =
      Parsers.integer("store-readers", 3, 1, 32, "Connections that read.");
  static final Setting<Integer> STORE_WRITER_CACHE_BYTES =
      Parsers.integer(
          "store-writer-cache-bytes",
          32 << 20,
          1 << 20,
          Integer.MAX_VALUE,
          "Page cache of the connection that writes.");
  static final Setting<Integer> STORE_READER_CACHE_BYTES =
      Parsers.integer(
          "store-reader-cache-bytes",
          8 << 20,
          1 << 20,
          Integer.MAX_VALUE,
          "Page cache of each connection that reads.");
  static final Setting<String> QUEUE_URL =
      Parsers.text(
          "queue-url",
          "",
          "Redis that carries work from nodes that plan to nodes that call: redis:, rediss: (TLS),"
              + " redis-sentinel: or rediss-sentinel:. Empty: it goes through the database."
              + " jdbc:postgresql: only.");
  static final Setting<String> QUEUE_PASSWORD =
      Parsers.secret("queue-password", "Password of Redis, unless the URL has it.");
  static final Setting<String> QUEUE_PREFIX =
      Parsers.text(
          "queue-prefix",
          RedisConfig.PREFIX,
          "Begins every key, so that clusters can share Redis.");
  static final Setting<List<Path>> QUEUE_TRUST_CERTIFICATES =
      Parsers.paths(
          "queue-trust-certificates",
          "PEM files of certificates of Redis trusted beside the JDK's own.");
  static final Setting<List<String>> ROLES =
      Parsers.list(
          "roles",
          "api,scheduler,worker",
          "What this node does: api serves requests, scheduler plans, worker makes calls. All three on a"
              + " file.");
  static final Setting<String> NODE_NAME =
      Parsers.text(
          "node-name",
          "",
          "How the node calls itself, unlike any other on the same database; the host's name when"
              + " empty.");
  static final Setting<Long> NODE_LEASE_MS =
      Parsers.longInteger(
          "node-lease-ms",
          PostgresConfig.LEASE_MS,
          1_000,
          600_000,
          "How long a node that is not heard of keeps what it holds; then others take it over."
              + " jdbc:postgresql: only.");
  static final Setting<List<String>> EGRESS_ALLOW =
      Parsers.list(
          "egress-allow",
          "",
          "CIDRs and hosts that may be called though denied otherwise. This server's own addresses"
              + " are opened by entries of one address or host only.");
  static final Setting<Integer> INVOKER_EVENT_LOOPS =
      Parsers.integer(
          "invoker-event-loops", 0, 0, 64, "Threads that make calls; 0: one for two processors.");
  static final Setting<Integer> INVOKER_CONNECT_TIMEOUT_MS =
      Parsers.integer(
          "invoker-connect-timeout-ms",
          5_000,
          1,
          60_000,
          "Bound of resolving and connecting; over http the addresses of a host share it.");
  static final Setting<Integer> INVOKER_TLS_TIMEOUT_MS =
      Parsers.integer("invoker-tls-timeout-ms", 5_000, 1, 60_000, "Bound of the TLS handshake.");
  static final Setting<Integer> INVOKER_FIRST_BYTE_TIMEOUT_MS =
      Parsers.integer(
          "invoker-first-byte-timeout-ms",
          900_000,
          1,
          900_000,
          "Bound of waiting for an answer's head; the job's timeoutMs bounds the whole.");
  static final Setting<Integer> INVOKER_RESPONSE_BYTES_MAX =
      Parsers.integer(
          "invoker-response-bytes-max", 1 << 20, 1_024, 64 << 20, "How much of an answer is read.");
  static final Setting<List<Path>> INVOKER_TRUST_CERTIFICATES =
      Parsers.paths(
          "invoker-trust-certificates",
          "PEM files of certificates of targets trusted beside the JDK's own.");
  static final Setting<Boolean> INVOKER_TRUST_SYSTEM =
      Parsers.flag(
          "invoker-trust-system",
          true,
          "Whether targets are trusted by the JDK's own certificates.");
  static final Setting<Map<Destination, PemFiles>> INVOKER_CLIENT_CERTIFICATES =
      new Setting<>(
          "invoker-client-certificates",
          "list of host:port=certificate:key, comma-separated",
          "",
          "PEM files of the certificates that targets are shown; without a port 443 is meant. Read"
              + " again when they change.",
          ClientCertificates::parse);
  static final Setting<Optional<Path>> SIGNING_SECRET_FILE =
      Parsers.file(
          "signing-secret-file",
          "Secrets that calls and alerts are signed with as Standard Webhooks says, a line each, the"
              + " newest first: all sign. Without any, nothing is signed.");
  static final Setting<String> SIGNING_SECRET =
      Parsers.secret(
          "signing-secret", "The secrets themselves, with commas, in the place of the file.");
  static final Setting<Integer> ENGINE_IN_FLIGHT_MAX =
      Parsers.integer("engine-in-flight-max", 10_000, 1, 1_000_000, "Calls under way at once.");
  static final Setting<Integer> ENGINE_DESTINATION_IN_FLIGHT_MAX =
      Parsers.integer(
          "engine-destination-in-flight-max",
          1_000,
          1,
          1_000_000,
          "Calls under way at once to one scheme, host and port.");
  static final Setting<Integer> ENGINE_HELD_MAX =
      Parsers.integer(
          "engine-held-max",
          400_000,
          1_000,
          10_000_000,
          "Planned and waiting executions in memory.");
  static final Setting<Integer> ENGINE_CLAIM_AHEAD_MS =
      Parsers.integer(
          "engine-claim-ahead-ms",
          3_000,
          100,
          29_999,
          "Jobs are claimed this long before they fire.");
  static final Setting<Integer> ENGINE_PLAN_AHEAD_MS =
      Parsers.integer(
          "engine-plan-ahead-ms", 10_000, 101, 30_000, "Occurrences are planned this far ahead.");
  static final Setting<Integer> ENGINE_PLAN_INTERVAL_MS =
      Parsers.integer("engine-plan-interval-ms", 100, 1, 29_998, "Pause between planning rounds.");
  static final Setting<Integer> ENGINE_SETTLE_BATCH_MAX =
      Parsers.integer("engine-settle-batch-max", 1_000, 1, 100_000, "Outcomes in one transaction.");
  static final Setting<Integer> ENGINE_SETTLE_BACKLOG_MAX =
      Parsers.integer(
          "engine-settle-backlog-max",
          100_000,
          1,
          10_000_000,
          "Outcomes that wait for a failing store before sending stops.");
  static final Setting<Long> ENGINE_RETRY_AFTER_MAX_MS =
      Parsers.longInteger(
          "engine-retry-after-max-ms", 3_600_000, 0, 86_400_000, "Cap of a target's Retry-After.");
  static final Setting<Long> ENGINE_MISFIRE_THRESHOLD_MS =
      Parsers.longInteger(
          "engine-misfire-threshold-ms",
          5_000,
          0,
          3_600_000,
          "An occurrence planned later than this counts as missed.");
  static final Setting<Integer> ENGINE_CATCH_UP_MAX =
      Parsers.integer(
          "engine-catch-up-max",
          1_000,
          0,
          EngineConfig.CATCH_UP_MAX,
          "Missed occurrences that FIRE_ALL fires.");
  static final Setting<Optional<URI>> ALERT_WEBHOOK =
      Parsers.url("alert-webhook", "Gets the alerts of jobs that have no webhook of their own.");
  static final Setting<Integer> ALERT_TIMEOUT_MS =
      Parsers.integer("alert-timeout-ms", 10_000, 1, 60_000, "Bound of one delivery of an alert.");
  static final Setting<Integer> ALERT_ATTEMPTS_MAX =
      Parsers.integer(
          "alert-attempts-max", 8, 1, 20, "Deliveries of an alert before it is given up.");
  static final Setting<Integer> RETENTION_DAYS =
      Parsers.integer("retention-days", 30, 1, 36_500, "Executions are kept this long.");
  static final Setting<Long> RETENTION_ROWS_MAX =
      Parsers.longInteger(
          "retention-rows-max", 50_000_000, 1_000, 100_000_000_000L, "Executions that are kept.");
  static final Setting<Integer> EVENTS_PER_SECOND_MAX =
      Parsers.integer("events-per-second-max", 200, 1, 10_000, "Events sent to one subscriber.");
  static final Setting<Integer> EVENTS_SUBSCRIBERS_MAX =
      Parsers.integer("events-subscribers-max", 100, 0, 10_000, "Subscribers to events.");
  static final Setting<String> LOG_FORMAT =
      Parsers.oneOf("log-format", "text", "How log lines look.", "text", "json");
  static final Setting<String> LOG_LEVEL =
      Parsers.oneOf(
          "log-level", "info", "What is logged, and all above.", "error", "warn", "info", "debug");
  static final Setting<Optional<Path>> LOG_FILE =
      Parsers.file("log-file", "Also log to this file, rotated.");
  static final Setting<Integer> LOG_FILE_BYTES_MAX =
      Parsers.integer(
          "log-file-bytes-max", 100 << 20, 1_024, 1 << 30, "The log file is rotated at this size.");
  static final Setting<Integer> LOG_FILES_MAX =
      Parsers.integer("log-files-max", 10, 1, 1_000, "Rotated log files that are kept.");
  static final Setting<Integer> SHUTDOWN_GRACE_MS =
      Parsers.integer(
          "shutdown-grace-ms", 20_000, 0, 900_000, "How long a stop waits for calls under way.");

  private static final List<Setting<?>> ALL =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          HTTP_BEHIND_PROXY,
          HTTP_CORS_ORIGINS,
          HTTP_BODY_BYTES_MAX,
          HTTP_BATCH_BYTES_MAX,
          HTTP_BODIES_BYTES_MAX,
          HTTP_CONNECTIONS_MAX,
          HTTP_IDLE_TIMEOUT_MS,
          HTTP_TLS_CERTIFICATE,
          HTTP_TLS_KEY,
          IO_TRANSPORT,
          API_KEYS_FILE,
          OIDC_ISSUER,
          OIDC_AUDIENCE,
          OIDC_ROLES_CLAIM,
          OIDC_NAMESPACE_CLAIM,
          OIDC_READ_ROLES,
          OIDC_WRITE_ROLES,
          OIDC_ADMIN_ROLES,
          STORE_URL,
          STORE_READ_URL,
          STORE_USER,
          STORE_PASSWORD,
          SECRET_KEY_FILE,
          SECRET_KEY,
          STORE_READERS,
          STORE_WRITER_CACHE_BYTES,
          STORE_READER_CACHE_BYTES,
          QUEUE_URL,
          QUEUE_PASSWORD,
          QUEUE_PREFIX,
          QUEUE_TRUST_CERTIFICATES,
          ROLES,
          NODE_NAME,
          NODE_LEASE_MS,
          EGRESS_ALLOW,
          INVOKER_EVENT_LOOPS,
          INVOKER_CONNECT_TIMEOUT_MS,
          INVOKER_TLS_TIMEOUT_MS,
          INVOKER_FIRST_BYTE_TIMEOUT_MS,
          INVOKER_RESPONSE_BYTES_MAX,
          INVOKER_TRUST_CERTIFICATES,
          INVOKER_TRUST_SYSTEM,
          INVOKER_CLIENT_CERTIFICATES,
          SIGNING_SECRET_FILE,
          SIGNING_SECRET,
          ENGINE_IN_FLIGHT_MAX,
          ENGINE_DESTINATION_IN_FLIGHT_MAX,
          ENGINE_HELD_MAX,
          ENGINE_CLAIM_AHEAD_MS,
          ENGINE_PLAN_AHEAD_MS,
          ENGINE_PLAN_INTERVAL_MS,
          ENGINE_SETTLE_BATCH_MAX,
          ENGINE_SETTLE_BACKLOG_MAX,
          ENGINE_RETRY_AFTER_MAX_MS,
          ENGINE_MISFIRE_THRESHOLD_MS,
          ENGINE_CATCH_UP_MAX,
          ALERT_WEBHOOK,
          ALERT_TIMEOUT_MS,
          ALERT_ATTEMPTS_MAX,
          RETENTION_DAYS,
          RETENTION_ROWS_MAX,
          EVENTS_PER_SECOND_MAX,
          EVENTS_SUBSCRIBERS_MAX,
          LOG_FORMAT,
          LOG_LEVEL,
          LOG_FILE,
          LOG_FILE_BYTES_MAX,
          LOG_FILES_MAX,
          SHUTDOWN_GRACE_MS);

  private Settings() {}

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return ALL;
  }
}
