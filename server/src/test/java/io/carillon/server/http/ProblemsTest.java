package io.carillon.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Invalid;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.server.json.FieldError;
import io.carillon.server.json.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Whatever ends a request becomes a problem, and nothing internal is told. */
class ProblemsTest {
  @Test
  void aStoreThatCannotBeUsedIsATemporaryProblem() {
    Problem problem = Problems.of(new CompletionException(new StoreUnavailable("disk is full")));

    assertThat(problem.code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
    assertThat(problem.detail()).isEqualTo("disk is full");
    Answer answer = Answer.problem(problem);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).anyMatch(header -> header.getKey().equals("Retry-After"));
  }

  @Test
  void refusalsNameTheirFields() {
    FieldError error = new FieldError("cursor", "is none");

    assertThat(Problems.of(new CompletionException(new Invalid("cursor", "is none"))).errors())
        .containsExactly(error);
    assertThat(Problems.of(InvalidInput.of("cursor", "is none")).errors()).containsExactly(error);
  }

  @Test
  void theUnexpectedIsNotTold() {
    Answer answer = Answer.problem(Problems.of(new IllegalStateException("password is swordfish")));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body().toString(StandardCharsets.UTF_8))
        .contains("\"code\":\"internal\"")
        .doesNotContain("swordfish", "Exception");
  }
}
