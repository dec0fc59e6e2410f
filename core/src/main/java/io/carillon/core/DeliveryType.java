package io.carillon.core;

/** The delivery guarantee of a job's calls. */
public enum DeliveryType {
  /** Called until answered or given up; a crash may repeat a call, with the same execution id. */
  ATLEAST_ONCE,
  /** Never called twice; an outcome that a crash left unknown counts as failed. */
  ATMOST_ONCE
}
