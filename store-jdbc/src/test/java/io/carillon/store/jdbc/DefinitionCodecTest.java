package io.carillon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.JobDefinition;
import io.carillon.testkit.JobDraft;
import org.junit.jupiter.api.Test;

final class DefinitionCodecTest {
  private static final JobDefinition DEFINITION =
      JobDraft.EVERY_SECOND.named("a").tagged("y", "x").definition();

  @Test
  void theStoredFormIsTheSameForEqualDefinitions() {
    assertThat(DefinitionCodec.encode(DEFINITION))
        .isEqualTo(
            """
            {"name":"a","schedule":"* * * * * *","timeZone":"Z",\
            "api":"http://target.test/hook","method":"POST","headers":{"X-Secret":"s3cret"},\
            "body":"{\\"a\\":1}","bodyIsJson":true,"timeoutMs":30000,"type":"ATLEAST_ONCE",\
            "isRecurring":true,"maxRetryCount":3,"retry":{"initialDelayMs":1000,\
            "multiplier":2.0,"maxDelayMs":300000,"jitter":0.2},"misfire":"FIRE_ONCE",\
            "catchUpWindowMs":3600000,"overlap":"ALLOW","startDeadlineMs":3600000,\
            "tags":["x","y"],"alertWebhook":"http://alerts.test/hook"}""");
  }

  @Test
  void aFieldOfALaterVersionIsPassedOver() {
    String later = DefinitionCodec.encode(DEFINITION).replaceFirst("\\{", "{\"later\":[1],");

    assertThat(DefinitionCodec.decode(later)).isEqualTo(DEFINITION);
  }

  @Test
  void messagesDoNotQuoteSecrets() {
    String broken = DefinitionCodec.encode(DEFINITION).replace("\"timeoutMs\":30000", "oops");

    assertThatThrownBy(() -> DefinitionCodec.decode(broken))
        .isInstanceOf(IllegalStateException.class)
        .rootCause()
        .message()
        .doesNotContain("s3cret");
  }
}
