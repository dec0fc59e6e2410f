package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.carillon.benchmarks.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long the dashboard takes to show the first page of many jobs, from the wish to the first row:
 * inside the dashboard, in a browser that comes again, and in one that was never there. Medians.
 */
final class PageCase implements BenchmarkCase {
  private static final String FIRST_ROW = "tbody a[href^='#/jobs/']";

  /** Notes in each page when the frame with the first row is drawn. */
  private static final String WATCH =
      """
      new MutationObserver((_, observer) => {
        if (document.querySelector("%s")) {
          observer.disconnect()
          requestAnimationFrame(() => { window.firstRowAtMs = performance.now() })
        }
      }).observe(document, { childList: true, subtree: true })
      """
          .formatted(FIRST_ROW);

  private static final String CLICK =
      """
      () => {
        const clickedAtMs = performance.now()
        document.querySelector("nav a[href='#/jobs']").click()
        return clickedAtMs
      }
      """;

  @Override
  public CaseResult run(Bench bench, Arguments arguments) {
    int jobs = arguments.number("jobs", 100_000, 1, 1_000_000);
    int rounds = arguments.number("rounds", 9, 1, 100);
    int insideMs = arguments.number("inside-ms", 300, 1, 60_000);
    String chromium = arguments.text("chromium", "/usr/bin/chromium");
    arguments.end();
    new JobBatches(bench.server(1)).create(jobs, i -> Jobs.farFuture(bench.target(i), i), _ -> {});
    ObjectNode raw = JsonNodeFactory.instance.objectNode().put("jobs", jobs);
    try (Playwright playwright = playwright();
        Browser browser = launch(playwright, chromium)) {
      raw.put("browser", browser.version());
      String url = bench.serverUrl().toString();
      List<Double> inside = new ArrayList<>();
      List<Double> again = new ArrayList<>();
      List<Double> first = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        try (BrowserContext context = browser.newContext()) {
          context.addInitScript(WATCH);
          Page page = context.newPage();
          first.add(visit(page, url));
          again.add(visit(page, url));
          inside.add(click(page, url));
        }
      }
      double median = note(raw, "insideMs", inside);
      note(raw, "nextVisitMs", again);
      note(raw, "firstVisitMs", first);
      String name = "first of %,d jobs, inside the dashboard".formatted(jobs);
      return new CaseResult(List.of(Check.below(name, median, insideMs, "ms")), raw);
    }
  }

  private static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  private static Browser launch(Playwright playwright, String chromium) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(chromium))
                .setArgs(
                    List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  /** Opens the list by its address. */
  private static double visit(Page page, String url) {
    page.navigate("about:blank");
    page.navigate(url + "/#/jobs");
    return shownAtMs(page);
  }

  /** Comes to the list from another page of the dashboard, which has not asked for jobs. */
  private static double click(Page page, String url) {
    page.navigate("about:blank");
    page.navigate(url + "/#/alerts");
    page.waitForSelector("h1");
    page.waitForCondition(() -> page.locator("[aria-busy=true]").count() == 0);
    Object clickedAtMs = page.evaluate(CLICK);
    return shownAtMs(page) - ((Number) clickedAtMs).doubleValue();
  }

  /** When the first row was there, by the clock of the page, which begins with the visit. */
  private static double shownAtMs(Page page) {
    page.waitForCondition(() -> page.evaluate("window.firstRowAtMs") != null);
    return ((Number) page.evaluate("window.firstRowAtMs")).doubleValue();
  }

  /** Adds the samples and their median, which it returns. */
  private static double note(ObjectNode raw, String name, List<Double> samples) {
    ArrayNode all = raw.putArray(name + "Samples");
    samples.forEach(sample -> all.add(Math.round(sample)));
    Collections.sort(samples);
    double median = samples.get(samples.size() / 2);
    raw.put(name, median);
    return median;
  }
}
