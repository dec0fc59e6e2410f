package io.carillon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with jobs. */
@SuppressWarnings("NullAway.Init") // set before the tests
class JobsTest {
  private static final double PATIENCE_MS = 15_000;

  /** By when news are there that events tell of; polls beside them are 15 s apart. */
  private static final double LIVE_MS_MAX = 8_000;

  @TempDir static Path folder;
  private static Dashboard dashboard;
  private static Target target;
  private static Page page;

  @BeforeAll
  static void start() throws Exception {
    target = new Target();
    dashboard = new Dashboard(folder);
    page = dashboard.page;
  }

  @AfterAll
  static void stop() {
    dashboard.close();
    target.close();
  }

  private static Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator textbox(String name) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static LocatorAssertions.IsVisibleOptions patiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
  }

  @Test
  void aJobIsMadeInTheEditorAndSeenToFire() {
    dashboard.open("#/jobs/new");
    textbox("Schedule").fill("0 0 9 * * MON-FRI");
    assertThat(page.getByText("at 09:00, Monday to Friday").first()).isVisible(patiently());
    assertThat(page.getByRole(AriaRole.ROW)).hasCount(11);

    textbox("Schedule").fill("* * * * * *");
    textbox("URL").fill(target.answering(200));
    textbox("Name").fill("made by hand");
    int before = target.calls.get();
    button("Save").click();

    assertThat(page.getByRole(AriaRole.HEADING).getByText("made by hand")).isVisible();
    assertThat(succeeded().first()).isVisible(patiently());
    assertThat(target.calls.get()).isGreaterThan(before);
    assertThat(page.url()).matches(".*#/jobs/[0-9a-f-]{36}");
  }

  @Test
  void whatTheServerRefusesIsSaidAtItsField() {
    dashboard.open("#/jobs/new");
    textbox("Schedule").fill("0 0 25 * * *");
    textbox("URL").fill("ftp://example.com/");
    button("Save").click();

    assertThat(page.getByText("hour", new Page.GetByTextOptions().setExact(false)).first())
        .isVisible(patiently());
    assertThat(textbox("URL")).hasAttribute("aria-invalid", "true");
    assertThat(textbox("Schedule")).hasAttribute("aria-invalid", "true");
    dashboard.errors.removeIf(error -> error.contains("400"));
    link("Cancel").click();
    answer("Leave");
  }

  @Test
  void anEditorWithChangesIsNotLeftUnasked() {
    String job = dashboard.create("half done", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/alerts");
    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Description").fill("unsaved");

    link("Calendar").click();
    answer("Stay");
    assertThat(textbox("Description")).hasValue("unsaved");
    assertThat(page).hasURL(Pattern.compile(".*/edit"));
    link("Calendar").click();
    answer("Leave");
    assertThat(heading("Calendar")).isVisible();

    page.goBack();
    assertThat(textbox("Description")).hasValue("");
    textbox("Description").fill("unsaved again");
    page.goBack();
    answer("Stay");
    assertThat(textbox("Description")).hasValue("unsaved again");
    page.goBack();
    answer("Leave");
    assertThat(heading("Alerts")).isVisible();
    page.goForward();
    assertThat(textbox("Description")).hasValue("");
  }

  @Test
  void aPageStandsAlsoWhenTheServerDoesNotSayWhoReads() {
    AtomicInteger asked = new AtomicInteger();
    page.route(
        "**/api/v1/me",
        route -> {
          asked.incrementAndGet();
          route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
        });
    dashboard.open("#/alerts");
    page.reload();
    link("Jobs").click();
    assertThat(link("New job")).isVisible();
    link("New job").click();
    textbox("Name").fill("still here");
    dashboard.awaitSettled();

    assertThat(textbox("Name")).hasValue("still here");
    assertThat(asked.get()).as("asked who reads").isLessThan(5);
    page.unroute("**/api/v1/me");
    dashboard.errors.removeIf(error -> error.contains("503"));
    link("Cancel").click();
    answer("Leave");
  }

  @Test
  void whoSavesIsNotAsked() {
    String job = dashboard.create("whole", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Description").fill("kept");
    button("Save").click();
    assertThat(page.getByText("kept", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  void anEditKeepsNumbersThatADoubleWouldChange() {
    String job = dashboard.create("exact", "0 0 0 1 1 *", target.answering(200));
    dashboard.api("PATCH", "/jobs/" + job, "{\"body\": {\"account\": 9007199254740993}}");
    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Description").fill("the body is not touched");
    button("Save").click();
    assertThat(heading("exact")).isVisible();
    assertThat(page.locator("pre").filter(having("\"account\": 9007199254740993"))).isVisible();
    assertThat(dashboard.api("GET", "/jobs/" + job, ""))
        .contains("the body is not touched", "{\"account\":9007199254740993}");

    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Body, JSON").fill("{\"sum\": 0.1234567890123456789}");
    button("Save").click();
    assertThat(heading("exact")).isVisible();
    assertThat(dashboard.api("GET", "/jobs/" + job, ""))
        .contains("{\"sum\":0.1234567890123456789}");
  }

  @Test
  void tagsKeepTheirCommas() {
    String job = dashboard.create("tagged", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Tags").fill("slow");
    textbox("Tags").press("Enter");
    textbox("Tags").fill("Basel, Bern");
    textbox("Tags").press("Enter");
    assertThat(textbox("The job as JSON")).hasValue(Pattern.compile("\"Basel, Bern\""));
    button("Remove the tag slow").press("Enter");
    assertThat(textbox("Tags")).isFocused();
    textbox("Tags").fill("not yet entered");
    button("Save").click();
    assertThat(link("Basel, Bern")).isVisible();
    assertThat(dashboard.api("GET", "/jobs/" + job, ""))
        .contains("\"tags\":[\"Basel, Bern\",\"not yet entered\"]");
  }

  @Test
  void theAuditShowsWhatAnEditChanged() {
    String job = dashboard.create("audited", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs/" + job + "/edit");
    textbox("Timeout of an attempt, ms").fill("1234");
    textbox("Multiplier").fill("3");
    button("Save").click();
    assertThat(heading("audited")).isVisible();
    dashboard.api("DELETE", "/jobs/" + job, "");

    dashboard.open("#/settings?tab=audit&job=" + job);
    Locator opened = page.locator(".opened");
    changes("Job changed").click();
    assertThat(opened.getByRole(AriaRole.LISTITEM))
        .hasText(new String[] {"timeoutMs: 30000 → 1234", "retry.multiplier: 2 → 3"});
    assertThat(dashboard.barriers()).isEmpty();
    changes("Job created").click();
    assertThat(opened).containsText("name: audited");
    assertThat(opened).not().containsText("description");
    changes("Job deleted").click();
    assertThat(opened).containsText("timeoutMs: 1234");
    changes("Job deleted").click();
    assertThat(opened).hasCount(0);
  }

  /** What opens the changes of the row about this. */
  private static Locator changes(String what) {
    return page.getByRole(AriaRole.ROW).filter(having(what)).getByText("Changes");
  }

  @Test
  void jobsAreMadeAndRunByKeyboardAlone() {
    Keyboard keyboard = page.keyboard();
    dashboard.open("");
    dashboard.awaitSettled();
    press(link("Jobs"), "Enter");
    press(link("New job"), "Enter");
    dashboard.tabTo(textbox("Schedule"));
    keyboard.press("ControlOrMeta+a");
    keyboard.type("0 0 0 1 1 *");
    dashboard.tabTo(textbox("URL"));
    keyboard.type(target.answering(200));
    dashboard.tabTo(textbox("Name"));
    keyboard.type("typed");
    dashboard.tabTo(textbox("Tags"));
    keyboard.type("a, b");
    keyboard.press("Enter");
    press(button("Save"), "Enter");
    assertThat(heading("typed")).isVisible();

    press(button("Pause"), "Enter");
    assertThat(button("Resume")).isFocused();
    press(button("Trigger"), "Space");
    Locator run = page.getByRole(AriaRole.TABPANEL).getByRole(AriaRole.LINK).first();
    assertThat(succeeded().first()).isVisible(patiently());
    press(run, "Enter");
    assertThat(heading("Record")).isVisible();

    press(link("typed"), "Enter");
    press(button("Delete"), "Enter");
    press(answerNamed("Delete"), "Enter");
    assertThat(heading("Jobs")).isVisible();
    assertThat(dashboard.api("GET", "/jobs?name=typed", "")).contains("\"jobs\":[]");
  }

  /** Moves to it by keyboard, and presses a key there. */
  private static void press(Locator place, String key) {
    dashboard.tabTo(place);
    page.keyboard().press(key);
  }

  private static Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator heading(String name) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Answers the question that the page asks. */
  private static void answer(String name) {
    answerNamed(name).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  private static Locator answerNamed(String name) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void aFailureRaisesAnAlertAndIsReplayed() {
    String job = dashboard.create("failing", "0 0 0 1 1 *", target.answering(503));
    dashboard.open("#/alerts");
    String execution = dashboard.trigger(job);

    Locator row = page.getByRole(AriaRole.ROW).filter(having("failing"));
    assertThat(row.getByText("Failure")).isVisible(patiently());
    row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Acknowledge"))
        .first()
        .click();
    assertThat(row.getByRole(AriaRole.BUTTON)).hasCount(0);

    dashboard.create("sound", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs");
    Locator sound = page.getByRole(AriaRole.ROW).filter(having("sound"));
    assertThat(sound).hasCount(1);
    Locator isFailing =
        page.getByRole(
            AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Failing").setExact(true));
    isFailing.check();
    assertThat(sound).hasCount(0);
    assertThat(row).hasCount(1);
    isFailing.uncheck();
    assertThat(sound).hasCount(1);

    dashboard.open("#/executions/" + execution);
    int before = target.calls.get();
    button("Replay").click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("The new execution")).click();
    assertThat(page.getByText("Replay", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible(patiently());
    assertThat(page.getByText("Failed").first()).isVisible(patiently());
    assertThat(target.calls.get()).isEqualTo(before + 1);
  }

  /** Rows of executions that succeeded. */
  private static Locator succeeded() {
    return page.getByRole(AriaRole.ROW).filter(having("Success"));
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Test
  void jobsAreFoundPausedAndDeleted() {
    dashboard.create("needle", "0 0 0 1 1 *", target.answering(200));
    dashboard.create("straw", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs");
    page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search")).fill("NEEDL");
    Locator rows = page.getByRole(AriaRole.ROW).filter(having("needle"));
    assertThat(rows).hasCount(1);
    assertThat(page.getByText("straw")).hasCount(0);
    assertThat(page.url()).contains("text=NEEDL");

    rows.getByLabel("Actions for needle").click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Pause").setExact(true))
        .click();
    assertThat(rows.getByText("Paused")).isVisible();

    rows.getByLabel("Select needle").check();
    button("Delete").click();
    assertThat(answerNamed("Delete")).isVisible();
    assertThat(dashboard.barriers()).isEmpty();
    answer("Delete");
    assertThat(page.getByText("No job matches")).isVisible();
    assertThat(dashboard.api("GET", "/jobs?text=needle", "")).contains("\"jobs\":[]");
  }

  /** Polling, which goes on beside the stream, would take longer. */
  @Test
  void newsComeInLive() {
    String job = dashboard.create("live", "0 0 0 1 1 *", target.answering(200));
    dashboard.open("#/jobs/" + job);
    assertThat(page.getByText("No executions").first()).isVisible(patiently());
    assertThat(page.getByText("Live", new Page.GetByTextOptions().setExact(true))).isVisible();
    // What was missed meanwhile is asked for as the stream begins, and once more a little later.
    for (int asked = 0; asked < 2; asked++) {
      page.waitForResponse(
          response -> response.url().contains("/jobs/" + job + "/executions?limit=20"), () -> {});
    }
    assertThat(succeeded()).hasCount(0);
    dashboard.trigger(job);
    assertThat(succeeded().first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LIVE_MS_MAX));
  }
}
