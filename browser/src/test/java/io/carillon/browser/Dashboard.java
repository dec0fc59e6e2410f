package io.carillon.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import io.carillon.server.Carillon;
import io.carillon.server.config.ConfigSources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A server with an empty store and a browser that looks at it. What the page writes to the console
 * as an error, such as a breach of its policy, is kept.
 */
final class Dashboard implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  /** Desktop and phone. */
  private static final Map<String, int[]> WIDTHS =
      new TreeMap<>(Map.of("desktop", new int[] {1280, 900}, "phone", new int[] {390, 844}));

  /** More than any page has. */
  private static final int STOPS_MAX = 150;

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<String> errors = new ArrayList<>();
  private final Carillon carillon;
  private final Playwright playwright;
  private final Browser browser;
  final Page page;
  private @Nullable String key;

  Dashboard(Path folder) throws IOException {
    carillon =
        Carillon.start(
            ConfigSources.read(
                Map.of(
                    "http-port", "0",
                    "store-url", "jdbc:sqlite:" + folder.resolve("carillon.db"),
                    "node-name", "browsed",
                    "shutdown-grace-ms", "1000"),
                Map.of()));
    if (!carillon.awaitReady(Duration.ofSeconds(20))) {
      throw new IOException("the server did not get ready");
    }
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
    BrowserContext context = browser.newContext();
    page = context.newPage();
    page.setViewportSize(1280, 900);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
  }

  /** Named in the environment, or Debian's. Without one the tests fail. */
  private static Path executable() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("CARILLON_TEST_CHROMIUM")), BROWSERS.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Chromium: sudo apt-get install chromium"));
  }

  /** Opens a page of the dashboard by its hash. */
  void open(String hash) {
    page.navigate(carillon.url() + "/" + hash);
  }

  /**
   * Asks the API; fails unless it answers 2xx.
   *
   * @param json empty for none
   */
  String api(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(carillon.url() + "/api/v1" + path))
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (key != null) {
      request.header("X-API-Key", key);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates an active job that is not retried; returns its id. */
  String create(String name, String schedule, String api) {
    ObjectNode job =
        JSON.createObjectNode().put("name", name).put("schedule", schedule).put("api", api);
    return field(api("POST", "/jobs", job.put("maxRetryCount", 0).toString()), "jobId");
  }

  /** Creates a key; from the first one on, which is used here, everybody needs one. */
  String createKey(String name, String scope, String namespace) {
    ObjectNode input =
        JSON.createObjectNode().put("name", name).put("scope", scope).put("namespace", namespace);
    String created = field(api("POST", "/keys", input.toString()), "key");
    if (key == null) {
      key = created;
    }
    return created;
  }

  /** Opens a page with a key, as if the reader had signed in with it. */
  void openAs(String reader, String hash) {
    page.navigate(carillon.url() + "/api/v1/health/live");
    page.evaluate("key => sessionStorage.setItem('carillon.key', key)", reader);
    open(hash);
    awaitSettled();
  }

  /** Has a job run now; returns the execution's id. */
  String trigger(String job) {
    return field(api("POST", "/jobs/" + job + "/trigger", ""), "executionId");
  }

  private static String field(String json, String name) {
    try {
      return JSON.readTree(json).path(name).asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Waits until the API says so. */
  void await(String path, Predicate<String> says) {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> says.test(api("GET", path, "")));
  }

  /** Waits until the page shows what it has asked for. */
  void awaitSettled() {
    page.waitForSelector("h1");
    page.waitForCondition(() -> page.locator("[aria-busy=true]").count() == 0);
  }

  /** Moves on with the Tab key until this has the focus. */
  void tabTo(Locator place) {
    assertThat(place).isVisible();
    for (int stops = 0; stops < STOPS_MAX; stops++) {
      page.keyboard().press("Tab");
      if (hasFocus(place)) {
        return;
      }
    }
    throw new AssertionError("the Tab key does not lead to " + place);
  }

  private static boolean hasFocus(Locator place) {
    return Boolean.TRUE.equals(place.evaluate("element => element === document.activeElement"));
  }

  /** Whether the reader's system is dark. */
  void dark(boolean isDark) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(isDark ? ColorScheme.DARK : ColorScheme.LIGHT));
  }

  /** Keeps a picture of the page at each width; nothing may stand out at the side for long. */
  void keepPictures(String name) {
    WIDTHS.forEach(
        (width, size) -> {
          page.setViewportSize(size[0], size[1]);
          awaitNothingStandsOut(name + " at " + width);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png"))
                  .setFullPage(true));
        });
    page.setViewportSize(1280, 900);
  }

  /** The page moves to its new width. */
  private void awaitNothingStandsOut(String what) {
    try {
      page.waitForCondition(
          () ->
              Boolean.TRUE.equals(
                  page.evaluate("document.documentElement.scrollWidth <= innerWidth")),
          new Page.WaitForConditionOptions().setTimeout(5_000));
    } catch (TimeoutError e) {
      throw new AssertionError(what + " stands out at the side", e);
    }
  }

  /** What axe finds of the page that keeps people from using it. */
  List<String> barriers() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> SERIOUS.contains(String.valueOf(rule.getImpact())))
            .map(Dashboard::text)
            .toList();
  }

  private static String text(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    carillon.close();
  }
}
