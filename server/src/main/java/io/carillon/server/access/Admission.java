package io.carillon.server.access;

/** Whether a request is let in. */
public sealed interface Admission {
  /** It is, for this principal. */
  record Granted(Principal principal) implements Admission {}

  /**
   * It is not: nobody knows who asks.
   *
   * @param isInvalid whether credentials were given that are none; otherwise there were none
   */
  record Unknown(boolean isInvalid) implements Admission {}

  /**
   * It is not: who asks may not do this.
   *
   * @param has what he may do, for people
   */
  record Forbidden(String name, String has) implements Admission {}

  /** It is not: what it is about concerns the whole installation, and he works in a part of it. */
  record OfInstallation(String name, String namespace) implements Admission {}

  /**
   * It is not: the token is right, but there is no such namespace.
   *
   * @param namespace as the token names it, or empty
   */
  record UnknownNamespace(String name, String namespace) implements Admission {}

  /** Who asks cannot be found out now. */
  record Undecided() implements Admission {}
}
