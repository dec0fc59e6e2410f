package io.carillon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key opens, on a server where everybody needs one. */
@SuppressWarnings("NullAway.Init") // set before the tests
class AccessTest {
  /** The names of what changes something, wherever it stands. */
  private static final Pattern CHANGES =
      Pattern.compile(
          "^(New job|Trigger|Pause|Resume|Edit|Delete|Replay|Cancel|Acknowledge|Actions for|Select)\\b.*");

  @TempDir static Path folder;
  private static Dashboard dashboard;
  private static Target target;
  private static Page page;
  private static String admin;
  private static String job;
  private static String execution;

  @BeforeAll
  static void start() throws Exception {
    target = new Target();
    dashboard = new Dashboard(folder);
    page = dashboard.page;
    admin = dashboard.createKey("root", "admin", "default");
    job = dashboard.create("guarded", "0 0 0 1 1 *", target.answering(500));
    execution = dashboard.trigger(job);
    dashboard.await("/alerts", text -> text.contains(job));
  }

  @AfterAll
  static void stop() {
    dashboard.close();
    target.close();
  }

  /** Of each page its hash and how much it offers to who may write. */
  private static Map<String, Integer> changes() {
    Map<String, Integer> changes = new LinkedHashMap<>();
    changes.put("#/jobs", 8); // new, four for the selected, two selections, one menu
    changes.put("#/jobs/" + job, 4);
    changes.put("#/executions", 4);
    changes.put("#/executions/" + execution, 1);
    changes.put("#/alerts", 2);
    return changes;
  }

  private static Locator offered() {
    return page.getByRole(AriaRole.MAIN)
        .getByRole(AriaRole.BUTTON, named(CHANGES))
        .or(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, named(CHANGES)))
        .or(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.CHECKBOX, named(CHANGES)));
  }

  private static Locator.GetByRoleOptions named(Pattern name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  @Test
  void whoMayReadIsOfferedNoChange() {
    String reader = dashboard.createKey("onlooker", "read", "default");
    for (String hash : changes().keySet()) {
      dashboard.openAs(reader, hash);
      assertThat(page.getByText("onlooker · read · default")).isVisible();
      assertThat(page.getByText("guarded").first()).isVisible();
      assertThat(offered()).hasCount(0);
    }
    dashboard.openAs(reader, "#/jobs/" + job + "/edit");
    assertThat(page.getByText("This needs the scope write; onlooker has read.")).isVisible();
    dashboard.openAs(reader, "#/settings");
    assertThat(page.getByText("It is onlooker: scope read, namespace default.")).isVisible();
    for (String tab : List.of("API keys", "Namespaces", "Audit")) {
      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
      assertThat(page.getByRole(AriaRole.TABPANEL, new Page.GetByRoleOptions().setName(tab)))
          .hasText("This needs the scope admin; onlooker has read.");
    }
    assertThat(dashboard.errors).isEmpty();
  }

  @Test
  void whoMayWriteIsOfferedEveryChange() {
    String writer = dashboard.createKey("operator", "write", "default");
    changes()
        .forEach(
            (hash, count) -> {
              dashboard.openAs(writer, hash);
              assertThat(page.getByText("guarded").first()).isVisible();
              assertThat(offered()).hasCount(count);
            });
    dashboard.openAs(writer, "#/settings?tab=keys");
    assertThat(page.getByText("This needs the scope admin; operator has write.")).isVisible();
  }

  @Test
  void aKeyOfAnotherNamespaceSeesNothingOfTheInstallation() {
    dashboard.api("PUT", "/namespaces/team", "{\"quotas\": {}}");
    String other = dashboard.createKey("lead", "admin", "team");
    for (String hash : List.of("", "#/cluster", "#/settings?tab=namespaces")) {
      dashboard.openAs(other, hash);
      assertThat(page.getByText("One namespace")).isVisible();
    }
    assertThat(dashboard.barriers()).isEmpty();
    assertThat(dashboard.errors).isEmpty();
    dashboard.openAs(admin, "");
    assertThat(page.getByText("Executions/s")).isVisible();
    assertThat(page.getByText("One namespace")).hasCount(0);
  }

  @Test
  void whoNeedsAKeySignsIn() {
    dashboard.open("#/jobs");
    page.evaluate("sessionStorage.clear()");
    page.reload();
    assertThat(page.getByText("Sign in to Carillon")).isVisible();
    assertThat(dashboard.barriers()).isEmpty();
    page.getByLabel("API key").first().fill("carillon_wrong");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(page.getByText("The server refuses this key")).isVisible();

    page.getByLabel("API key").first().fill(admin);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(page.getByText("guarded")).isVisible();
    page.reload();
    assertThat(page.getByText("guarded")).isVisible();
    assertThat(dashboard.errors).allMatch(error -> error.contains("401"));
    dashboard.errors.clear();
    assertThat(List.of(page.context().cookies())).allMatch(List::isEmpty);
  }
}
