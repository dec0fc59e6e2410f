package io.carillon.e2e;

/** Moments in the life of an execution at which a server can be made to die. */
enum Failpoint {
  /** Rows are planned and committed; the engine has not heard of it. */
  AFTER_PLAN,
  /** A durable start is committed; the engine has not heard of it. */
  AFTER_START,
  /** An execution holds its slot; nothing was sent. */
  BEFORE_SEND,
  /** The target has answered; the engine has not heard of it. */
  AFTER_RESPONSE,
  /** Outcomes are known; nothing was handed to the store. */
  BEFORE_SETTLE,
  /** Outcomes are committed; the engine has not heard of it. */
  AFTER_SETTLE
}
