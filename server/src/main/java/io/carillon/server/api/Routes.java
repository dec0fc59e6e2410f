package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.History;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.Nodes;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.engine.Engine;
import io.carillon.server.access.KeyRing;
import io.carillon.server.access.NamespaceCache;
import io.carillon.server.contract.Contract;
import io.carillon.server.events.EventStream;
import io.carillon.server.health.Health;
import io.carillon.server.http.RouteTable;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.UrlRule;
import io.carillon.server.metrics.MetricsHistory;
import io.carillon.server.metrics.MetricsSummary;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The one table of routes: what runs each operation of the contract, and where else it answers. */
public final class Routes {
  private static final String ROOT = "";
  private static final String API = "/api";
  private static final String OBSERVABILITY = "/observability";

  /** What a node serves whatever it does. */
  private static final Set<String> OF_EVERY_NODE =
      Set.of(
          "getMetrics",
          "getMetricsHistory",
          "getQueueStats",
          "listNodes",
          "getHealth",
          "getLiveness",
          "getReadiness",
          "getInfo",
          "getPrometheusMetrics");

  private Routes() {}

  /**
   * What the operations work with. What belongs to namespaces is had for a caller only, so that no
   * operation can forget whose it shows.
   *
   * @param claimAheadMs how far ahead the engine claims what will be due
   * @param probe makes the calls of tests; shows the answer of every call, 2xx too
   * @param urls refuses URLs early
   * @param servesApi whether all operations are served; otherwise only those that show how the
   *     server is doing
   * @param prometheus writes the metrics as Prometheus reads them
   */
  public record Parts(
      Function<Caller, JobStore> jobs,
      Function<Caller, History> history,
      Function<Caller, Alerts> alerts,
      Nodes nodes,
      ApiKeys apiKeys,
      Function<Caller, Audit> audit,
      Namespaces namespaces,
      Function<Caller, OutcomeCounts> outcomeCounts,
      KeyRing keyRing,
      NamespaceCache namespaceCache,
      Engine engine,
      long claimAheadMs,
      Invoker probe,
      UrlRule urls,
      Clock clock,
      Health health,
      MetricsSummary metrics,
      MetricsHistory metricsHistory,
      EventStream events,
      boolean servesApi,
      Supplier<CompletionStage<String>> prometheus,
      ServerInfo info) {}

  /** The table for a contract. */
  public static RouteTable of(Contract contract, Parts parts) {
    RouteTable table = new RouteTable(contract);
    EngineOnLoop engine = new EngineOnLoop(parts.engine(), parts.clock(), parts.claimAheadMs());
    addJobs(table, contract, parts, engine);
    addExecutions(table, parts, engine);
    addKeys(table, parts);
    addObservability(table, parts);
    addSite(table, contract, parts);
    if (!parts.servesApi()) {
      table.keepOnly(OF_EVERY_NODE);
    }
    return table;
  }

  private static void addJobs(
      RouteTable table, Contract contract, Parts parts, EngineOnLoop engine) {
    JobReader reader = new JobReader(parts.urls());
    JobEditor editor = new JobEditor(parts.jobs(), engine);
    CreateJob create = new CreateJob(parts.jobs(), engine, reader, parts.clock());
    CreateJobs createAll =
        new CreateJobs(parts.jobs(), engine, create, reader, contract.schema("JobInput"));
    ChangeJob change =
        new ChangeJob(editor, reader, contract.schema("JobReplacement"), parts.clock());
    RequestExecution requests = new RequestExecution(engine, parts.history(), parts.audit());
    ChangeJobs changeAll = new ChangeJobs(editor, change, requests);
    TestJob test = new TestJob(parts.probe(), reader, parts.clock());
    ReadJobs read = new ReadJobs(parts.jobs(), parts.clock());

    table.add("createJob", create::create, reader::judge).under(ROOT, API);
    table.add("createJobs", createAll::create).under(ROOT, API);
    table.add("changeJobs", changeAll::change).under(ROOT, API);
    table.add("testJob", test::test, reader::judgeForTest).under(ROOT, API);
    table.add("listJobs", read::list).under(ROOT, API);
    table.add("getJob", read::get).under(ROOT, API);
    table.add("replaceJob", change::replace, reader::judgeReplacement).under(ROOT, API);
    table.add("patchJob", change::patch).under(ROOT, API);
    table.add("deleteJob", change::delete).under(ROOT, API);
    table.add("pauseJob", change::pause).under(ROOT, API);
    table.add("resumeJob", change::resume).under(ROOT, API);
    table.add("triggerJob", requests::trigger).under(ROOT, API);
    table.add("getJobStats", read::stats).under(ROOT, API);
    table.add("getJobSchedule", new Previews(parts.jobs(), parts.clock())::ofJob).under(ROOT, API);
    table.add("listJobVersions", new ReadVersions(parts.jobs())::list).under(ROOT, API);
  }

