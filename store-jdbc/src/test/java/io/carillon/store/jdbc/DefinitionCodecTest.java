package io.carillon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.testkit.JobDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DefinitionCodecTest {
  private static final JobDefinition DEFINITION =
      JobDraft.EVERY_SECOND.named("a").tagged("y", "x").definition();

  private static final JobId ID = JobId.create(1);
  private static final DefinitionCodec PLAIN = new DefinitionCodec(SecretKeys.NONE);

  private final String key = SecretKeys.generate();
  private final DefinitionCodec codec = new DefinitionCodec(SecretKeys.of(List.of(key)));

  @Test
  void theStoredFormIsTheSameForEqualDefinitions() {
    assertThat(PLAIN.encode(ID, DEFINITION).json())
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
    String later = PLAIN.encode(ID, DEFINITION).json().replaceFirst("\\{", "{\"later\":[1],");

    assertThat(PLAIN.decode(ID, later)).isEqualTo(DEFINITION);
  }

  @Test
  void messagesDoNotQuoteSecrets() {
    String broken = PLAIN.encode(ID, DEFINITION).json().replace("\"timeoutMs\":30000", "oops");

    assertThatThrownBy(() -> PLAIN.decode(ID, broken))
        .isInstanceOf(IllegalStateException.class)
        .rootCause()
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void headersAreSealedWithTheFirstKeyAndOpenedWithAny() {
    String newer = SecretKeys.generate();
    SecretKeys keys = SecretKeys.of(List.of(newer, key));
    EncodedDefinition older = codec.encode(ID, DEFINITION);
    EncodedDefinition now = new DefinitionCodec(keys).encode(ID, DEFINITION);

    assertThat(older.keyId()).isEqualTo(keys.ids().getLast());
    assertThat(now.keyId()).isEqualTo(keys.ids().getFirst());
    for (EncodedDefinition encoded : List.of(older, now)) {
      assertThat(encoded.json()).doesNotContain("s3cret", "X-Secret").contains(encoded.keyId());
      assertThat(new DefinitionCodec(keys).decode(ID, encoded.json())).isEqualTo(DEFINITION);
    }
  }

  @Test
  void theSameHeadersAreSealedDifferentlyEachTime() {
    assertThat(codec.encode(ID, DEFINITION).json())
        .isNotEqualTo(codec.encode(ID, DEFINITION).json());
  }

  @Test
  void whatHasNoHeadersNeedsNoKey() {
    String json = PLAIN.encode(ID, DEFINITION).json();
    JobDefinition bare = PLAIN.decode(ID, json.replaceFirst("\"headers\":\\{[^}]*},", ""));

    assertThat(codec.encode(ID, bare)).isEqualTo(PLAIN.encode(ID, bare));
    assertThat(codec.encode(ID, bare).keyId()).isNull();
  }

  @Test
  void sealedHeadersOpenForNoOtherJob() {
    String json = codec.encode(ID, DEFINITION).json();

    assertThatThrownBy(() -> codec.decode(JobId.create(1), json))
        .hasMessageContaining("were not sealed");
  }

  @Test
  void sealedHeadersOpenForNoOtherHost() {
    String moved =
        codec.encode(ID, DEFINITION).json().replace("http://target.test/", "http://evil.test/");
    String elsewhere = codec.encode(ID, DEFINITION).json().replace("test/hook", "test/other");

    assertThatThrownBy(() -> codec.decode(ID, moved)).hasMessageContaining("were not sealed");
    assertThat(codec.decode(ID, elsewhere).target().headers())
        .isEqualTo(DEFINITION.target().headers());
  }

  @Test
  void aChangedTextAndAMissingKeyAreRefusedByName() {
    String json = codec.encode(ID, DEFINITION).json();
    String id = SecretKeys.of(List.of(key)).ids().getFirst();
    int at = json.indexOf(id) + id.length() + 20;
    String changed =
        json.substring(0, at) + (json.charAt(at) == 'A' ? 'B' : 'A') + json.substring(at + 1);

    assertThatThrownBy(() -> codec.decode(ID, changed))
        .hasMessageContaining("were not sealed with key " + id);
    assertThatThrownBy(() -> PLAIN.decode(ID, json))
        .hasMessage("headers are sealed with key " + id + ", which is missing");
  }

  @Test
  void keysAreRefusedWithoutBeingQuoted() {
    String small = "c2hvcnQga2V5";

    assertThatThrownBy(() -> SecretKeys.of(List.of(key, small)))
        .isInstanceOf(Invalid.class)
        .hasMessage("key 2 must be 32 bytes in Base64");
    assertThatThrownBy(() -> SecretKeys.of(List.of("not base 64!")))
        .hasMessage("key 1 must be 32 bytes in Base64");
    assertThatThrownBy(() -> SecretKeys.of(List.of(key, key))).hasMessage("key 2 is there twice");
    assertThat(SecretKeys.of(List.of(key))).asString().doesNotContain(key);
  }

  @Test
  void nothingThatIsPrintedQuotesSecrets() {
    EncodedDefinition encoded = PLAIN.encode(ID, DEFINITION);

    assertThat(encoded + " " + DEFINITION + " " + DEFINITION.target())
        .doesNotContain("s3cret", "{\"a\"")
        .contains("POST http://target.test:80");
  }
}
