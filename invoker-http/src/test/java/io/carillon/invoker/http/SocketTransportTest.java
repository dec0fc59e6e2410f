package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.core.Clock;
import io.carillon.core.port.Outcome;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketTransportTest {
  @ParameterizedTest
  @EnumSource
  void callsAreMadeOverEach(SocketTransport transport) {
    assumeTrue(works(transport), transport + " does not work on this machine");
    try (TargetServer server = TargetServer.ok();
        HttpInvoker invoker = new HttpInvoker(with(transport), Clock.SYSTEM)) {
      for (int i = 0; i < 3; i++) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        invoker.invoke(Jobs.post().call(server.url("/")), outcome::complete);
        assertThat(outcome.join()).isInstanceOf(Outcome.Answered.class);
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

  private static InvokerConfig with(SocketTransport transport) {
    InvokerConfig c = Invoking.config();
    return new InvokerConfig(
        c.version(),
        1,
        transport,
        c.timeouts(),
        c.limits(),
        c.keepAlive(),
        c.resolving(),
        List.of(),
        c.egress());
  }
}
