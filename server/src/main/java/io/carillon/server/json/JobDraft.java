package io.carillon.server.json;

import io.carillon.core.JobDefinition;

/** A job as a client gave it, complete and valid. */
public record JobDraft(JobDefinition definition, boolean isActive) {}
