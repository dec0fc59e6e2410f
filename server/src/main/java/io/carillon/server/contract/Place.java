package io.carillon.server.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where in a request a value stands. Cheap to make; its text is built only for an error.
 *
 * @param parent null for the whole
 * @param name a field's name, or null for an item of a list
 * @param index of a list's item
 */
record Place(@Nullable Place parent, @Nullable String name, int index) {
  static final Place WHOLE = new Place(null, null, 0);

  Place in(String field) {
    return new Place(this, field, 0);
  }

  Place at(int item) {
    return new Place(this, null, item);
  }

  /** The field in the API's words: {@code retry.maxDelayMs}, {@code tags[2]}, {@code body}. */
  String field() {
    return parent == null ? "body" : text();
  }

  private String text() {
    String before = parent == null ? "" : parent.text();
    if (parent == null) {
      return before;
    }
    if (name == null) {
      return before + "[" + index + "]";
    }
    return before.isEmpty() ? name : before + "." + name;
  }
}
