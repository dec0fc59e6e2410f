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

  /** Who asks cannot be found out now. */
  record Undecided() implements Admission {}
}
