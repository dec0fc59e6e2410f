package io.carillon.core.port;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import java.time.Instant;

/** A job to be created, complete and valid. */
public record NewJob(JobId id, JobDefinition definition, boolean isActive, Instant createdAt) {}
