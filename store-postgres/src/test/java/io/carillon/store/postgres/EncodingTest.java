package io.carillon.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Jobs' names and bodies are any text. */
final class EncodingTest {
  @Test
  void aDatabaseThatCannotHoldAllTextIsRefused() throws Exception {
    PostgresServer server = PostgresServer.get();
    String database = server.createDatabase(" TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'");
    try {
      assertThatThrownBy(
              () ->
                  PostgresStore.open(
                      server.config(database), Clock.SYSTEM, CommitListener.NONE, () -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("must have the encoding UTF8, and not LATIN1");
    } finally {
      server.dropDatabase(database);
    }
  }
}
