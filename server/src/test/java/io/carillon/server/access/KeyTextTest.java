package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @Test
  void keysAreWellFormedAndNeverTheSame() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String key = KeyText.generate();
      assertThat(key).matches("carillon_[0-9A-Za-z]{49}");
      assertThat(KeyText.isWellFormed(key)).isTrue();
      assertThat(keys.add(key)).isTrue();
    }
  }

  @Test
  void oneWrongCharacterIsNoticed() {
    String key = KeyText.generate();
    for (int i = 0; i < key.length(); i++) {
      String wrong =
          key.substring(0, i) + (key.charAt(i) == 'x' ? 'y' : 'x') + key.substring(i + 1);
      assertThat(KeyText.isWellFormed(wrong)).as(wrong).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "carillon_", "Bearer x", "carillon_\u00e9", "\ud83d\ude00"})
  void otherTextsAreNone(String text) {
    assertThat(KeyText.isWellFormed(text)).isFalse();
    assertThat(KeyText.isWellFormed(KeyText.generate() + text + " ")).isFalse();
  }

  /** By sha256sum. */
  @Test
  void theHashIsTheSha256InHexadecimalDigits() {
    assertThat(KeyText.hash("carillon_"))
        .isEqualTo("f91930e1df1f10591d8943fb8041018bd6e5eb7fda8f8f731e108ddb9787ba59");
  }
}