  private static void addExecutions(RouteTable table, Parts parts, EngineOnLoop engine) {
    Known known = new Known(parts.history());
    Executions executions = new Executions(parts.history(), known, parts.clock());
    RequestExecution requests = new RequestExecution(engine, parts.history(), parts.audit());
    AlertOperations alerts = new AlertOperations(parts.alerts(), known);

    table
        .add("listJobExecutions", executions::ofJob)
        .under(ROOT, API)
        .and("/api/v1/jobs/{id}/history", ROOT, API);
    table.add("listExecutions", executions::list).under(ROOT, API);
    table.add("listRecentExecutions", executions::recent).under(ROOT, API, OBSERVABILITY);
    table.add("listFailedExecutions", executions::failed).under(ROOT, API, OBSERVABILITY);
    table.add("getExecution", executions::get).under(ROOT, API);
    table.add("replayExecution", requests::replay).under(ROOT, API);
    table.add("cancelExecution", requests::cancel).under(ROOT, API);
    table.add("listJobAlerts", alerts::ofJob).under(ROOT, API);
    table.add("listAlerts", alerts::list).under(OBSERVABILITY);
    table.add("acknowledgeAlert", alerts::acknowledge);
    table.addNow("previewSchedule", new Previews(parts.jobs(), parts.clock())::ofExpression);
    table.add("getOutcomes", new ReadOutcomes(parts.outcomeCounts(), parts.clock())::show);
    table.add("getForecast", new ReadForecast(parts.jobs(), parts.clock())::show);
  }

  private static void addKeys(RouteTable table, Parts parts) {
    Keys keys = new Keys(parts.apiKeys(), parts.keyRing(), parts.clock());
    table.addNow("getMe", Me::show);
    table.add("createKey", keys::create);
    table.add("listKeys", keys::list);
    table.add("revokeKey", keys::revoke);
    NamespaceOperations namespaces =
        new NamespaceOperations(parts.namespaces(), parts.namespaceCache());
    table.add("listNamespaces", namespaces::list);
    table.add("getNamespace", namespaces::get);
    table.add("putNamespace", namespaces::put);
    table.add("listAudit", new ReadAudit(parts.audit())::list);
  }

  private static void addObservability(RouteTable table, Parts parts) {
    Observability shown =
        new Observability(parts.metrics(), parts.metricsHistory(), parts.info(), table::routes);
    Health health = parts.health();
    table.addNow("getMetrics", shown::metrics).under(API, OBSERVABILITY);
    table.addNow("getMetricsHistory", shown::history);
    table.addNow("getQueueStats", shown::queue).under(ROOT);
    table.add("listNodes", new ReadNodes(parts.nodes(), parts.info())::list);
    table.addStream("streamEvents", parts.events()::open);
    table.addNow("getHealth", _ -> health.readiness()).under(ROOT, API, OBSERVABILITY);
    table.addNow("getLiveness", _ -> health.liveness()).under(ROOT, API);
    table.addNow("getReadiness", _ -> health.readiness()).under(ROOT, API);
    table.addNow("getInfo", shown::info);
  }

  private static void addSite(RouteTable table, Contract contract, Parts parts) {
    Site site = new Site(contract);
    Dashboard dashboard = new Dashboard();
    table.addNow("getDashboard", _ -> dashboard.page());
    table.addNow("getDashboardFile", dashboard::file);
    table.add(
        "getPrometheusMetrics", _ -> parts.prometheus().get().thenApply(Site::prometheusText));
    table.addNow("getContract", _ -> site.contract());
    table.addNow("getContractAsJson", _ -> site.contractAsJson());
    table.addNow("getDocs", _ -> site.docs());
    table.addNow("getDocsFile", site::docsFile);
  }
}
