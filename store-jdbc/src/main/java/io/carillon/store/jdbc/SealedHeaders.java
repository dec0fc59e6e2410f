package io.carillon.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.core.Destination;
import io.carillon.core.JobId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/**
 * Headers as they are stored: the key's id, a dot, and in Base64 what the key made of the headers'
 * JSON. They are bound to their job and to where it calls, so that whoever can write to the store
 * can neither move them to another job nor have them sent to another host. Thread-safe.
 */
final class SealedHeaders {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectReader READER = MAPPER.readerForMapOf(String.class);

  private SealedHeaders() {}

  static String seal(SecretKey key, Map<String, String> headers, JobId job, Destination to) {
    try {
      byte[] sealed = key.seal(WRITER.writeValueAsBytes(headers), context(job, to));
      return key.id + "." + Base64.getEncoder().encodeToString(sealed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("headers cannot be written as JSON", e);
    }
  }

  /** Throws when the key is missing, or when this was not sealed for the job and where it calls. */
  static Map<String, String> open(SecretKeys keys, String text, JobId job, Destination to) {
    int dot = text.indexOf('.');
    String keyId = text.substring(0, Math.max(0, dot));
    SecretKey key = keys.find(keyId);
    if (key == null) {
      throw new IllegalStateException(
          "headers are sealed with key " + keyId + ", which is missing");
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(text.substring(dot + 1));
      return READER.readValue(key.open(sealed, context(job, to)));
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IllegalStateException(
          "headers were not sealed with key " + keyId + " for job " + job + " and " + to, e);
    }
  }

  private static byte[] context(JobId job, Destination to) {
    return ("carillon headers " + job + " " + to).getBytes(UTF_8);
  }
}
