package io.carillon.core;

/** What the audit knows of. The names are stored and part of the API. */
public enum AuditAction {
  JOB_CREATED,
  JOB_CHANGED,
  JOB_DELETED,
  JOB_TRIGGERED,
  EXECUTION_REPLAYED,

  /** Written before the cancel, which may come too late. */
  EXECUTION_CANCEL_ASKED,
  ALERT_ACKNOWLEDGED,
  KEY_CREATED,
  KEY_REVOKED,
  NAMESPACE_CREATED,
  QUOTAS_CHANGED,

  /** A node saw a token of the identity provider for the first time. */
  SIGNED_IN
}
