package io.carillon.invoker.http;

import com.sun.management.OperatingSystemMXBean;
import io.carillon.core.Clock;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Call;
import io.carillon.core.port.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures calls per second and CPU per call, by hand: {@code Throughput [seconds] [in flight]
 * [url]}. Without a URL a Vert.x server in another process of this class answers ({@code Throughput
 * serve}).
 */
final class Throughput {
  private Throughput() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("serve")) {
      serve();
    } else {
      int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
      int inFlight = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
      if (args.length > 2) {
        run(seconds, inFlight, args[2]);
      } else {
        Process server = startServer();
        try {
          String port = server.inputReader().readLine();
          run(seconds, inFlight, "http://127.0.0.1:" + port + "/fire");
        } finally {
          server.destroy();
        }
      }
    }
  }

  private static Process startServer() throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    return new ProcessBuilder(
            List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Throughput.class.getName(),
                "serve"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void serve() {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.endHandler(_ -> request.response().setStatusCode(200).end("ok")))
            .listen(0, "127.0.0.1")
            .await();
    System.out.println(server.actualPort());
  }

  private static void run(int seconds, int inFlight, String url) throws InterruptedException {
    InvokerConfig config = InvokerConfig.defaults("test", EgressPolicy.of(List.of(), true));
    JobSnapshot job = Jobs.post().timeoutMs(30_000).job(url);
    try (HttpInvoker invoker = new HttpInvoker(config, Clock.SYSTEM)) {
      System.out.println("warm-up: " + measure(invoker, job, inFlight, 3));
      for (int i = 0; i < 3; i++) {
        System.out.println(measure(invoker, job, inFlight, seconds));
      }
    }
  }

  private static String measure(HttpInvoker invoker, JobSnapshot job, int inFlight, int seconds)
      throws InterruptedException {
    Semaphore places = new Semaphore(inFlight);
    LongAdder succeeded = new LongAdder();
    LongAdder failed = new LongAdder();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long callerCpu = threads.getCurrentThreadCpuTime();
    long cpu = process.getProcessCpuTime();
    long from = System.nanoTime();
    long until = from + TimeUnit.SECONDS.toNanos(seconds);
    long key = 0;
    while (System.nanoTime() - until < 0) {
      places.acquire();
      invoker.invoke(
          new Call(++key, job, Jobs.SCHEDULED_AT_MS, 1),
          outcome -> {
            boolean ok = outcome instanceof Outcome.Answered a && a.httpStatus() == 200;
            (ok ? succeeded : failed).increment();
            places.release();
          });
    }
    places.acquire(inFlight);
    double elapsed = (System.nanoTime() - from) / 1e9;
    long calls = succeeded.sum();
    return String.format(
        Locale.ROOT,
        "%,.0f calls/s, %d failed, %.1f us CPU a call in all, %.2f us of them the caller's",
        calls / elapsed,
        failed.sum(),
        (process.getProcessCpuTime() - cpu) / 1e3 / calls,
        (threads.getCurrentThreadCpuTime() - callerCpu) / 1e3 / calls);
  }
}
