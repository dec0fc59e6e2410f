package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.core.port.Outcome;
import io.vertx.core.transport.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketTransportTest {
  @ParameterizedTest
  @EnumSource
  void callsAreMadeOverEach(SocketTransport transport) {
    assumeTrue(works(transport), transport + " does not work on this machine");
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking(Invoking.with(transport))) {
      for (int i = 0; i < 3; i++) {
        assertThat(invoking.answer(server.url("/"))).isInstanceOf(Outcome.Answered.class);
      }
    }
  }

  @Test
  void autoTakesTheFirstThatWorks() {
    Transport taken = SocketTransport.AUTO.load();
    for (SocketTransport transport : List.of(SocketTransport.IO_URING, SocketTransport.EPOLL)) {
      if (works(transport)) {
        assertThat(taken).isSameAs(transport.load());
        return;
      }
    }
    assertThat(taken).isSameAs(Transport.NIO);
  }

  private static boolean works(SocketTransport transport) {
    try {
      return transport.load().available();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("does not work here");
      return false;
    }
  }
}
