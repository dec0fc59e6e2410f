package io.carillon.e2e;

import static io.carillon.e2e.DeployFiles.DEPLOY;
import static io.carillon.e2e.DeployFiles.ROOT;
import static io.carillon.e2e.DeployFiles.map;
import static io.carillon.e2e.DeployFiles.matches;
import static io.carillon.e2e.DeployFiles.text;
import static io.carillon.e2e.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.carillon.server.config.Setting;
import io.carillon.server.config.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code deploy/} against the settings, the contract, the metrics and each other. */
class DeployFilesTest {
  /** Variables that the launcher and the reader of the settings know beside these. */
  private static final Set<String> NO_SETTINGS = Set.of("CARILLON_JAVA_OPTS", "CARILLON_CONFIG");

  private static final Set<String> KEYS_OF_A_SERVICE =
      Set.of(
          "build",
          "cap_drop",
          "command",
          "depends_on",
          "deploy",
          "environment",
          "healthcheck",
          "image",
          "logging",
          "networks",
          "ports",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "stop_signal",
          "tmpfs",
          "ulimits",
          "user",
          "volumes");

  private static final Path BASE = DEPLOY.resolve("kubernetes/base");

  private static String usual(String setting) {
    return Settings.all().stream()
        .filter(each -> each.name().equals(setting))
        .map(Setting::defaultText)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyVariableIsASetting() throws IOException {
    Set<String> known =
        Settings.all().stream()
            .map(Setting::variable)
            .collect(Collectors.toCollection(HashSet::new));
    known.addAll(NO_SETTINGS);
    for (Path file : DeployFiles.all()) {
      assertThat(known).as("%s", file).containsAll(matches(text(file), "(CARILLON_[A-Z_]+)"));
    }
  }

  @Test
  void everyImageHasATagOfItsOwn() throws IOException {
    for (Path file : DeployFiles.all()) {
      String text = text(file);
      List<String> images =
          Stream.of(
                  matches(text, "^\\s*image: (\\S+:\\S+|(?!carillon$)\\S+)$"),
                  matches(text, "^ARG (?:BUILDER|NODE|RUNTIME)=(\\S+)"),
                  matches(text, "^FROM (?!\\$)(\\S+)"))
              .flatMap(List::stream)
              .toList();
      assertThat(images).as("%s", file).allMatch(image -> image.matches(".+:(?!latest)[\\w.-]+"));
    }
  }

  @Test
  void everyServiceIsBoundedHardenedAndWatched() {
    Map<String, Object> compose = yaml(DEPLOY.resolve("compose/compose.yaml")).getFirst();
    map(compose.get("services"))
        .forEach(
            (name, node) -> {
              Map<String, Object> service = map(node);
              assertThat(KEYS_OF_A_SERVICE).as(name).containsAll(service.keySet());
              assertThat(service).as(name).containsEntry("read_only", true).containsKey("restart");
              assertThat(service.get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
              assertThat(service.get("security_opt"))
                  .as(name)
                  .isEqualTo(List.of("no-new-privileges:true"));
              assertThat(map(map(map(service.get("deploy")).get("resources")).get("limits")))
                  .as(name)
                  .containsOnlyKeys("cpus", "memory");
              boolean isOurs = String.valueOf(service.get("image")).startsWith("carillon:");
              assertThat(service.containsKey("user") && service.containsKey("healthcheck"))
                  .as(name + ": who it is and how it is is said here, or in our image")
                  .isNotEqualTo(isOurs);
              assertThat(service.containsKey("ports")).as(name).isEqualTo(name.equals("nginx"));
              assertThat(service).as(name).containsKey("networks");
            });
  }

  @Test
  void theDatabaseAndTheQueueHaveNoWayOut() {
    Map<String, Object> compose = yaml(DEPLOY.resolve("compose/compose.yaml")).getFirst();
    Map<String, Object> services = map(compose.get("services"));
    for (String name : List.of("postgres", "redis")) {
      assertThat(map(services.get(name)).get("networks")).isEqualTo(List.of("data"));
    }
    assertThat(map(map(compose.get("networks")).get("data"))).containsEntry("internal", true);
  }

  /** A platform that kills before the server has ended makes calls repeat. */
  @Test
  void aStopIsWaitedFor() {
    long graceSeconds = Long.parseLong(usual("shutdown-grace-ms")) / 1_000 + 15;
    List<String> bounds =
        Stream.of(
                matches(text("compose/compose.yaml"), "^  stop_grace_period: (\\d+)s"),
                matches(text("systemd/carillon.service"), "^TimeoutStopSec=(\\d+)s"),
                matches(text("kubernetes/base/node.yaml"), "terminationGracePeriodSeconds: (\\d+)"))
            .flatMap(List::stream)
            .toList();
    assertThat(bounds).hasSize(3).allMatch(bound -> Long.parseLong(bound) >= graceSeconds);
  }

  /** A database may be away at the start for longer than any number of starts takes. */
  @Test
  void aServiceIsStartedAgainUntilItStarts() {
    assertThat(text("systemd/carillon.service"))
        .contains("\nStartLimitIntervalSec=0\n", "\nRestart=on-failure\n", "\nRestartSec=5s\n")
        .doesNotContain("StartLimitBurst");
  }

  /** Compose makes all replicas of a service anew at once: what plans has to be two services. */
  @Test
  void someNodeAnswersAndSomeNodePlansWhileAServiceIsReplaced() {
    Map<String, Object> services =
        map(yaml(DEPLOY.resolve("compose/compose.yaml")).getFirst().get("services"));
    for (String role : List.of("api", "scheduler")) {
      List<String> names =
          services.keySet().stream().filter(name -> name.startsWith(role)).toList();
      assertThat(names).containsExactly(role + "-1", role + "-2");
      for (String name : names) {
        Map<String, Object> service = map(services.get(name));
        assertThat(map(service.get("deploy"))).as(name).doesNotContainKey("replicas");
        assertThat(map(service.get("environment")))
            .as(name)
            .containsEntry("CARILLON_ROLES", role)
            .containsEntry("CARILLON_NODE_NAME", name);
      }
    }
  }

  /** The driver looks for the CA in the home folder otherwise, and fails without one. */
  @Test
  void aUrlThatChecksTheDatabasesCertificateNamesItsCa() throws IOException {
    List<String> urls = new ArrayList<>();
    List<Path> files = new ArrayList<>(DeployFiles.all());
    files.add(ROOT.resolve("README.md"));
    files.add(ROOT.resolve("docs/operating/failover.md"));
    for (Path file : files) {
      urls.addAll(matches(text(file), "(sslmode=verify-full\\S*)"));
    }
    assertThat(urls)
        .hasSize(4)
        .allMatch(url -> url.contains("&sslrootcert=/etc/carillon/pg-ca.crt"));
  }

  @Test
  void nginxHasTheLimitsOfTheServer() {
    String nginx = text("compose/nginx.conf");
    assertThat(matches(nginx, "client_max_body_size (\\d+)m;"))
        .extracting(megabytes -> Long.toString(Long.parseLong(megabytes) << 20))
        .containsExactly(usual("http-body-bytes-max"), usual("http-batch-bytes-max"));
    assertThat(matches(nginx, "keepalive_timeout (\\d+)s;"))
        .allMatch(seconds -> Long.parseLong(seconds) * 1_000 < number("http-idle-timeout-ms"));
  }

  private static long number(String setting) {
    return Long.parseLong(usual(setting));
  }

  /** Each kind as a type; a field that Kubernetes does not have is refused. */
  private static <T> T typed(Object document, Class<T> type) {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              private static final long serialVersionUID = 1L;

              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }

              @Override
              public boolean hasIgnoreMarker(AnnotatedMember member) {
                return member.getName().equals("additionalProperties")
                    || super.hasIgnoreMarker(member);
              }
            })
        .convertValue(document, type);
  }

  private static <T> List<T> inBase(String file, String kind, Class<T> type) {
    return yaml(BASE.resolve(file)).stream()
        .filter(document -> kind.equals(document.get("kind")))
        .map(document -> typed(document, type))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "scheduler", "worker"})
  void aRoleIsADeploymentThatIsSpreadAndMayNotVanish(String role) {
    Deployment deployment = inBase(role + ".yaml", "Deployment", Deployment.class).getFirst();
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
    assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);

    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    assertThat(pod.getTopologySpreadConstraints())
        .hasSize(2)
        .allMatch(spread -> spread.getLabelSelector().getMatchLabels().equals(labels));
    Container container = pod.getContainers().getFirst();
    assertThat(container.getEnv())
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactly(tuple("CARILLON_ROLES", role));
    assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
    assertThat(container.getResources().getLimits()).containsKey("memory");

    PodDisruptionBudget budget =
        inBase(role + ".yaml", "PodDisruptionBudget", PodDisruptionBudget.class).getFirst();
    assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
  }

  @Test
  void everyPodIsHardenedProbedAndNamed() {
    PodSpec pod =
        inBase("node.yaml", "Deployment", Deployment.class)
            .getFirst()
            .getSpec()
            .getTemplate()
            .getSpec();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
    assertThat(text("docker/Dockerfile")).contains("\nUSER 65532:65532\n");
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();

    Container container = pod.getContainers().getFirst();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getEnv().getFirst().getName()).isEqualTo("CARILLON_NODE_NAME");
    assertThat(container.getPorts().getFirst().getContainerPort())
        .isEqualTo(Integer.valueOf(usual("http-port")));

    String contract =
        text(ROOT.resolve("server/src/main/resources/io/carillon/server/contract/openapi.yaml"));
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      assertThat(contract).contains("\n  " + probe.getHttpGet().getPath() + ":\n");
    }
  }

  @Test
  void onlyTheApiIsReached() {
    Service service = inBase("api.yaml", "Service", Service.class).getFirst();
    assertThat(service.getSpec().getSelector()).containsEntry("app.kubernetes.io/component", "api");
    List<NetworkPolicy> policies = inBase("network.yaml", "NetworkPolicy", NetworkPolicy.class);
    assertThat(policies)
        .hasSize(2)
        .allMatch(policy -> policy.getSpec().getPolicyTypes().equals(List.of("Ingress")))
        .allMatch(policy -> !policy.getSpec().getIngress().getFirst().getFrom().isEmpty());
  }

  @Test
  void kustomizationsNameEveryFileBesideThem() throws IOException {
    for (Path file : DeployFiles.all()) {
      if (file.endsWith("kustomization.yaml")) {
        String text = text(file);
        try (Stream<Path> beside = Files.list(file.getParent())) {
          assertThat(beside.filter(other -> !other.equals(file)))
              .as("%s", file)
              .allMatch(other -> text.contains(other.getFileName().toString()));
        }
      }
    }
  }

  @Test
  void everyAlertHasItsRunbookAndAsksForMetricsThatThereAre() throws IOException {
    String runbooks = text(ROOT.resolve("docs/operating/runbooks.md"));
    StringBuilder meters = new StringBuilder();
    try (Stream<Path> sources =
        Files.list(ROOT.resolve("server/src/main/java/io/carillon/server/metrics"))) {
      sources.forEach(source -> meters.append(text(source)));
    }
    String alerts = text("prometheus/alerts.yml");
    List<String> anchors = matches(alerts, "runbooks\\.md#(\\S+)");
    assertThat(anchors).hasSameSizeAs(matches(alerts, "alert: (\\S+)"));
    assertThat(matches(runbooks, "^## (.+)$"))
        .extracting(title -> title.toLowerCase(Locale.ROOT).replace(' ', '-'))
        .containsExactlyElementsOf(anchors);
    for (String metric : matches(alerts, "(carillon_[a-z_]+)")) {
      String name = metric.replaceAll("_total$|_seconds_bucket$", "").replace('_', '.');
      assertThat(meters).as(metric).contains('"' + name + '"');
    }
  }
}
