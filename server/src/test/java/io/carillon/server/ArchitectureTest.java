package io.carillon.server;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.carillon.engine.Engine;
import io.carillon.engine.EngineListener;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
  private static final String[] JDK_AND_MARKS = {"java..", "org.jspecify.annotations.."};

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("testkit"))
          .importPackages("io.carillon");

  private static String[] allowed(String... more) {
    String[] all = Arrays.copyOf(JDK_AND_MARKS, JDK_AND_MARKS.length + more.length);
    System.arraycopy(more, 0, all, JDK_AND_MARKS.length, more.length);
    return all;
  }

  @Test
  void scheduleKnowsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.carillon.schedule..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed("io.carillon.schedule.."))
        .check(PRODUCTION);
  }

  @Test
  void coreKnowsOnlySchedule() {
    classes()
        .that()
        .resideInAPackage("io.carillon.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed("io.carillon.core..", "io.carillon.schedule.."))
        .check(PRODUCTION);
  }

  @Test
  void tlsKnowsOnlyCore() {
    classes()
        .that()
        .resideInAPackage("io.carillon.tls..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            allowed("javax.net.ssl..", "io.carillon.tls..", "io.carillon.core..", "org.slf4j.."))
        .check(PRODUCTION);
  }

  @Test
  void theEngineKnowsNoStoreNoNetworkAndNoJson() {
    classes()
        .that()
        .resideInAPackage("io.carillon.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            allowed(
                "io.carillon.engine..",
                "io.carillon.core..",
                "io.carillon.schedule..",
                "org.slf4j.."))
        .check(PRODUCTION);
  }

  @Test
  void adaptersKnowNeitherTheEngineNorEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.carillon.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.engine..",
            "io.carillon.invoker..",
            "io.carillon.queue..",
            "io.carillon.server..",
            "io.vertx..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("io.carillon.invoker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.engine..",
            "io.carillon.store..",
            "io.carillon.queue..",
            "io.carillon.server..",
            "java.sql..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("io.carillon.queue..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.engine..",
            "io.carillon.store..",
            "io.carillon.invoker..",
            "io.carillon.server..",
            "java.sql..")
        .check(PRODUCTION);
  }

  @Test
  void theStoresKnowWhatTheyShareAndNotEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.carillon.store.jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.store.sqlite..",
            "io.carillon.store.postgres..",
            "org.sqlite..",
            "org.postgresql..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("io.carillon.store.sqlite..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.store.postgres..")
        .check(PRODUCTION);
    noClasses()
        .that()
        .resideInAPackage("io.carillon.store.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.carillon.store.sqlite..")
        .check(PRODUCTION);
  }

  @Test
  void nothingInProductionKnowsTestsOrExamples() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.carillon.examples..",
            "io.carillon.testkit..",
            "io.carillon.benchmarks..",
            "io.carillon.e2e..",
            "org.junit..",
            "org.assertj..")
        .check(PRODUCTION);
  }

  @Test
  void onlyTheClockReadsTheTime() {
    noClasses()
        .that()
        .resideInAnyPackage("io.carillon.engine..", "io.carillon.core..", "io.carillon.schedule..")
        .and()
        .doNotHaveFullyQualifiedName("io.carillon.core.Clock$1")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(PRODUCTION);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.carillon.(**)").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void operationsHearOfTheEngineOnTheirOwnLoop() {
    noClasses()
        .that()
        .resideInAPackage("io.carillon.server.api..")
        .and()
        .doNotHaveSimpleName("EngineOnLoop")
        .should()
        .callMethodWhere(target(owner(type(Engine.class))))
        .check(PRODUCTION);
  }

  @Test
  void theApiDoesNotKnowWhichStoreItHas() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.carillon.server.api..", "io.carillon.server.http..", "io.carillon.server.json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.carillon.store..", "java.sql..")
        .check(PRODUCTION);
  }

  /** A listener may leave out what it does not care for, but not for those that it stands for. */
  @Test
  void whoHandsOnWhatTheEngineTellsHandsOnAll() {
    for (String name :
        List.of("io.carillon.server.Listeners", "io.carillon.engine.GuardedListener")) {
      assertThat(PRODUCTION.get(name).getMethods())
          .extracting(JavaMethod::getName)
          .containsAll(
              PRODUCTION.get(EngineListener.class).getMethods().stream()
                  .map(JavaMethod::getName)
                  .toList());
    }
  }
}
