package io.carillon.benchmarks.report;

/** Text inside of HTML. */
final class Html {
  private Html() {}

  /** For content and for attributes in double quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A row of a table; the texts are escaped. */
  static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(escaped(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }
}
