package io.carillon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page with something on it: without barriers, and within its policy. */
@SuppressWarnings("NullAway.Init") // set before the tests
class PagesTest {
  @TempDir static Path folder;
  private static Dashboard dashboard;
  private static Target target;
  private static String job;
  private static String execution;

  @BeforeAll
  static void start() throws Exception {
    target = new Target();
    dashboard = new Dashboard(folder);
    job = dashboard.create("nightly report", "* * * * * *", target.answering(200));
    dashboard.api("PATCH", "/jobs/" + job, "{\"tags\": [\"reports\"]}");
    String failing = dashboard.create("broken import", "0 0 0 1 1 *", target.answering(500));
    dashboard.create("<img src=x onerror=alert(1)>", "0 0 4 * * MON-FRI", target.answering(204));
    execution = dashboard.trigger(failing);
    dashboard.await("/alerts", text -> text.contains(failing));
  }

  @AfterAll
  static void stop() {
    dashboard.close();
    target.close();
  }

  /** Of each page its name, and its hash. */
  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "");
    pages.put("jobs", "#/jobs");
    pages.put("job", "#/jobs/" + job);
    pages.put("job-editor", "#/jobs/" + job + "/edit");
    pages.put("new-job", "#/jobs/new");
    pages.put("executions", "#/executions");
    pages.put("execution", "#/executions/" + execution);
    pages.put("alerts", "#/alerts");
    pages.put("calendar", "#/calendar");
    pages.put("cluster", "#/cluster");
    pages.put("settings", "#/settings");
    return pages;
  }

  @Test
  void hasNoBarrierAndStaysWithinThePage() {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      look(page, "");
      dashboard.keepPictures(page.getKey());
    }
    assertThat(dashboard.errors).isEmpty();
  }

  @Test
  @Tag("long")
  void hasNoBarrierInTheDark() {
    dashboard.dark(true);
    for (Map.Entry<String, String> page : pages().entrySet()) {
      look(page, ", dark");
    }
    dashboard.dark(false);
  }

  private static void look(Map.Entry<String, String> page, String how) {
    dashboard.open(page.getValue());
    dashboard.awaitSettled();
    assertThat(dashboard.page.getByRole(AriaRole.HEADING).first()).isVisible();
    assertThat(dashboard.barriers()).as(page.getKey() + how).isEmpty();
  }

  /** What a job is called is text. */
  @Test
  void namesAreText() {
    dashboard.open("#/jobs");
    assertThat(dashboard.page.getByText("<img src=x onerror=alert(1)>")).isVisible();
    assertThat(dashboard.page.locator("img[src=x]")).hasCount(0);
  }

  @Test
  void aPageThatDoesNotExistSaysSo() {
    dashboard.open("#/nowhere");
    assertThat(dashboard.page.getByText("There is no such page")).isVisible();
    dashboard.open("#/jobs/01a2cb53-da80-7c31-9f0e-5b2d7a41c6e8");
    assertThat(dashboard.page.getByText("There is no such job").first()).isVisible();
    dashboard.errors.removeIf(error -> error.contains("404"));
  }

  /** Live figures must not push the page about. */
  @Test
  void whatComesInLiveShiftsNothing() {
    dashboard.page.addInitScript(
        """
        window.shifted = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        """);
    for (String hash : List.of("", "#/executions", "#/jobs/" + job)) {
      dashboard.open("");
      dashboard.open(hash);
      dashboard.page.reload();
      dashboard.awaitSettled();
      int before = target.calls.get();
      dashboard.page.waitForCondition(() -> target.calls.get() >= before + 4);
      assertThat(toDouble(dashboard.page.evaluate("window.shifted")))
          .as("layout shift at " + hash)
          .isLessThan(0.05);
    }
  }

  private static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  @Test
  void theKeyboardReachesSearchAndHelp() {
    dashboard.open("#/alerts");
    dashboard.awaitSettled();
    dashboard.page.keyboard().press("?");
    assertThat(dashboard.page.getByRole(AriaRole.DIALOG)).isVisible();
    dashboard.page.keyboard().press("Escape");
    assertThat(dashboard.page.getByRole(AriaRole.DIALOG)).hasCount(0);
    dashboard.page.keyboard().press("/");
    assertThat(dashboard.page.getByRole(AriaRole.SEARCHBOX, named("Search"))).isFocused();
  }

  @Test
  void theKeyboardPassesByAClosedNavigation() {
    Keyboard keyboard = dashboard.page.keyboard();
    dashboard.page.setViewportSize(390, 844);
    dashboard.open("#/alerts");
    dashboard.page.reload();
    dashboard.awaitSettled();
    for (int stops = 0; stops < 12; stops++) {
      keyboard.press("Tab");
      assertThat(dashboard.page.locator("nav[aria-label=Pages] :focus")).hasCount(0);
    }
    dashboard.tabTo(dashboard.page.getByRole(AriaRole.BUTTON, named("Pages")));
    keyboard.press("Enter");
    dashboard.tabTo(dashboard.page.getByRole(AriaRole.LINK, named("Calendar")));
    keyboard.press("Enter");
    assertThat(dashboard.page.getByRole(AriaRole.HEADING, named("Calendar"))).isVisible();
    assertThat(dashboard.page.getByRole(AriaRole.LINK, named("Calendar"))).isHidden();
    dashboard.page.setViewportSize(1280, 900);
  }

  @Test
  void theKeyboardMovesWithinCharts() {
    Keyboard keyboard = dashboard.page.keyboard();
    dashboard.open("#/alerts");
    dashboard.awaitSettled();
    keyboard.press("g");
    keyboard.press("d");
    Locator cells =
        dashboard.page.getByRole(AriaRole.GROUP, named("Executions in")).getByRole(AriaRole.LINK);
    dashboard.tabTo(cells.last());
    assertThat(dashboard.page.locator(".tip")).containsText("execution");
    assertThat(ring("outlineStyle")).isEqualTo("solid");
    keyboard.press("Home");
    keyboard.press("ArrowRight");
    keyboard.press("ArrowDown");
    keyboard.press("ArrowLeft");
    assertThat(cells.nth(12)).isFocused();
    keyboard.press("Enter");
    assertThat(dashboard.page).hasURL(Pattern.compile(".*#/executions\\?from=.*&to=.*"));

    String calm = dashboard.create("calm", "0 0 0 1 1 *", target.answering(200));
    dashboard.trigger(calm);
    dashboard.trigger(calm);
    dashboard.open("#/jobs/" + calm);
    Locator bars =
        dashboard.page.getByRole(AriaRole.GROUP, named("The latest")).getByRole(AriaRole.LINK);
    assertThat(bars).hasCount(2);
    dashboard.tabTo(bars.last());
    keyboard.press("ArrowLeft");
    assertThat(bars.first()).isFocused();
    assertThat(ring("stroke")).startsWith("rgb");
    keyboard.press("Enter");
    assertThat(dashboard.page).hasURL(Pattern.compile(".*#/executions/[0-9a-z]+"));
  }

  /** What shows where the focus is. */
  private static String ring(String style) {
    return String.valueOf(
        dashboard.page.evaluate(
            "style => { const at = document.activeElement;"
                + " return getComputedStyle(at.querySelector('.reach') ?? at)[style] }",
            style));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
