package io.carillon.server.api;

import io.carillon.server.contract.Contract;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contract, and the page that shows it. Everything on the page comes from this server. */
final class Site {
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String DOCS = "/io/carillon/server/docs/";

  private static final List<String> DOCS_FILES =
      List.of(
          "contents.js",
          "contract.js",
          "copy.js",
          "curl.js",
          "docs.css",
          "docs.js",
          "dom.js",
          "example.js",
          "fields.js",
          "filter.js",
          "icon.svg",
          "operation.js",
          "schema.js");

  private final Answer contract;
  private final Answer contractAsJson;
  private final Answer docs;
  private final Map<String, Answer> docsFiles = new HashMap<>();

  Site(Contract source) {
    contract = Answer.of(200, "application/yaml", source.yaml());
    contractAsJson = Answer.of(200, "application/json", source.json());
    docs =
        Answer.of(200, "text/html; charset=utf-8", PageFiles.get(DOCS + "docs.html"))
            .with("Content-Security-Policy", CSP);
    DOCS_FILES.forEach(
        name ->
            docsFiles.put(
                name, Answer.of(200, PageFiles.typeOf(name), PageFiles.get(DOCS + name))));
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
    Answer file = docsFiles.get(request.parameters().text("file"));
    if (file == null) {
      throw Problem.of(ProblemCode.UNKNOWN_ROUTE, null).exception();
    }
    return file;
  }
}
