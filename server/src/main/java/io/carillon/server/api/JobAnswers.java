package io.carillon.server.api;

import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.JobJson;
import io.carillon.server.json.Json;

/** Answers that show one job. */
final class JobAnswers {
  private static final String ETAG = "ETag";

  private JobAnswers() {}

  /** 200 with the job, as of now, and its ETag. */
  static Answer shown(Job job, Clock clock) {
    Job shown = Occurrences.asShown(job, clock.now());
    return Answer.json(200, out -> JobJson.write(out, shown))
        .with(ETAG, EntityTags.tag(job.version()));
  }

  /** 304: the client has this version. */
  static Answer unchanged(Job job) {
    return Answer.notModified().with(ETAG, EntityTags.tag(job.version()));
  }

  /** The body of a 201. */
  static byte[] createdBody(Job job) {
    return Json.write(out -> JobJson.writeCreated(out, job));
  }

  /** 201 with a body that {@link #createdBody} made, now or at the first request of its key. */
  static Answer created(String id, byte[] body) {
    return Answer.json(201, body)
        .with(ETAG, EntityTags.tag(1))
        .with("Location", "/api/v1/jobs/" + id);
  }

  static Problem nameTaken(JobId by) {
    return Problem.of(ProblemCode.NAME_TAKEN, "job " + by + " has it");
  }
}
