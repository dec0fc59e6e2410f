package io.carillon.server.api;

import io.carillon.server.access.Principal;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;

/** Tells a client who it is here. */
final class Me {
  private Me() {}

  static Answer show(Request request) {
    Principal principal = request.principal();
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeStringField("id", principal.id());
          out.writeStringField("name", principal.name());
          out.writeStringField("scope", principal.scope().text());
          out.writeStringField("namespace", principal.namespace().name());
          out.writeBooleanField("isOfInstallation", principal.isOfInstallation());
          out.writeEndObject();
        });
  }
}
