package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestHeadTest {
  private static final String HEAD =
      """
      POST /hook HTTP/1.1
      host: 127.0.0.1
      CARILLON-JOB-ID: 01936b2e-7c1a-7000-8000-000000000001
      carillon-scheduled-at: 2026-11-22T18:00:01.000Z
      Carillon-Attempt: 2
      Content-Length: 5
      Connection: close

      """
          .replace("\n", "\r\n");

  private final RequestHead head = new RequestHead();

  @Test
  void readsTheHeadersInAnyCase() {
    assertThat(read(HEAD + "hello")).isEqualTo(HEAD.length());
    assertThat(head.hasJob).isTrue();
    assertThat(head.scheduledAtMs).isEqualTo(Instant.parse("2026-11-22T18:00:01Z").toEpochMilli());
    assertThat(head.attempt).isEqualTo(2);
    assertThat(head.contentLength).isEqualTo(5);
    assertThat(head.close).isTrue();
  }

  @Test
  void everyPrefixIsIncomplete() {
    for (int length = 0; length < HEAD.length(); length++) {
      assertThat(read(HEAD.substring(0, length))).isEqualTo(RequestHead.INCOMPLETE);
    }
  }

  @Test
  void nothingIsLeftOfTheRequestBefore() {
    read(HEAD);
    read("GET / HTTP/1.1\r\n\r\n");
    assertThat(head.hasJob).isFalse();
    assertThat(head.scheduledAtMs).isEqualTo(IsoInstant.NONE);
    assertThat(head.contentLength).isZero();
    assertThat(head.close).isFalse();
  }

  @Test
  void differentJobsHaveDifferentKeys() {
    read(HEAD);
    long high = head.jobHigh;
    long low = head.jobLow;
    read(HEAD.replace("000001\r\n", "000002\r\n"));
    assertThat(head.jobHigh).isNotEqualTo(high);
    assertThat(head.jobLow).isNotEqualTo(low);
  }

  @Test
  void whatItCannotReadIsMalformed() {
    assertThat(read("GET / HTTP/1.1\r\nno colon\r\n\r\n")).isEqualTo(RequestHead.MALFORMED);
    assertThat(read("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"))
        .isEqualTo(RequestHead.MALFORMED);
    assertThat(read("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isEqualTo(RequestHead.MALFORMED);
  }

  private int read(String text) {
    byte[] data = text.getBytes(StandardCharsets.US_ASCII);
    return head.read(data, 0, data.length);
  }
}
