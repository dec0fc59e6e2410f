package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.Audit;
import io.carillon.core.port.Page;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
final class JdbcAudit implements Audit {
  private final Writer writer;
  private final Readers lists;
  private final DefinitionCodec codec;
  private final Clock clock;

  private final Caller caller;

  JdbcAudit(Writer writer, Readers lists, DefinitionCodec codec, Clock clock, Caller caller) {
    this.caller = caller;
    this.codec = codec;
    this.writer = writer;
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  public Audit by(Caller other) {
    return new JdbcAudit(writer, lists, codec, clock, other);
  }

  @Override
  public CompletionStage<Void> note(
      AuditAction action, @Nullable String subject, @Nullable JobId job) {
    return writer
        .write(
            WriteClass.URGENT,
            session -> {
              JobRow row = job == null ? null : JobRow.find(session, caller, job);
              Long jobKey = row == null ? null : row.jobKey();
              session.audit.add(caller, action, subject, jobKey, clock.wallMs());
              return true;
            })
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Page<Entry>> list(
      @Nullable JobId job, int limit, @Nullable String cursor) {
    return lists.read(new ListAudit(caller.namespaceKey(), job, limit, cursor, codec));
  }
}
