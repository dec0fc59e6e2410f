package io.carillon.server.http;

import java.util.Locale;

/** The kinds of refusals and failures. The names are part of the contract. */
public enum ProblemCode {
  MALFORMED_REQUEST(400, "The request is not valid HTTP"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  INVALID_REQUEST(400, "The request has wrong fields"),
  UNAUTHENTICATED(401, "An API key or a token is needed"),
  FORBIDDEN(403, "This is not allowed to who asks"),
  QUOTA_REACHED(403, "The namespace has no more of this"),
  CROSS_ORIGIN(403, "Requests from other origins are refused"),
  UNKNOWN_ROUTE(404, "There is nothing at this path"),
  UNKNOWN_JOB(404, "There is no such job"),
  UNKNOWN_EXECUTION(404, "There is no such execution"),
  UNKNOWN_ALERT(404, "There is no such alert"),
  UNKNOWN_NAMESPACE(404, "There is no such namespace"),
  UNKNOWN_KEY(404, "There is no such API key"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method"),
  NAME_TAKEN(409, "Another job has this name"),
  KEY_NAME_TAKEN(409, "Two live API keys have this name"),
  FIRST_KEY_NOT_ADMIN(409, "The first API key must be an admin's"),
  TOO_MANY_NAMESPACES(409, "There are as many namespaces as there may be"),
  JOB_DELETED(409, "The job was deleted"),
  NEVER_FIRES(409, "The schedule has no occurrence left"),
  CONCURRENT_EDIT(409, "The job is being edited by others"),
  EXECUTION_ENDED(409, "The execution has ended"),
  VERSION_MISMATCH(412, "The job has another version by now"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has a media type that is not taken here"),
  HOST_NOT_ALLOWED(421, "The Host header names another server"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
  TOO_MANY_REQUESTS(429, "Too much is under way"),
  INTERNAL(500, "The server failed"),
  STORE_UNAVAILABLE(503, "The store cannot be used now"),
  IDENTITY_PROVIDER_UNAVAILABLE(503, "The identity provider does not answer"),
  CLOCK_OFF(503, "The node's clock is not the store's"),
  STOPPING(503, "The server is stopping");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The name in the API, such as {@code unknown-job}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
