package io.carillon.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first page. */
@SuppressWarnings("NullAway.Init") // set before each test
class OverviewTest {
  @TempDir Path folder;
  private Dashboard dashboard;
  private Target target;

  @BeforeEach
  void start() throws Exception {
    target = new Target();
    dashboard = new Dashboard(folder);
  }

  @AfterEach
  void stop() {
    dashboard.close();
    target.close();
  }

  @Test
  void isShownWithoutABreachOfItsPolicyOrABarrier() {
    dashboard.open("");
    dashboard.page.waitForSelector("h1");

    dashboard.keepPictures("overview-empty");
    assertThat(dashboard.barriers()).isEmpty();
    assertThat(dashboard.errors).isEmpty();
  }
}
