package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TzDatabaseTest {

  @Test
  void theVersionIsARelease() {
    assertThat(TzDatabase.version()).matches("20[0-9]{2}[a-z]+");
  }
}
