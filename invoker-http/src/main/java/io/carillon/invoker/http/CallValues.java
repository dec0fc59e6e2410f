package io.carillon.invoker.http;

/** What one attempt puts into its request; ASCII that needs no escaping in headers or JSON. */
record CallValues(String jobId, String executionId, String scheduledAt, String attempt) {}
