package io.carillon.server.api;

import io.carillon.server.contract.Contract;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The contract, and the page that shows it. Everything on the page comes from this server. */
final class Site {
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Answer contract;
  private final Answer contractAsJson;
  private final Answer docs;
  private final Answer script;
  private final Answer style;

  Site(Contract source) {
    contract = Answer.of(200, "application/yaml", source.yaml());
    contractAsJson = Answer.of(200, "application/json", source.json());
    docs =
        Answer.of(200, "text/html; charset=utf-8", resource("docs.html"))
            .with("Content-Security-Policy", CSP);
    script = Answer.of(200, "text/javascript; charset=utf-8", resource("docs.js"));
    style = Answer.of(200, "text/css; charset=utf-8", resource("docs.css"));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Site.class.getResourceAsStream("/io/carillon/server/docs/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer prometheusText(String text) {
    return Answer.of(
        200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  Answer contract() {
    return contract;
  }

  Answer contractAsJson() {
    return contractAsJson;
  }

  Answer docs() {
    return docs;
  }

  Answer docsFile(Request request) {
    return switch (request.parameters().text("file")) {
      case "docs.js" -> script;
      case "docs.css" -> style;
      default -> throw Problem.of(ProblemCode.UNKNOWN_ROUTE, null).exception();
    };
  }
}
